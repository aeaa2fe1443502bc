/** What a run collected, called and waited for, as tables: for `--verbose`. Pure. */
import {
  StepResultStatus,
  type IntegrationStepResult,
  type PartialDatasets,
  type StepMetadata,
} from '@jupiterone/integration-sdk-core';

import type { OktaSnapshot } from '../../../src/okta';
import { duration } from '../terminal/durations';
import { countText, percent } from '../terminal/format';
import { wrap, type Page } from '../terminal/style';
import { renderTable } from '../terminal/table';
import { bucketTitle, isUnlimited } from './state';

export interface TablesInput {
  readonly steps: readonly StepMetadata[];
  readonly results: readonly IntegrationStepResult[];
  readonly partial: PartialDatasets;
  readonly snapshot: OktaSnapshot | undefined;
}

export function renderTables(input: TablesInput, page: Page): string[] {
  return [
    ...renderTypes(input, page),
    ...renderCalls(input.snapshot, page),
    ...renderBuckets(input.snapshot, page),
  ];
}

export interface TypeCount {
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

function renderTypes({ steps, results, partial }: TablesInput, page: Page): string[] {
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
    'partial: this run could not read all objects of this type, so JupiterOne keeps those of earlier runs.';
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
