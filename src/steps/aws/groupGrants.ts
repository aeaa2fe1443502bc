/** Which AWS roles groups have through an application: by their assignments, or by their names. */
import { setImmediate } from 'node:timers/promises';

import { READ_ONLY_ADMIN } from '../../adminRoles';
import type { OktaAppGroup } from '../applications/api';
import type { GroupRef } from '../groups/api';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { readRoleArn, type AwsArnTarget } from './arn';
import type { AwsFederation, AwsGroupMapping } from './federation';
import type { AwsGrant } from './grant';
import { quoted } from '../../visible';
import { SIGN_ON, type AwsProblems } from './problems';
import { profileRoles, readRoles } from './roleText';

/** By group id; groups without a role are not in it. */
export type GrantsByGroup = ReadonlyMap<string, readonly AwsGrant[]>;

export interface AwsGroupGrants {
  readonly byGroup: GrantsByGroup;
  /** Why groups that have roles may be missing. */
  readonly failure?: Error | undefined;
}

/** What `appFilter` calls the groups that were made in Okta. */
export const OKTA = 'okta';

/** How many groups an error names. */
const NAMED_GROUPS = 20;

/** Characters times pattern size that one application may cost: some 20 seconds at the very worst. */
const MATCHING_BUDGET = 250_000_000;
/** So much of it at a time, between which other steps go on. */
const MATCHING_SLICE = 1_000_000;

/** Without group mapping: what the assignments of groups name. The same group can have several. */
export function grantsByAssignment(
  { accounts, problems, pool, settings: { isSaml } }: AwsFederation,
  assignments: readonly OktaAppGroup[],
): AwsGroupGrants {
  const byGroup = new Map<string, readonly AwsGrant[]>();
  for (const { id: groupId, priority, profile = {} } of assignments) {
    const given = readRoles(profileRoles(profile, isSaml), accounts, problems);
    const grants = given.map((role) => pool.grant(role, { via: 'group', groupId, priority }));
    if (grants.length > 0) byGroup.set(groupId, [...(byGroup.get(groupId) ?? []), ...grants]);
  }
  const lacking = assignments.filter(({ profile }) => profile === undefined);
  return { byGroup, failure: profilesMissing(lacking.length, 'group') };
}

/** The error for assignments whose profile, or to whom it belongs, Okta does not state. */
export function profilesMissing(count: number, of: 'user' | 'group'): Error | undefined {
  if (count === 0) return undefined;
  const what = of === 'user' ? 'profile or scope' : 'profile';
  return new IntegrationIncompleteDataError(
    `Okta’s answer lacks the ${what} of ${count} of its ${of} assignments`,
  );
}

/** The groups whose names may stand for roles. */
export interface NamedGroups {
  /** Every group of the org that is known. */
  readonly groups: readonly GroupRef[];
  /** Ids of groups that are assigned, and whose names Okta does not show. */
  readonly nameless: readonly string[];
  /** Whether there may be no others. */
  readonly isComplete: boolean;
  /**
   * Where the group was made: `okta`, `active_directory` or the name of the application that it was
   * imported from; undefined for an imported group whose application is not known.
   */
  readonly sourceOf: (group: GroupRef) => string | undefined;
}

/** With group mapping: what the names of groups stand for, whether the groups are assigned or not. */
export async function grantsByName(
  { pool, problems }: AwsFederation,
  mapping: AwsGroupMapping,
  { groups, nameless, isComplete, sourceOf }: NamedGroups,
): Promise<AwsGroupGrants> {
  const byGroup = new Map<string, readonly AwsGrant[]>();
  const { filter, written, sources } = mapping;
  const candidates = groups.filter((group) => mayCount(sourceOf(group), sources));
  const characters = candidates.reduce((sum, { name = '' }) => sum + name.length, 0);
  if (characters * filter.size > MATCHING_BUDGET) return { byGroup, failure: tooCostly(written) };
  let cost = 0;
  for (const group of candidates) {
    const { id: groupId, name = '' } = group;
    const role = readName(mapping, name, problems);
    if (role !== undefined && sources !== undefined && sourceOf(group) === undefined) {
      problems.add('source-unknown', quoted(name));
    } else if (role !== undefined) {
      byGroup.set(groupId, [pool.grant(role, { via: 'group-mapping', groupId })]);
    }
    cost += name.length * filter.size;
    if (cost > MATCHING_SLICE) cost = await setImmediate(0);
  }
  if (isComplete && byGroup.size === 0 && problems.isEmpty) {
    const from = sources === undefined ? '' : ` (appFilter: ${[...sources].join(', ')})`;
    problems.add('no-group-matches', written + from);
  }
  return { byGroup, failure: namesMissing(nameless) };
}

/** Whether a group from there may stand for a role. An imported group was not made in Okta. */
function mayCount(source: string | undefined, sources: ReadonlySet<string> | undefined): boolean {
  if (sources === undefined) return true;
  return source === undefined ? [...sources].some((one) => one !== OKTA) : sources.has(source);
}

function namesMissing(groupIds: readonly string[]): Error | undefined {
  if (groupIds.length === 0) return undefined;
  return new IntegrationIncompleteDataError(
    'Okta does not show the names of these groups, which may stand for AWS roles: ' +
      `${groupIds.slice(0, NAMED_GROUPS).join(', ')}. The role ${READ_ONLY_ADMIN} for the whole org ` +
      'shows every group',
  );
}

/**
 * No warning but an error: it depends on how many groups there are, so that one group more would
 * delete the roles of all, and one less would bring them back.
 */
function tooCostly(filter: string): Error {
  return new IntegrationIncompleteDataError(
    `The group filter ${filter} is too costly for the number of groups. Remedy: write it with fewer ` +
      `counted repetitions ${SIGN_ON}`,
  );
}

/** The role that the name stands for, if it stands for one. */
function readName(
  { filter, pattern }: AwsGroupMapping,
  name: string,
  problems: AwsProblems,
): AwsArnTarget | undefined {
  const match = filter.match(name);
  if (match.kind === 'partial') problems.add('partial-match', quoted(name));
  if (match.kind !== 'full') return undefined;
  const role = readRoleArn(pattern.fill(match.captures) ?? '');
  if (role === undefined) problems.add('role-invalid', quoted(name));
  return role;
}
