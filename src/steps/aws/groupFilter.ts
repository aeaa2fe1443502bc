/**
 * Evaluates an application's group filter, a pattern that the customer writes, in time that no pattern
 * can stretch: RE2 matches in time linear in pattern times name, and both are bounded here.
 */
import { RE2JS } from 're2js';

import { asError } from '../../run/losses';
import { translateJavaPattern, type RefusedPattern } from './javaPattern';

/** Okta's own patterns have some 60 characters. */
export const MAX_FILTER_LENGTH = 512;
/** Instructions of the compiled pattern; Okta's own have about 20. */
const MAX_FILTER_SIZE = 1000;
/** Okta's group names end at 255 characters. */
export const MAX_NAME_LENGTH = 255;

/**
 * - `full`: the filter describes the whole name.
 * - `partial`: it describes a part of it.
 * - `none`: it does not match, or the name is longer than Okta permits.
 */
export type FilterMatch =
  | { readonly kind: 'full'; readonly captures: ReadonlyMap<string, string> }
  | { readonly kind: 'partial' }
  | { readonly kind: 'none' };

export interface GroupFilter {
  /** The names that it captures, `accountid` and `role` as a rule, in any order. */
  readonly captures: readonly string[];
  /** Steps per character of a name, for a budget before the work is done. */
  readonly size: number;
  match(groupName: string): FilterMatch;
}

/**
 * Compiles a filter in Okta's syntax, in which `(?{{role}}…)` is a named capture. Answers the reason,
 * in words, if it cannot be evaluated as Okta would.
 *
 * Edges are drawn for full matches only. Whether Okta searches or matches whole names is not
 * established; Okta's standard pattern is anchored and means the same either way, and a role that
 * nobody has is worse than one that a warning names (see {@link FilterMatch} `partial`).
 */
export function compileGroupFilter(written: string): GroupFilter | RefusedPattern {
  if (written.length > MAX_FILTER_LENGTH) {
    return { refused: `it has ${written.length} characters, at most ${MAX_FILTER_LENGTH}` };
  }
  try {
    const translated = translateJavaPattern(written);
    if (typeof translated !== 'string') return translated;
    const pattern = RE2JS.compile(translated);
    const size = pattern.programSize();
    if (size > MAX_FILTER_SIZE) return { refused: 'its counted repetitions make it too large' };
    const captures = Object.keys(pattern.namedGroups());
    return { captures, size, match: (name) => match(pattern, captures, name) };
  } catch (error) {
    // RE2 names the part that it cannot parse; on \p{L} and the like after (?i) it fails otherwise.
    const [, named] = /^error parsing regexp: (.*)/s.exec(asError(error).message) ?? [];
    return { refused: named ?? 'a Unicode property (\\p) if case does not count: (?i)' };
  }
}

/** Only the matcher is used: RE2's `test` may cache states, and their number is a pattern's choice. */
function match(pattern: RE2JS, captures: readonly string[], name: string): FilterMatch {
  if (name.length > MAX_NAME_LENGTH) return { kind: 'none' };
  const matcher = pattern.matcher(name);
  if (!matcher.matches()) return { kind: pattern.matcher(name).find() ? 'partial' : 'none' };
  const captured = new Map<string, string>();
  for (const capture of captures) {
    const value = matcher.group(capture);
    if (value !== null) captured.set(capture, value);
  }
  return { kind: 'full', captures: captured };
}
