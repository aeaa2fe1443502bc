/**
 * What the managed questions found in one graph: plain JSON, for reports, the end of a run and the explorer's page.
 * It imports nothing but types, so that a page can import it.
 */
import type { JsonValue } from '../../../src/json';
import type { Control, Severity } from '../ask/questions';
import type { Gap } from '../ask/gaps';

/**
 * `found`: rows are there that are faults. `notFullyKnown`: none is there, and what the question rests on is missing
 * in part. `passed`: none is there, and all that it rests on was collected. `informative`: its rows are no faults.
 */
export type FindingState = 'found' | 'notFullyKnown' | 'passed' | 'informative';

/** A row that somebody has accepted, in the file of suppressions. */
export interface SuppressedRow {
  readonly row: readonly JsonValue[];
  readonly reason: string;
  /** The last day on which it is suppressed, `2027-03-31`. */
  readonly expires: string;
}

export interface QueryFindings {
  /** Null if the question is a single query. */
  readonly name: string | null;
  /** `BAD`, `GOOD`, `INFORMATIVE` or `UNKNOWN`. */
  readonly resultsAre: string | null;
  /** To paste into JupiterOne. */
  readonly j1ql: string;
  readonly columns: readonly string[];
  /** Without suppressed ones; fewer than `count` if they were cut off. */
  readonly rows: readonly (readonly JsonValue[])[];
  readonly count: number;
  readonly suppressed: readonly SuppressedRow[];
}

export interface Finding {
  /** The short id, as `npm run ask` takes it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly why: string;
  readonly remedy: string;
  readonly controls: readonly Control[];
  readonly state: FindingState;
  /** Rows that are faults and not suppressed; of an informative question, all rows. */
  readonly count: number;
  /** How many different items they are about: what stands in their first columns. */
  readonly subjects: number;
  readonly suppressedCount: number;
  /** Why not all is known; with `found`, why there may be more. */
  readonly gaps: readonly Gap[];
  readonly queries: readonly QueryFindings[];
}

/** A number that stands for the org as a whole. */
export interface Metric {
  readonly id: string;
  readonly title: string;
  /** Null if nothing that it counts was collected. */
  readonly value: number | null;
  /** What `value` is a part of; null if it is a number of its own. */
  readonly of: number | null;
  /** Why the number may be too small. */
  readonly gaps: readonly Gap[];
}

export interface Findings {
  /** The org's name; null if the graph holds no account. */
  readonly org: string | null;
  /** When the run ended, ISO 8601; null if it did not come to its end. */
  readonly collectedOn: string | null;
  /** The moment from which ages are counted, ISO 8601. */
  readonly evaluatedOn: string;
  /** Types of which something is missing because a step failed. */
  readonly incompleteTypes: readonly string[];
  /** Types that were switched off. */
  readonly leftOutTypes: readonly string[];
  readonly metrics: readonly Metric[];
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** What is wrong with suppressions: expired ones, and those that match nothing. */
  readonly suppressionProblems: readonly string[];
}

/** The same findings with at most `most` rows to a query; `count` stays what it was. */
export function withRowsCut({ findings, ...rest }: Findings, most: number): Findings {
  const cut = findings.map((finding) => ({
    ...finding,
    queries: finding.queries.map((query) => ({ ...query, rows: query.rows.slice(0, most) })),
  }));
  return { ...rest, findings: cut };
}
