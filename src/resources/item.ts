/** One record of Okta's in its place: what its definition's functions may look at. */
import type { JsonObject } from '../json';

/** A record with its id, its key in the graph, and what it belongs to. */
export interface Item {
  /** Okta's id. */
  readonly id: string;
  /** `_key` of its entity. */
  readonly key: string;
  /** `_type` of its entity. */
  readonly type: string;
  /** What Okta sent, with what was asked for besides in `_embedded`. */
  readonly record: JsonObject;
  /** What it belongs to: a rule's policy. Undefined for what belongs to the org alone. */
  readonly parent?: Item | undefined;
  /** All records that the same query lists, this one too. Undefined if they were not read to the end. */
  readonly siblings?: readonly JsonObject[] | undefined;
}
