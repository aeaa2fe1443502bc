/** Okta's statistics of groups against the group assignments that applications show. Pure. */
import { IntegrationIncompleteDataError } from '../../run/losses';
import type { GroupRef } from '../groups/api';
import type { GroupApplicationPairs } from './pairs';

/** A group that has more applications by Okta's statistics than show it. */
export interface Shortfall {
  readonly group: GroupRef;
  readonly missing: number;
}

/** What became of asking the groups with the largest shortfalls for their applications. */
export interface Comparison {
  readonly asked: number;
  /** How many of the groups asked show fewer applications themselves than the statistics count. */
  readonly unexplained: number;
  /** How many assignments these groups show that the applications do not. */
  readonly contradictions: number;
}

/**
 * Fewer groups than these may have statistics that are not true: they lag behind, and they can count
 * Okta's own applications, which no list shows.
 */
const MANY_GROUPS = 4;

/** The groups of whose applications some are missing, those that lack most first. */
export function shortfalls(
  groups: readonly GroupRef[],
  shown: GroupApplicationPairs,
): readonly Shortfall[] {
  return groups
    .map((group) => ({ group, missing: (group.appsCount ?? 0) - shown.of(group.id).size }))
    .filter(({ missing }) => missing > 0)
    .sort((one, other) => other.missing - one.missing);
}

/**
 * Why the group assignments are incomplete; undefined if nothing speaks for it. If every group with a
 * shortfall was asked, the assignments that applications lacked are known. If the groups show no more than
 * the applications, the statistics are not true, unless most of what they count is missing.
 */
export function judgeShortfalls(
  groups: readonly GroupRef[],
  short: readonly Shortfall[],
  { asked, unexplained, contradictions }: Comparison,
): Error | undefined {
  const counted = groups.reduce((sum, { appsCount = 0 }) => sum + appsCount, 0);
  const missing = short.reduce((sum, shortfall) => sum + shortfall.missing, 0);
  const areListsShort = contradictions > 0 && short.length > asked;
  const isMostMissing = missing * 2 > counted && asked >= MANY_GROUPS && unexplained === asked;
  if (!areListsShort && !isMostMissing) return undefined;
  return new IntegrationIncompleteDataError(
    `Okta counts ${counted} applications of groups, and its lists lack ${missing} of these assignments`,
  );
}
