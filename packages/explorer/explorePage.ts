/** From a collection on disk to an explorer page on disk. */
import { statSync } from 'node:fs';
import { findRun } from '../cli/collected/run';
import { readRunSummary } from '../cli/collected/summary';
import { writeOwnPage } from '../cli/storage/ownPage';
import { buildPage } from './pack/buildPage';
import { readCollectedGraph } from './pack/collectedGraph';
import type { Evaluation } from './pack/packFinding';
import { packGraph, type PackedGraph } from './pack/packGraph';
import { readProblems } from './pack/runProblems';

export interface ExplorePageOptions {
  /** Storage directory of the run, or its `graph` directory. */
  readonly directory: string;
  /** The HTML file to write. */
  readonly out: string;
  /** What the managed questions found in the collection. */
  readonly evaluation?: Evaluation;
}

export interface ExplorePage {
  readonly out: string;
  readonly entities: number;
  readonly relationships: number;
  readonly bytes: number;
}

function total(items: readonly { readonly count: number }[]): number {
  return items.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Reads a collection and packs it for a page.
 *
 * @param directory the storage directory of a run, or what else `findRun` takes for it
 * @param evaluation what the managed questions found in it
 * @throws when there is not exactly one collection, or when a file of it cannot be read
 */
export function packCollection(directory: string, evaluation?: Evaluation): PackedGraph {
  const run = findRun(directory);
  const { hasEnded, endedOn, incomplete } = readRunSummary(run.directory);
  // A run that was stopped leaves no summary: its directory shows when it last wrote.
  const collectedOn = endedOn ?? statSync(run.directory).mtimeMs;
  const problems = readProblems(run.directory);
  const origin = { collectedOn, hasEnded, incomplete, problems };
  return packGraph(readCollectedGraph(run), origin, evaluation);
}

/** Writes the page. Throws when there is no collection, or when a file of it cannot be read. */
export function writeExplorePage({ directory, out, evaluation }: ExplorePageOptions): ExplorePage {
  const packed = packCollection(directory, evaluation);
  writeOwnPage(out, buildPage(packed));
  const { types, relations } = packed.manifest;
  return {
    out,
    entities: total(types),
    relationships: total(relations),
    bytes: statSync(out).size,
  };
}
