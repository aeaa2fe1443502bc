/** Finds the one run that a person means by a directory, and says what is wrong where there is not exactly one. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { earlierRuns } from '../storage/earlier';
import type { Collection, GraphFiles } from './files';

/** One run's output. */
export interface CollectedRun extends GraphFiles {
  /** The storage directory of the run, which holds `graph`, `index` and `summary.json`. */
  readonly directory: string;
}

/** What a run leaves as soon as it has begun. */
const TRACES = ['graph', 'index', 'run.log', 'run-in-progress'];

function directoriesIn(directory: string): readonly string[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(directory, name))
    .sort();
}

function jsonFilesIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(directory, name))
    .sort();
}

/** The files of a graph in a directory that holds one folder for each step. */
export function graphFilesIn(graph: string): GraphFiles {
  const steps = directoriesIn(graph);
  const within = (collection: Collection): readonly string[] =>
    steps.flatMap((step) => jsonFilesIn(path.join(step, collection)));
  return { entities: within('entities'), relationships: within('relationships') };
}

/** Undefined if no entity is there. */
function graphIn(graph: string): CollectedRun | undefined {
  const files = graphFilesIn(graph);
  return files.entities.length === 0 ? undefined : { directory: path.dirname(graph), ...files };
}

/** A run that goes to its end leaves its summary last. */
function hasEnded(directory: string): boolean {
  return existsSync(path.join(directory, 'summary.json'));
}

/** The latest complete graph of an earlier run: what is left if a run has not come to its end. */
function earlierIn(directory: string): CollectedRun | undefined {
  const [latest] = earlierRuns(directory);
  return latest === undefined ? undefined : runIn(latest.directory);
}

/** Undefined if no entity is there. */
export function runIn(directory: string): CollectedRun | undefined {
  return graphIn(path.join(directory, 'graph'));
}

/** Why there is no graph: none was collected, or not yet. */
function nothingIn(directory: string): string {
  const has = (name: string): boolean => existsSync(path.join(directory, name));
  if (has('summary.json')) {
    return `The run in ${directory} has ended without a single entity. Its log and its summary.json show why.`;
  }
  if (TRACES.some(has)) {
    return (
      `A run that writes to ${directory} is under way, or was stopped before it had written anything. ` +
      'Wait for its end, or collect again: npm start'
    );
  }
  return `There is no collected graph in ${directory}. Collect one first: npm start`;
}

/**
 * Finds the files of a run, without reading them. While a run is under way they are those of the last one that ended.
 *
 * @param given the storage directory of a run, `graph` within it, or a directory that holds one run and no other
 * @throws with a sentence for the person where there is no graph, or more than one
 */
export function findRun(given: string): CollectedRun {
  const own = runIn(given) ?? graphIn(given);
  if (
    own !== undefined &&
    (hasEnded(own.directory) || path.resolve(own.directory) !== path.resolve(given))
  )
    return own;
  const earlier = earlierIn(given) ?? own;
  if (earlier !== undefined) return earlier;
  const held = directoriesIn(given).flatMap((directory) => runIn(directory) ?? []);
  const [only, ...others] = held;
  if (only === undefined) throw new Error(nothingIn(given));
  if (others.length === 0) return only;
  const names = held.map(({ directory }) => directory).join(', ');
  throw new Error(
    `${given} holds the graphs of several runs: ${names}. Name the directory of one, as npm start leaves it.`,
  );
}
