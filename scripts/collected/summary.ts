/** What a run says of itself in `summary.json`: when it ended, and which types it could not read completely. */
import { existsSync } from 'node:fs';
import path from 'node:path';

import { list, number, record, text, texts } from '../../src/json';
import { readGraphFile } from './files';

/**
 * Step results after which a type is whole, or not collected at all. Whatever else a summary says is incomplete: a
 * failure, a failed dependency, a step that the run did not come to, and a word that a later SDK may add.
 * Source: integration-sdk-core 17.6.1, StepResultStatus. docker/run.js, which imports nothing, repeats it.
 */
const WHOLE: readonly string[] = ['success', 'cached', 'disabled'];

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
}

/**
 * Reads the summary in a storage directory.
 *
 * @throws with the file's name when it cannot be read
 */
export function readRunSummary(directory: string): RunSummary {
  const file = path.join(directory, 'summary.json');
  if (!existsSync(file)) return { hasEnded: false, endedOn: undefined, incomplete: [] };
  const summary = readGraphFile(file);
  const steps = list(summary.integrationStepResults).map(record);
  const ends = steps.map((step) => number(step.endTime) ?? 0);
  const endedOn = ends.reduce((latest, end) => Math.max(latest, end), 0);
  const incomplete = steps.filter(({ status }) => isIncomplete(text(status)));
  return {
    hasEnded: true,
    endedOn: endedOn === 0 ? undefined : endedOn,
    incomplete: [...new Set(incomplete.flatMap((step) => texts(step.declaredTypes)))],
  };
}
