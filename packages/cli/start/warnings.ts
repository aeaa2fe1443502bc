/** The warnings at the end of a run. Pure. */
import { StepResultStatus, type IntegrationStepResult } from '@jupiterone/integration-sdk-core';

import { counted } from '../terminal/format';
import { wrap, type Page } from '../terminal/style';
import { isOfOutage, longOutages, pastText } from './outage';
import type { RunState } from './state';

interface Warnings {
  readonly state: RunState;
  readonly results: readonly IntegrationStepResult[];
  /** Whether the warnings already stand above, each on a line of its own. */
  readonly areWarningsTold: boolean;
  readonly logFile: string;
  /** ms since the epoch */
  readonly now: number;
}

/** Warnings, or where they stand above their number; then the failures that no warning has named. */
export function renderWarnings(input: Warnings, page: Page): string[] {
  const { expected } = input.state;
  const { style } = page;
  const outages = longOutages(input.state.outages, input.now);
  const warnings = input.state.warnings.filter((text) => !isOfOutage(text, outages));
  const failures = untoldFailures(input).filter((text) => !isOfOutage(text, outages));
  const ofOutages = input.state.warnings.length - warnings.length;
  if (warnings.length + failures.length + expected.length + outages.length === 0) {
    return [style.dim('No warnings.'), ''];
  }
  const list = (heading: string, texts: readonly string[]): string[] => [
    style.bold(heading),
    ...texts.flatMap((text) => warningLines(text, page)),
    '',
  ];
  const number = counted(warnings.length, 'warning');
  const others = input.areWarningsTold
    ? list(`${number}, listed above`, [])
    : list(number, warnings);
  return [
    ...outages.flatMap((outage) => warningLines(pastText(outage), page)),
    ...(outages.length === 0 ? [] : [...consequences(ofOutages, input, page), '']),
    ...(warnings.length === 0 ? [] : others),
    ...(failures.length === 0 ? [] : list('Failed', failures)),
  ];
}

/** What is missing is marked in the tables above; that it has one reason is said once. */
function consequences(warnings: number, { logFile }: Warnings, { columns }: Page): string[] {
  if (warnings === 0) return ['  Nothing was lost.'];
  const number = counted(warnings, 'warning');
  return wrap(
    `What could not be read meanwhile is missing; ${number} about it: see ${logFile}`,
    columns - 2,
  ).map((line) => `  ${line}`);
}

/** The SDK's words for a failure begin with the step's name, the integration's own need it in front. */
function untoldFailures({ state, results }: Warnings): string[] {
  return state.steps.flatMap(({ id, name, failure }) => {
    if (failure === undefined || !isFailed(results, id)) return [];
    if (state.warnings.some((warning) => warning.includes(failure))) return [];
    return [failure.startsWith(name) ? failure : `${name}: ${failure}`];
  });
}

/** One warning, wrapped, with a mark. */
export function warningLines(warning: string, { columns, style }: Page): string[] {
  return wrap(warning, columns - 2).map((line, i) =>
    i === 0 ? `${style.yellow('!')} ${line}` : `  ${line}`,
  );
}

const EXPECTED_SHOWN = 2;

/** The sample org's own faults: a few of them in full, so that nobody takes them for theirs. */
export function renderExpected({ state, logFile }: Warnings, page: Page): string[] {
  const { expected } = state;
  if (expected.length === 0) return [];
  const { style } = page;
  const hidden = expected.length - EXPECTED_SHOWN;
  return [
    ...wrap(
      `${counted(expected.length, 'warning')}: the sample org contains these faults on purpose, to show what warnings look like`,
      page.columns,
    ).map(style.bold),
    ...expected.slice(0, EXPECTED_SHOWN).flatMap((warning) => warningLines(warning, page)),
    ...(hidden > 0 ? [style.dim(`  … ${hidden} more like these in ${logFile}`)] : []),
    '',
  ];
}

function isFailed(results: readonly IntegrationStepResult[], id: string): boolean {
  return results.some((result) => result.id === id && result.status === StepResultStatus.FAILURE);
}
