/**
 * What the last run left, kept until the next has something to put in its place: the SDK deletes the
 * directory before it knows whether Okta accepts the credential.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';

export interface EarlierRun {
  /** Puts it back, with the log of the run that came to nothing; true where there was something to put back. */
  restore(): boolean;
  /** The new run has its own graph. */
  discard(): void;
}

const GRAPH = 'graph';
const SUMMARY = 'summary.json';
const LOG = 'run.log';

/** What git leaves alone at any depth: nobody commits the data of an org in the middle of a run. */
const IGNORED = '.j1-integration';

/** Moves the graph in `directory`, if there is one, to a directory beside it. */
export function setAside(directory: string): EarlierRun {
  const aside = path.join(`${path.resolve(directory)}.earlier`, IGNORED);
  mendKilledRun(directory, aside);
  let isAside = wasMoved(directory, aside);
  return {
    restore: () => {
      if (!isAside) return false;
      isAside = false;
      putBack(directory, aside);
      return true;
    },
    discard: () => {
      if (isAside) drop(aside);
      isAside = false;
    },
  };
}

/** A run that was killed could put nothing back. */
function mendKilledRun(directory: string, aside: string): void {
  if (!existsSync(aside)) return;
  if (existsSync(path.join(directory, SUMMARY))) {
    drop(aside);
  } else {
    putBack(directory, aside);
  }
}

function putBack(directory: string, aside: string): void {
  const log = path.join(directory, LOG);
  // Of what lies there the log alone is of use: it says why there is nothing else.
  if (existsSync(log)) renameSync(log, path.join(aside, LOG));
  remove(directory);
  renameSync(aside, directory);
  drop(aside);
}

function remove(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

/** The directory around it goes only where it is empty: somebody may have one of that name. */
function drop(aside: string): void {
  remove(aside);
  const around = path.dirname(aside);
  if (readdirSync(around).length === 0) rmdirSync(around);
}

function wasMoved(directory: string, aside: string): boolean {
  if (lstatSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  if (!existsSync(path.join(directory, GRAPH))) return false;
  try {
    mkdirSync(path.dirname(aside), { recursive: true });
    renameSync(directory, aside);
    return true;
  } catch {
    // A directory that cannot be moved cannot be deleted either: the run tells the reason.
    return false;
  }
}
