/**
 * The complete graphs of earlier runs, beside the present one: `earlier/<when the run ended>` holds what the
 * directory itself held. The oldest go if there are too many, or if they take too much space.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

import { readRunSummary } from '../collected/summary';
import { removeLeftBehind } from './leftBehind';
import { foreignFilesIn, RESULT } from './ownFiles';
import { isOwnPage } from './ownPage';

/** The folder within the directory of runs. */
export const EARLIER = 'earlier';
/** Where a run writes until it has ended. */
export const IN_PROGRESS = 'run-in-progress';
/** What `npm run ask` keeps beside a result. */
export const GRAPH_DATABASE = 'graph.duckdb';

/** What commands make of a result by default; a page of an earlier one would mislead. */
export const EXPLORER_PAGE = 'explore.html';
export const DRAWING = 'graph.html';
export const REPORT_PAGE = 'report.html';
export const PAGES = [EXPLORER_PAGE, DRAWING, REPORT_PAGE];

/** How names begin that processes leave beside a result if they are killed. */
export const LEFT_BEHIND = [`.${GRAPH_DATABASE}`, ...PAGES];

const SUMMARY = 'summary.json';
/** The summary goes last: until then the folder is none of a complete run, and the next run goes on with it. */
const KEPT = [...RESULT.filter((name) => name !== SUMMARY), GRAPH_DATABASE, SUMMARY];

/** `2026-11-30T22-41-05.123Z`: ISO 8601 with dashes, as not every file system takes colons. */
const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/;

/** How much is kept. */
export interface Limits {
  /** Graphs beside the present one. */
  readonly count: number;
  /** All of them together. */
  readonly bytes: number;
}

const COUNT_VARIABLE = 'EARLIER_GRAPHS';
const SIZE_VARIABLE = 'EARLIER_GRAPHS_MB';
/** Environment variables of {@link limitsIn}. */
export const LIMIT_VARIABLES = [COUNT_VARIABLE, SIZE_VARIABLE] as const;

const DEFAULT_COUNT = 5;
const DEFAULT_MB = 4096;
const BYTES_PER_MB = 1_048_576;

/**
 * The limits that the environment sets, or else the file `.env` in `directory`: the SDK reads that file only when a run
 * has its directory already.
 *
 * @throws if a variable holds no whole number
 */
export function limitsOf(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): Limits {
  const file = path.join(directory, '.env');
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return limitsIn({ ...written, ...environment });
}

/** @throws if a variable holds no whole number */
export function limitsIn(environment: Readonly<Record<string, string | undefined>>): Limits {
  const numberIn = (name: string, fallback: number): number => {
    const given = (environment[name] ?? '').trim();
    if (given === '') return fallback;
    if (!/^\d{1,9}$/.test(given)) {
      throw new Error(`${name} takes a whole number, and not "${given}".`);
    }
    return Number(given);
  };
  return {
    count: numberIn(COUNT_VARIABLE, DEFAULT_COUNT),
    bytes: numberIn(SIZE_VARIABLE, DEFAULT_MB) * BYTES_PER_MB,
  };
}

/** A graph of a complete run. */
export interface EarlierRun {
  readonly name: string;
  readonly directory: string;
}

/** The complete graphs that are kept in a directory of runs, the latest first. */
export function earlierRuns(directory: string): readonly EarlierRun[] {
  return foldersIn(directory).filter((run) => isComplete(run.directory));
}

/** Whether the result in `directory` is one of a run that could read all that it was to read. */
export function isComplete(directory: string): boolean {
  try {
    const { hasEnded, incomplete } = readRunSummary(directory);
    return hasEnded && incomplete.length === 0;
  } catch {
    return false;
  }
}

function foldersIn(directory: string): readonly EarlierRun[] {
  const all = path.join(directory, EARLIER);
  if (!existsSync(all) || !lstatSync(all).isDirectory()) return [];
  return readdirSync(all, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && NAME.test(entry.name))
    .map(({ name }) => ({ name, directory: path.join(all, name) }))
    .sort((a, b) => (a.name < b.name ? 1 : -1));
}

/** Whether {@link keep} would keep the result in `directory`. */
export function isToBeKept(directory: string, { count }: Limits): boolean {
  const all = lstatSync(path.join(directory, EARLIER), { throwIfNoEntry: false });
  return count > 0 && (all === undefined || all.isDirectory()) && isComplete(directory);
}

/**
 * Moves the result in `directory` to the earlier ones, if it is complete. What was begun of it before the process was
 * killed is finished.
 */
export function keep(directory: string, limits: Limits): void {
  if (!isToBeKept(directory, limits)) return;
  const { endedOn } = readRunSummary(directory);
  const ended = new Date(endedOn ?? statSync(path.join(directory, SUMMARY)).mtimeMs);
  const name = ended.toISOString().replaceAll(':', '-');
  const target = path.join(directory, EARLIER, name);
  // The same run again: somebody has copied it back.
  if (existsSync(path.join(target, SUMMARY))) return;
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const part of KEPT) {
    const from = path.join(directory, part);
    if (existsSync(from)) renameSync(from, path.join(target, part));
  }
}

/** Deletes the oldest graphs beyond the limits, and no file that no run has written. */
export function prune(directory: string, { count, bytes }: Limits): void {
  let kept = 0;
  let size = 0;
  for (const run of foldersIn(directory)) {
    removeLeftBehind(run.directory, LEFT_BEHIND);
    if (holdsForeignFiles(run.directory)) continue;
    size += bytesIn(run.directory);
    kept += 1;
    if (kept > count || size > bytes || !isComplete(run.directory)) {
      rmSync(run.directory, { recursive: true, force: true });
    }
  }
}

/** What somebody has made of an earlier graph by hand stays, and the graph with it. */
function holdsForeignFiles(directory: string): boolean {
  const others = readdirSync(directory).filter(
    (name) => name !== GRAPH_DATABASE && !isOwnPage(path.join(directory, name)),
  );
  return foreignFilesIn(directory, others).length > 0;
}

function bytesIn(directory: string): number {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const stats = lstatSync(path.join(directory, name), { throwIfNoEntry: false });
    return sum + (stats?.isFile() === true ? stats.size : 0);
  }, 0);
}
