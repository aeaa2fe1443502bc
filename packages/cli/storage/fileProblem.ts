/** What the file system refuses, in words that say what to do. */
import { record, text } from '../../../src/json';

const ELSEWHERE =
  'or set JUPITERONE_INTEGRATION_STORAGE_DIRECTORY to a directory elsewhere, one that does not exist yet.';

/**
 * A sentence about the directory where runs leave their graph; undefined if the error is not one of the
 * file system that a person can do something about.
 */
export function fileProblem(error: unknown, directory: string): string | undefined {
  const { code, message } = record(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `No space is left for ${directory}. Free some, ${ELSEWHERE}`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${directory} cannot be written (${text(message) ?? 'no reason given'}). Make it writable, ${ELSEWHERE}`;
    case 'EEXIST':
    case 'ENOTDIR':
    case 'ELOOP':
    case 'ENOENT':
      return `${directory} is no directory that a run can write (${text(message) ?? 'no reason given'}). Move away what is there, ${ELSEWHERE}`;
    default:
      return undefined;
  }
}
