/** What stands on the screen when a run has ended: how the org stands, what is incomplete, and what to do next. Pure. */
import {
  StepResultStatus,
  type IntegrationStepResult,
  type PartialDatasets,
  type StepMetadata,
} from '@jupiterone/integration-sdk-core';

import { isIncomplete } from '../collected/summary';
import { duration } from '../terminal/durations';
import { counted } from '../terminal/format';
import { wrap, type Page } from '../terminal/style';
import { renderPosture, type Posture } from './posture';
import type { RunState } from './state';
import { countTypes, renderTables, type TypeCount } from './tables';
import { renderExpected, renderWarnings } from './warnings';

export interface SummaryInput {
  readonly state: RunState;
  readonly steps: readonly StepMetadata[];
  readonly results: readonly IntegrationStepResult[];
  readonly partial: PartialDatasets;
  /** Where the graph lies. */
  readonly directory: string;
  readonly logFile: string;
  /** When the run ended, ms since the epoch. */
  readonly now: number;
  readonly isSample: boolean;
  /** Whether the warnings already stand above, each on a line of its own. */
  readonly areWarningsTold: boolean;
  /** What the managed questions found. */
  readonly posture: Posture;
  /** Whether to show the tables of types, calls and limits. */
  readonly isVerbose: boolean;
}

export function renderSummary(input: SummaryInput, page: Page): string[] {
  return [
    '',
    ...(input.isVerbose ? renderTables({ ...input, snapshot: input.state.snapshot }, page) : []),
    ...renderPosture(input.posture, page),
    ...renderIncomplete(input, page),
    ...renderWarnings(input, page),
    ...renderExpected(input, page),
    ...renderVerdict(input, page),
    ...renderPlaces(input, page),
    ...renderNext(input.isSample, page),
  ];
}

/** Types of which a failed step may have left something out. */
function renderIncomplete({ results }: SummaryInput, { columns, style }: Page): string[] {
  const failed = results.filter(({ status }) => isIncomplete(status));
  const types = [...new Set(failed.flatMap(({ declaredTypes }) => declaredTypes))].sort();
  if (types.length === 0) return [];
  const meaning =
    'Objects of these types may be missing, so JupiterOne keeps what earlier runs collected of them: ';
  return [
    style.bold(`Incomplete: ${counted(types.length, 'type')}`),
    ...wrap(meaning + types.join(', '), columns),
    '',
  ];
}

/** Below what was found, as a terminal shows the end of what was written. */
function renderVerdict({ state, steps, results, now }: SummaryInput, page: Page): string[] {
  const took = duration(now - state.startedAt);
  const { style, columns } = page;
  const failed = results.filter(({ status }) => status === StepResultStatus.FAILURE);
  const totalOf = (kind: TypeCount['kind']): number =>
    countTypes(steps, results)
      .filter((row) => row.kind === kind)
      .reduce((sum, { number }) => sum + number, 0);
  const calls = Object.values(state.snapshot?.callsByEndpoint ?? {}).reduce((a, b) => a + b, 0);
  const counts = [
    counted(totalOf('entity'), 'entity', 'entities'),
    counted(totalOf('relationship'), 'relationship'),
    counted(calls, 'call'),
  ].join(', ');
  const verdict =
    failed.length === 0
      ? `Collected ${state.title} in ${took}.`
      : `Collected ${state.title} in part: ${counted(failed.length, 'step')} failed (${took}).`;
  const paint = failed.length === 0 ? style.green : style.red;
  return [
    ...wrap(verdict, columns).map((line) => style.bold(paint(line))),
    ...wrap(counts, columns),
    '',
  ];
}

function renderPlaces({ directory, logFile }: SummaryInput, { style }: Page): string[] {
  return [`Graph: ${style.cyan(directory)}`, style.dim(`Log: ${logFile}`), ''];
}

function renderNext(isSample: boolean, { style }: Page): string[] {
  const next = [
    ['npm run report', 'all findings as one page: their rows, why they matter, what to do'],
    ['npm run diff', 'what changed since the complete run before'],
    ['npm run explore', 'one HTML page to search the graph and see who reaches what'],
    ['npm run ask', 'questions with answers: administrators without MFA, dormant accounts, …'],
    ['npm run graph', 'a drawing of every node, as another page'],
  ];
  const commands = next.map(
    ([command = '', what = '']) => `  ${style.cyan(command.padEnd(16))}  ${what}`,
  );
  if (!isSample) return [style.bold('Next'), ...commands];
  return [style.bold('Next'), ...commands, '', ...renderSampleNote({ style })];
}

/** Says that what was collected is invented, and how to collect a real org. */
function renderSampleNote({ style }: Pick<Page, 'style'>): string[] {
  return [
    style.yellow('This was the sample org that comes with the project: nobody in it is real.'),
    'To collect your own Okta org:',
    `  1. ${style.cyan('cp .env.example .env && chmod 600 .env')}, and enter OKTA_ORG_URL and OKTA_API_KEY there`,
    `  2. ${style.cyan('npm run doctor')} shows whether the credential suffices (it only reads)`,
    `  3. ${style.cyan('npm start')}`,
  ];
}
