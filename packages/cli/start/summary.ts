/** What stands on the screen when a run has ended: counts, calls, warnings, and what to do next. Pure. */
import {
  StepResultStatus,
  type IntegrationStepResult,
  type PartialDatasets,
  type StepMetadata,
} from '@jupiterone/integration-sdk-core';

import type { OktaSnapshot } from '../../../src/okta';
import { duration } from '../terminal/durations';
import { countText, counted, percent } from '../terminal/format';
import { wrap, type Page } from '../terminal/style';
import { renderTable } from '../terminal/table';
import { bucketTitle, isUnlimited, type RunState } from './state';
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
}

export function renderSummary(input: SummaryInput, page: Page): string[] {
  const { snapshot } = input.state;
  return [
    '',
    ...renderTypes(input, page),
    ...renderCalls(snapshot, page),
    ...renderBuckets(snapshot, page),
    ...renderWarnings(input, page),
    ...renderExpected(input, page),
    ...renderVerdict(input, page),
    ...renderPlaces(input, page),
    ...renderNext(input.isSample, page),
  ];
}

/** Below the tables, as a terminal shows the end of what was written. */
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
      ? style.green(`Collected ${state.title} in ${took}.`)
      : style.red(
          `Collected ${state.title} in part: ${counted(failed.length, 'step')} failed (${took}).`,
        );
  return [style.bold(verdict), ...wrap(counts, columns), ''];
}

interface TypeCount {
  readonly type: string;
  readonly kind: 'entity' | 'relationship';
  readonly number: number;
}

/** Every declared type with how often it was collected; the undeclared, should there be any, too. */
export function countTypes(
  steps: readonly StepMetadata[],
  results: readonly IntegrationStepResult[],
): TypeCount[] {
  const totals = new Map<string, number>();
  const enabled = new Set<string>();
  for (const { id, status, encounteredTypeCounts } of results) {
    if (status !== StepResultStatus.DISABLED) enabled.add(id);
    for (const [type, number] of Object.entries(encounteredTypeCounts)) {
      totals.set(type, (totals.get(type) ?? 0) + number);
    }
  }
  const entities = new Set(steps.flatMap((step) => step.entities.map(({ _type }) => _type)));
  const declared = steps
    .filter(({ id }) => enabled.has(id))
    .flatMap((step) => [
      ...step.entities,
      ...step.relationships,
      ...(step.mappedRelationships ?? []),
    ])
    .map(({ _type }) => _type);
  const rows = [...new Set([...declared, ...totals.keys()])].map((type): TypeCount => {
    const kind = entities.has(type) ? 'entity' : 'relationship';
    return { type, kind, number: totals.get(type) ?? 0 };
  });
  return rows.sort((a, b) => a.kind.localeCompare(b.kind) || a.type.localeCompare(b.type));
}

function renderTypes({ steps, results, partial }: SummaryInput, page: Page): string[] {
  const { style } = page;
  const counts = countTypes(steps, results);
  const incomplete = new Set(partial.types);
  const table = (kind: TypeCount['kind'], title: string): string[] => {
    const rows = counts.filter((row) => row.kind === kind);
    const total = rows.reduce((sum, { number }) => sum + number, 0);
    const note = rows.some(({ type }) => incomplete.has(type))
      ? [{ title: '', paint: (cell: string) => style.yellow(cell) }]
      : [];
    return renderTable(
      [{ title }, { title: countText(total), align: 'right' }, ...note],
      rows.map(({ type, number }) => [
        type,
        countText(number),
        incomplete.has(type) ? 'partial' : '',
      ]),
      page.columns,
      style,
    );
  };
  const meaning =
    'partial: not all of it could be asked for, so JupiterOne keeps what earlier runs collected of this type.';
  return [
    ...table('entity', 'Entities'),
    '',
    ...table('relationship', 'Relationships'),
    ...(incomplete.size === 0 ? [] : wrap(meaning, page.columns).map(style.dim)),
    '',
  ];
}

function renderCalls(snapshot: OktaSnapshot | undefined, { columns, style }: Page): string[] {
  const calls = Object.entries(snapshot?.callsByEndpoint ?? {}).filter(([, number]) => number > 0);
  if (calls.length === 0) return [];
  const total = calls.reduce((sum, [, number]) => sum + number, 0);
  const rows = calls
    .sort(([, a], [, b]) => b - a)
    .map(([template, number]) => [template, countText(number)]);
  const titles = [
    { title: 'Okta API calls' },
    { title: countText(total), align: 'right' as const },
  ];
  return [...renderTable(titles, rows, columns, style), ''];
}

function renderBuckets(snapshot: OktaSnapshot | undefined, { columns, style }: Page): string[] {
  const buckets = (snapshot?.buckets ?? []).filter(({ calls }) => calls > 0);
  if (buckets.length === 0) return [];
  const right = { align: 'right' } as const;
  const rows = [...buckets]
    .sort((a, b) => b.calls - a.calls)
    .map((bucket) => [
      bucketTitle(bucket.name),
      countText(bucket.calls),
      limitText(bucket.limit),
      bucket.greatestUse === undefined ? '?' : percent(bucket.greatestUse),
      duration(bucket.waitedMs),
      retriesOf(bucket.retries),
      countText(bucket.rateLimited + bucket.concurrencyLimited),
    ]);
  const titles = [
    { title: 'Rate limit' },
    { title: 'Calls', ...right },
    { title: 'A minute', ...right },
    { title: 'Most used', ...right },
    { title: 'Waited', ...right },
    { title: 'Retries', ...right },
    { title: '429s', ...right },
  ];
  return [...renderTable(titles, rows, columns, style), ''];
}

function limitText(limit: number | undefined): string {
  if (limit === undefined) return '?';
  return isUnlimited(limit) ? 'no limit' : countText(limit);
}

function retriesOf(retries: Readonly<Record<string, number>>): string {
  const causes = Object.entries(retries).filter(([, number]) => number > 0);
  return causes.length === 0
    ? '0'
    : causes.map(([cause, n]) => `${countText(n)} ${cause}`).join(', ');
}

function renderPlaces({ directory, logFile }: SummaryInput, { style }: Page): string[] {
  return [
    `The graph lies in ${style.cyan(directory)}`,
    style.dim(`The log lies in ${logFile}`),
    '',
  ];
}

function renderNext(isSample: boolean, { style }: Page): string[] {
  const next = [
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
    `  2. ${style.cyan('npm run doctor')} tells whether the credential suffices (it only reads)`,
    `  3. ${style.cyan('npm start')}`,
  ];
}
