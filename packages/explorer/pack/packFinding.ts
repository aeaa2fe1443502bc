/** What the managed questions found, as the page keeps it: the rows apart, to be unpacked when a person asks for them. */
import type { JsonValue } from '../../../src/json';
import type { PackedFinding, PackedMetric, PackedQuery } from '../model/format';
import type { ChunkStore } from './chunkStore';

export interface EvaluatedQuery extends Omit<PackedQuery, 'rows'> {
  readonly rows: readonly (readonly JsonValue[])[];
}

/** A question and its answers, before its rows are packed. */
export interface EvaluatedFinding extends Omit<PackedFinding, 'queries'> {
  readonly queries: readonly EvaluatedQuery[];
}

/** What the managed questions found in one graph. */
export interface Evaluation {
  readonly findings: readonly EvaluatedFinding[];
  readonly metrics: readonly PackedMetric[];
  /** In milliseconds since the epoch. */
  readonly evaluatedOn: number;
}

export function packFinding(
  { queries, ...finding }: EvaluatedFinding,
  chunks: ChunkStore,
): PackedFinding {
  const packed = queries.map(({ rows, ...query }) => ({
    ...query,
    rows: chunks.add(Buffer.from(JSON.stringify(rows))),
  }));
  return { ...finding, queries: packed };
}
