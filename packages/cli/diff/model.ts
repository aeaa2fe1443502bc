/**
 * What changed between two graphs of one org: plain JSON, for the command and for views.
 * It imports nothing but types, so that a page can import it.
 */
import type { JsonValue } from '../../../src/json';
import type { Severity } from '../ask/questions';

export type ChangeState = 'new' | 'lost' | 'changed';

/** What a change is about, in the order in which they are shown. */
export type SubjectId =
  | 'administrators'
  | 'aws'
  | 'credentials'
  | 'mfa'
  | 'policies'
  | 'settings'
  | 'applications'
  | 'assignments'
  | 'accounts'
  | 'groups'
  | 'memberships'
  | 'devices'
  | 'others';

/** A property with its values in both graphs; null if it is absent. */
export interface PropertyChange {
  readonly property: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

export interface Change {
  readonly subject: SubjectId;
  readonly state: ChangeState;
  readonly severity: Severity;
  /** `_type` of the entity or relationship; of what is computed, the type that it is told of. */
  readonly type: string;
  /** `_key` of the entity or relationship; of what is computed, the keys of its two ends with `|` between them. */
  readonly key: string;
  /** The account, or the item, in one name. */
  readonly who: string;
  /** What happened, to be read after `who`. */
  readonly what: string;
  /**
   * By which ways it is so in the newer graph, or was so in the older one, and to what it belongs: `directly`,
   * `through group Finance`, `of application GitHub`.
   */
  readonly through: readonly string[];
  /** Of an entity or relationship that changed. */
  readonly properties: readonly PropertyChange[];
}

export interface SubjectChanges {
  readonly id: SubjectId;
  readonly title: string;
  readonly counts: Readonly<Record<ChangeState, number>>;
  /** The worst first; fewer than the counts if they were cut off. */
  readonly changes: readonly Change[];
}

/** One of the two graphs. */
export interface Side {
  readonly directory: string;
  /** When the run ended, ISO 8601; null if it is not known. */
  readonly collectedOn: string | null;
}

/** What could not be compared, or not as a whole. */
export interface ComparisonGap {
  /** `failed`: a step of a run failed, or a run did not come to its end. */
  readonly kind: 'failed' | 'notCollected' | 'partial' | 'property';
  readonly types: readonly string[];
  /** One sentence. */
  readonly text: string;
}

export interface Changes {
  /** The org's name; null if the newer graph holds no account. */
  readonly org: string | null;
  readonly older: Side;
  readonly newer: Side;
  /** Without subjects of which nothing has changed. */
  readonly subjects: readonly SubjectChanges[];
  readonly gaps: readonly ComparisonGap[];
}

/** The same with at most `most` changes to a subject; the counts stay what they were. */
export function withChangesCut({ subjects, ...rest }: Changes, most: number): Changes {
  const cut = subjects.map((subject) => ({ ...subject, changes: subject.changes.slice(0, most) }));
  return { ...rest, subjects: cut };
}
