/**
 * The layout of the data inside an explorer page, written by Node and read by the browser: a manifest in
 * plain JSON, which is enough to draw the map of types, and numbered chunks (base64 of raw deflate) that are
 * unpacked when a person asks for them.
 *
 * Entities are numbered from 0, type after type in the manifest's order and by name within a type; these
 * numbers are called nodes. Relationships are numbered likewise and called edges.
 */

/** Which code stands in each row of a column: the row's own number, 0 in every row, or what a chunk lists. */
export type PackedCodes =
  | { readonly kind: 'row' }
  | { readonly kind: 'same' }
  | { readonly kind: 'listed'; readonly chunk: number; readonly bytes: 1 | 2 | 4 };

/** One property of all entities (or relationships) of a type: the distinct values, and a code for each row. */
export interface PackedColumn {
  readonly name: string;
  /** Number of distinct values. */
  readonly distinct: number;
  /** Chunk with a JSON array of the distinct values; `null` in it means that the property is absent. */
  readonly values: number;
  readonly codes: PackedCodes;
}

export interface PackedType {
  /** The `_type`, or the `_class` where a mapped target has no `_type`. */
  readonly name: string;
  readonly classes: readonly string[];
  /** True for targets of mapped relationships: things that JupiterOne knows from elsewhere. */
  readonly mapped: boolean;
  readonly count: number;
  readonly columns: readonly PackedColumn[];
}

/** How many edges of a relationship type run between two entity types, named by position in the manifest. */
export interface PackedLink {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface PackedRelation {
  readonly name: string;
  readonly relationClass: string;
  readonly mapped: boolean;
  readonly count: number;
  /** Chunk with the ends of the edges, in the form of edgeBytes.ts. */
  readonly edges: number;
  readonly links: readonly PackedLink[];
  readonly columns: readonly PackedColumn[];
}

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type FindingState = 'found' | 'notFullyKnown' | 'passed' | 'informative';

/** What one query of a managed question found. */
export interface PackedQuery {
  /** Empty if the question is a single query. */
  readonly name: string;
  /** To paste into JupiterOne. */
  readonly j1ql: string;
  readonly columns: readonly string[];
  readonly count: number;
  /** Chunk with a JSON array of the rows, each an array of values in the order of the columns. */
  readonly rows: number;
}

/** A managed question and what it found, evaluated once, as every report shows it. */
export interface PackedFinding {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly why: string;
  readonly remedy: string;
  readonly state: FindingState;
  /** Rows that are faults; of an informative question, all rows. */
  readonly count: number;
  /** Rows that somebody has accepted, which are shown nowhere. */
  readonly suppressedCount: number;
  /** Why not all is known, in sentences. */
  readonly gaps: readonly string[];
  /** `CIS Controls v8 5.4` */
  readonly controls: readonly string[];
  readonly queries: readonly PackedQuery[];
}

/** A number that stands for the org as a whole, counted as the managed question of its name counts. */
export interface PackedMetric {
  readonly id: string;
  readonly title: string;
  /** Null if nothing that it counts was collected. */
  readonly value: number | null;
  /** What `value` is a part of; null if it is a number of its own. */
  readonly of: number | null;
  /** Why the number may be too small, in sentences. */
  readonly gaps: readonly string[];
}

/** A step of the run that did not do all that it was to do. */
export interface PackedProblem {
  readonly step: string;
  /** Why, in a word or two. */
  readonly cause: string;
  readonly types: readonly string[];
}

export interface Manifest {
  /** Name of the account, for the title. */
  readonly org: string;
  /** When the collection ended, in milliseconds since the epoch. */
  readonly collectedOn: number;
  readonly types: readonly PackedType[];
  readonly relations: readonly PackedRelation[];
  /** Relationships left out because an end is not in the collection. */
  readonly dangling: number;
  /** False where the run did not come to its end: anything may be missing. */
  readonly hasEnded: boolean;
  /** Types of incomplete steps: something of them may be missing. */
  readonly incomplete: readonly string[];
  /** The steps behind that. */
  readonly problems: readonly PackedProblem[];
  /** The worst first; none if the questions were not evaluated. */
  readonly findings: readonly PackedFinding[];
  readonly metrics: readonly PackedMetric[];
  /** The moment from which ages are counted, in milliseconds since the epoch. */
  readonly evaluatedOn: number;
}

/** The id of the HTML element that holds a chunk. */
export function chunkElementId(chunk: number): string {
  return `chunk-${chunk}`;
}

export const MANIFEST_ELEMENT_ID = 'manifest';
