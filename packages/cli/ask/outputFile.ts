/** The file that `--output` names: for its owner alone, and nothing is replaced unless `--overwrite` says so. */
import { closeSync, existsSync, fchmodSync, openSync, writeSync } from 'node:fs';

import { AskError, messageOf } from './askError';

export interface OutputFile {
  readonly file: string;
  /** Whether what lies there may be replaced. */
  readonly overwrite: boolean;
}

/** @throws {AskError} if `--overwrite` stands alone */
export function outputFileOf(values: {
  readonly output?: string | undefined;
  readonly overwrite?: boolean | undefined;
}): OutputFile | undefined {
  const { output, overwrite = false } = values;
  if (output !== undefined) return { file: output, overwrite };
  if (overwrite) throw new AskError('--overwrite needs --output <file>');
  return undefined;
}

/** @throws {AskError} if something lies there that may not be replaced: asked before the work, not after it */
export function refuseExisting({ file, overwrite }: OutputFile): void {
  if (overwrite || !existsSync(file)) return;
  throw new AskError(`${file} exists and was not changed. Name another file, or add --overwrite`);
}

/**
 * @param content a text, or the pieces of one that is too long for memory
 * @param name what is written, for the error: `answer`, `report`
 * @throws {AskError} if the file cannot be written
 */
export function writeOutput(
  { file }: OutputFile,
  content: string | Iterable<string>,
  name: string,
): void {
  try {
    const handle = openSync(file, 'w', 0o600);
    try {
      fchmodSync(handle, 0o600);
      for (const piece of typeof content === 'string' ? [content] : content) {
        writeSync(handle, piece);
      }
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new AskError(`The ${name} cannot be written to ${file}: ${messageOf(error)}`);
  }
}
