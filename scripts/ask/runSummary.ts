/** What the run that left the graph said about it: which types it could not read completely. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { list, record, text, texts } from '../../src/json';

const UNSOUND = new Set(['failure', 'partial_success_due_to_dependency_failure']);

/** Types of steps that failed, or that depend on one that did; empty where no summary was left. */
export function incompleteTypes(directory: string): ReadonlySet<string> {
  const file = path.join(directory, 'summary.json');
  if (!existsSync(file)) return new Set();
  const summary: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const steps = list(record(summary).integrationStepResults).map(record);
  const unsound = steps.filter(({ status }) => UNSOUND.has(text(status) ?? ''));
  return new Set(unsound.flatMap(({ declaredTypes }) => texts(declaredTypes)));
}
