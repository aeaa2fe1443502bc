/** The steps of a run that did not do all that they were to do, as its summary says. */
import { existsSync } from 'node:fs';
import path from 'node:path';

import { list, record, text, texts } from '../../../src/json';
import { readGraphFile } from '../../cli/collected/files';
import { isIncomplete } from '../../cli/collected/summary';
import type { PackedProblem } from '../model/format';

/** Source: integration-sdk-core 17.6.1, StepResultStatus. */
const CAUSES: ReadonlyMap<string, string> = new Map([
  ['failure', 'failed'],
  ['partial_success_due_to_dependency_failure', 'a step that it rests on failed'],
  ['pending_evaluation', 'the run did not come to it'],
]);

/**
 * Reads them; none where the run left no summary.
 *
 * @param directory the storage directory of the run
 * @throws with the file's name when it cannot be read
 */
export function readProblems(directory: string): readonly PackedProblem[] {
  const file = path.join(directory, 'summary.json');
  if (!existsSync(file)) return [];
  return list(readGraphFile(file).integrationStepResults)
    .map(record)
    .map((step) => ({ step, status: text(step.status) }))
    .filter(({ status }) => status !== 'disabled' && isIncomplete(status))
    .map(({ step, status = '' }) => ({
      step: text(step.name) ?? text(step.id) ?? '',
      cause: CAUSES.get(status) ?? (status || 'nothing is known of it'),
      types: texts(step.declaredTypes),
    }));
}
