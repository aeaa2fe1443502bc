/** What a run says of itself in `summary.json`: when it ended, and which types it has not, or not completely. */
import { existsSync } from 'node:fs';
import path from 'node:path';

import { list, number, record, text, texts, type JsonObject } from '../../../src/json';
import { readGraphFile } from './files';

/**
 * Step results after which a type is whole, or not collected at all. Whatever else a summary says is incomplete: a
 * failure, a failed dependency, a step that the run did not come to, and a word that a later SDK may add.
 * Source: integration-sdk-core 17.6.1, StepResultStatus. deploy/run.js, which imports nothing, repeats it.
 */
const WHOLE: readonly string[] = ['success', 'cached', 'disabled'];

/** What the SDK says of a step that was switched off, or that nobody asked for. */
const LEFT_OUT = 'disabled';

/** Whether a step could not do all that it was to do. */
export function isIncomplete(status: string | undefined): boolean {
  return status === undefined || !WHOLE.includes(status);
}

export interface RunSummary {
  /** False where there is no summary: the SDK writes it last, so the run was stopped, broke off or still goes on. */
  readonly hasEnded: boolean;
  /** When the last step ended, in milliseconds since the epoch; undefined where no step says so. */
  readonly endedOn: number | undefined;
  /** Types of incomplete steps, each once. */
  readonly incomplete: readonly string[];
  /** Types that every step which could collect them was left out for: none of theirs is in the graph. */
  readonly leftOut: readonly string[];
  /** Every type that a step could have collected, whether it was left out or not. */
  readonly known: readonly string[];
  /** Types that their step, although it did all it was to do, says it reads in part. */
  readonly partial: readonly string[];
}

const NO_SUMMARY: RunSummary = {
  hasEnded: false,
  endedOn: undefined,
  incomplete: [],
  leftOut: [],
  partial: [],
  known: [],
};

type TypeList = 'declaredTypes' | 'partialTypes';

/** The types in one list of some steps, each once and without those of `others`. */
function typesIn(
  steps: readonly JsonObject[],
  list: TypeList,
  others: readonly string[] = [],
): readonly string[] {
  const types = new Set(steps.flatMap((step) => texts(step[list])));
  return [...types].filter((type) => !others.includes(type));
}

/**
 * Reads the summary in a storage directory.
 *
 * @throws with the file's name when it cannot be read
 */
export function readRunSummary(directory: string): RunSummary {
  const file = path.join(directory, 'summary.json');
  if (!existsSync(file)) return NO_SUMMARY;
  const steps = list(readGraphFile(file).integrationStepResults).map(record);
  const ends = steps.map((step) => number(step.endTime) ?? 0);
  const endedOn = ends.reduce((latest, end) => Math.max(latest, end), 0);
  const asked = steps.filter(({ status }) => status !== LEFT_OUT);
  const incomplete = typesIn(
    asked.filter(({ status }) => isIncomplete(text(status))),
    'declaredTypes',
  );
  return {
    hasEnded: true,
    endedOn: endedOn === 0 ? undefined : endedOn,
    incomplete,
    leftOut: typesIn(steps, 'declaredTypes', typesIn(asked, 'declaredTypes')),
    partial: typesIn(asked, 'partialTypes', incomplete),
    known: typesIn(steps, 'declaredTypes'),
  };
}
