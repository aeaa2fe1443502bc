/** One run at a time in one directory: two would write one graph, and neither would notice. */
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { isAlive } from './leftBehind';

/** Between making the file and writing into it, the holder is not yet known. */
const SETTLING_MS = 10_000;

/** The lock's file in the directory that it is for. */
export const LOCK = 'run.lock';

/**
 * Takes the lock of `directory`; the result gives it back, which the end of the process does, too. One
 * that was left by a process that is gone counts for nothing.
 *
 * @throws if another run holds it
 */
export function takeLock(directory: string): () => void {
  const file = path.join(directory, LOCK);
  if (!wasMade(file)) {
    const holder = holderOf(file);
    if (isAtWork(holder, file) || !wasCleared(file, holder) || !wasMade(file)) {
      throw new Error(refusal(directory, file, holder));
    }
  }
  const release = (): void => {
    process.off('exit', release);
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
  };
  process.on('exit', release);
  return release;
}

/** Whether another process holds the lock of `directory` now. */
export function isLocked(directory: string): boolean {
  const file = path.join(directory, LOCK);
  return existsSync(file) && isAtWork(holderOf(file), file);
}

function refusal(directory: string, file: string, holder: number | undefined): string {
  const who = holder === undefined ? '' : ` (process ${holder})`;
  return (
    `Another run is at work in ${directory}${who}, and two runs would damage each other's graph. Wait for ` +
    'its end, or set JUPITERONE_INTEGRATION_STORAGE_DIRECTORY to another directory. If no run is at ' +
    `work, remove ${file}.`
  );
}

function wasMade(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The process that made the file; undefined where the file is gone or says nothing. */
function holderOf(file: string): number | undefined {
  try {
    const id = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(id) && id > 0 ? id : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A lock with our own id is that of a predecessor: in a container each run may get the same one. */
function isAtWork(holder: number | undefined, file: string): boolean {
  if (holder === undefined) return isYoung(file);
  return holder !== process.pid && isAlive(holder);
}

function isYoung(file: string): boolean {
  const { mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return Date.now() - mtimeMs < SETTLING_MS;
}

/**
 * Takes a stale lock away. Of several who found it one does so; what another has made since is put
 * back.
 */
function wasCleared(file: string, stale: number | undefined): boolean {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
  if (holderOf(aside) !== stale) {
    renameSync(aside, file);
    return false;
  }
  rmSync(aside);
  return true;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
