/** Work folders of processes: a process that is killed cannot delete its own, so the next one does. */
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { record } from '../../../src/json';

/** What a name says of its process: `.graph.duckdb-4711-x7Yz3q`, `explore.html.4711.part`, `run.lock.4711`. */
const PROCESS = /(?:-(\d+)-[A-Za-z0-9]{6}|\.(\d+)(?:\.part)?)$/;

/** A new folder for the owner only, whose name says which process made it. */
export function makeWorkFolder(parent: string, name: string): string {
  return mkdtempSync(path.join(parent, `${name}-${process.pid}-`));
}

/**
 * Deletes what processes that are gone have left in `parent` under a name that begins with one of `names`. Files of
 * other users stay, and so does what cannot be deleted.
 */
export function removeLeftBehind(parent: string, names: readonly string[]): void {
  for (const entry of entriesOf(parent)) {
    const name = names.find((begin) => entry.startsWith(begin));
    if (name === undefined) continue;
    const file = path.join(parent, entry);
    const [, ofFolder, ofFile] = PROCESS.exec(entry.slice(name.length)) ?? [];
    const maker = Number(ofFolder ?? ofFile);
    if (Number.isNaN(maker) || !isOurs(file) || isAtWork(maker, file)) continue;
    try {
      rmSync(file, { recursive: true, force: true });
    } catch {
      // It costs space, and nothing else: the work that was to be done is done.
    }
  }
}

function entriesOf(parent: string): readonly string[] {
  try {
    return readdirSync(parent);
  } catch {
    return [];
  }
}

function isOurs(file: string): boolean {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats !== undefined && (process.getuid === undefined || stats.uid === process.getuid());
}

/** In a container each process may get the id of an earlier one: what is older than this process is not its own. */
function isAtWork(maker: number, file: string): boolean {
  if (maker === process.pid) {
    const { birthtimeMs = 0 } = lstatSync(file, { throwIfNoEntry: false }) ?? {};
    return birthtimeMs >= Date.now() - process.uptime() * 1000;
  }
  return isAlive(maker);
}

/** Whether a process of this id lives, of whomever it is. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return record(error)['code'] !== 'ESRCH';
  }
}
