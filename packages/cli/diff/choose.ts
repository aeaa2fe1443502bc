/** Which two graphs to compare. */
import { existsSync } from 'node:fs';
import path from 'node:path';

import { text } from '../../../src/json';
import { AskError } from '../ask/askError';
import { objectsIn } from '../collected/files';
import { runIn, type CollectedRun } from '../collected/run';
import { readRunSummary } from '../collected/summary';
import { EARLIER, earlierRuns, isComplete } from '../storage/earlier';

/** A complete graph that lies in a directory of runs. */
export interface KeptGraph {
  /** As a person names it: `2026-11-30T22-41-05.123Z`, or the directory of the last one. */
  readonly name: string;
  readonly directory: string;
  /** ms since the epoch; undefined if its summary does not say. */
  readonly endedOn: number | undefined;
  /** The key of the org's account; undefined if it was not collected. */
  readonly org: string | undefined;
}

/** The complete graphs in a directory of runs, the latest first. */
export function keptGraphs(directory: string): readonly KeptGraph[] {
  const present = isComplete(directory) ? [{ name: directory, directory }] : [];
  return [...present, ...earlierRuns(directory)].flatMap((kept) => {
    const run = runIn(kept.directory);
    if (run === undefined) return [];
    return [{ ...kept, endedOn: readRunSummary(kept.directory).endedOn, org: orgOf(run) }];
  });
}

/** The account is in the files of a step of its own, so that the others need not be read. */
function orgOf({ entities }: CollectedRun): string | undefined {
  for (const file of entities) {
    if (!file.includes(`${path.sep}fetch-account${path.sep}`)) continue;
    const account = objectsIn(file, 'entities').find(({ _type }) => _type === 'okta_account');
    if (account !== undefined) return text(account['_key']);
  }
  return undefined;
}

export interface Pair {
  readonly older: string;
  readonly newer: string;
}

/**
 * @param named the graphs that a person named, the older one first
 * @throws {AskError} if there are not two
 */
export function choosePair(directory: string, named: readonly string[]): Pair {
  const [older, newer] = named.map((name) => directoryOf(directory, name));
  if (older !== undefined && newer !== undefined) return { older, newer };
  const [last, ...before] = keptGraphs(directory);
  if (last === undefined) {
    throw new AskError(
      `There is no graph of a complete run in ${directory}. Collect one: npm start`,
    );
  }
  if (older !== undefined) return { older, newer: last.directory };
  const one = before.find(({ org }) => org === last.org);
  if (one === undefined) {
    throw new AskError(
      `There is one graph of a complete run of this org in ${directory}, and a comparison needs two. ` +
        'Collect again when something may have changed: npm start',
    );
  }
  return { older: one.directory, newer: last.directory };
}

function directoryOf(directory: string, name: string): string {
  const kept = path.join(directory, EARLIER, name);
  if (path.basename(name) === name && existsSync(kept)) return kept;
  if (existsSync(name)) return name;
  throw new AskError(`There is no graph ${name}. See: npm run diff -- --list`);
}
