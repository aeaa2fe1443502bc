/** HTML files that commands write: each is replaced by the next of its kind, and nothing else ever is. */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

import { removeLeftBehind } from './leftBehind';

/** Stands at the beginning of each page, and shows that the file is ours. */
export const GENERATOR = '<meta name="generator" content="jupiterone-integration-okta" />';

/** As far as the beginning of a page reaches, in bytes. */
const BEGINNING = 4096;

/** The pages hold personal data: their files are for their owner only. */
const OWNER_ONLY = 0o600;

/** Whether a file is a page that a command has written. */
export function isOwnPage(file: string): boolean {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const handle = openSync(file, 'r');
  try {
    const beginning = Buffer.alloc(BEGINNING);
    return beginning.toString('utf8', 0, readSync(handle, beginning)).includes(GENERATOR);
  } finally {
    closeSync(handle);
  }
}

/**
 * Writes a page, whole or not at all. A link is followed.
 *
 * @throws if something else lies there
 */
export function writeOwnPage(out: string, pieces: Iterable<string>): void {
  const target = placeFor(out);
  mkdirSync(path.dirname(target), { recursive: true });
  removeLeftBehind(path.dirname(target), [path.basename(target)]);
  const unfinished = `${target}.${process.pid}.part`;
  const file = openSync(unfinished, 'wx', OWNER_ONLY);
  try {
    for (const piece of pieces) writeSync(file, piece);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function placeFor(out: string): string {
  if (lstatSync(out, { throwIfNoEntry: false }) === undefined) return out;
  const target = resolved(out);
  if (target !== undefined && isOwnPage(target)) return target;
  throw new Error(
    `${out} exists, and this command did not write it. It was not changed: ` +
      'move it away, or name another file with --out.',
  );
}

/** Where a path leads; undefined for a link that leads nowhere. */
function resolved(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
