/** Holds what a run announces against the files that it has written. */
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { number, record, text } from '../../../src/json';
import { COLLECTIONS, objectsIn } from '../collected/files';
import { graphFilesIn } from '../collected/run';
import { countText } from '../terminal/format';

type Counts = ReadonlyMap<string, number>;

/** What a step says of itself; the SDK's `IntegrationStepResult`, or the same in `summary.json`. */
interface StepResult {
  readonly encounteredTypeCounts?: unknown;
}

/** How many types a sentence names. */
const NAMED = 5;

/**
 * Throws if the graph in `directory` is not what the steps say they have collected: a reader of
 * the counts would rely on objects that are not there.
 */
export async function verifyStored(
  directory: string,
  results: readonly StepResult[],
): Promise<void> {
  const announced = announcedCounts(results);
  const stored = await storedCounts(directory);
  const types = [...new Set([...announced.keys(), ...stored.keys()])].sort();
  const wrong = types.filter((type) => announced.get(type) !== stored.get(type));
  if (wrong.length === 0) return;
  const counts = wrong.slice(0, NAMED).map((type) => {
    const of = (counts: Counts): string => countText(counts.get(type) ?? 0);
    return `${type}: ${of(announced)} collected, ${of(stored)} in the files`;
  });
  throw new Error(
    `The files do not hold what the run has collected (${counts.join('; ')}` +
      `${wrong.length > NAMED ? '; …' : ''}). Another program has changed ${directory} while the run was ` +
      'at work, or the disk has lost data. Collect again.',
  );
}

function announcedCounts(results: readonly StepResult[]): Counts {
  const counts = new Map<string, number>();
  for (const { encounteredTypeCounts } of results) {
    for (const [type, count] of Object.entries(record(encounteredTypeCounts))) {
      add(counts, type, number(count) ?? 0);
    }
  }
  return counts;
}

async function storedCounts(directory: string): Promise<Counts> {
  const counts = new Map<string, number>();
  const files = graphFilesIn(path.join(directory, 'graph'));
  for (const collection of COLLECTIONS) {
    for (const file of files[collection]) {
      for (const { _type } of objectsIn(file, collection)) add(counts, text(_type) ?? '?', 1);
      // Of a large graph this takes seconds, in which the screen goes on.
      await setImmediate();
    }
  }
  return counts;
}

function add(counts: Map<string, number>, type: string, more: number): void {
  if (more > 0) counts.set(type, (counts.get(type) ?? 0) + more);
}
