/** Which AWS roles a user of an application has: own ones, and those that come through groups. */
import type { JsonObject } from '../../../json';
import type { AwsFederation } from './federation';
import { targetKey, type AwsGrant, type AwsRoleTarget, type AwsVia } from './grant';
import type { AwsProblem } from './problems';
import { profileRoles } from './roleText';

/** What of an assignment is needed; `OktaAppUser` has it. */
export interface AwsAppUser {
  /** `USER`: assigned directly. `GROUP`: through a group. */
  readonly scope: string | undefined;
  readonly profile: JsonObject | undefined;
  /** The group that Okta links from an assignment of scope GROUP (`_links.group`). */
  readonly groupId?: string | undefined;
}

/** What is known of the groups around one application. */
export interface AwsUserGroups {
  /** `byGroup` of {@link groupGrants}. */
  readonly grants: ReadonlyMap<string, readonly AwsGrant[]>;
  /** The ids of the user's groups, any or only those assigned, as far as they are known. */
  readonly ofUser: Iterable<string>;
  /** The schema's `samlRoles.union`: the user's own `samlRoles` already hold those of the groups. */
  readonly union: boolean;
}

export interface AwsUserGrants {
  readonly grants: readonly AwsGrant[];
  readonly problems: readonly AwsProblem[];
}

const NOTHING: AwsUserGrants = { grants: [], problems: [] };

/**
 * The roles of one user through one application (docs/okta-api.md#aws-roles-in-assignments):
 *
 * - Group mapping: those of the user's groups, whatever the scope and the profile.
 * - Scope GROUP: with `union` those of the own profile, else those of the user's groups. A role of the
 *   own profile that no known group explains is kept without a group: Okta itself wrote it there.
 * - Any other scope: those of the own profile, directly; with `joinAllRoles` the groups' too.
 *
 * With `union`, an own `samlRoles` entry counts as a group's where one of the user's groups has it: that
 * it was given directly as well cannot be seen. `role` is one value, so nothing is united into it.
 */
export function userGrants(
  federation: AwsFederation,
  user: AwsAppUser,
  groups: AwsUserGroups,
): AwsUserGrants {
  if (!federation.active) return NOTHING;
  const throughGroups = grantsOfGroups(user, groups);
  if (federation.useGroupMapping) {
    return throughGroups.length === 0 ? NOTHING : { grants: throughGroups, problems: [] };
  }
  const { samlRoles, role } = user.profile ?? {};
  const listed = readRoles(federation, { samlRoles });
  const single = readRoles(federation, { role });
  const problems = [...listed.problems, ...single.problems];
  const targets = [...listed.targets, ...single.targets];
  if (user.scope === 'GROUP') {
    const own = explained(federation, targets, throughGroups, 'group');
    return { grants: groups.union ? own : united(throughGroups, own), problems };
  }
  const direct = (given: readonly AwsRoleTarget[]) => explained(federation, given, [], 'direct');
  const own = groups.union
    ? [...explained(federation, listed.targets, throughGroups, 'direct'), ...direct(single.targets)]
    : direct(targets);
  return { grants: federation.joinAllRoles ? united(own, throughGroups) : own, problems };
}

/** Both lists; the first itself where the second adds nothing, so that users share what is a group's. */
function united(first: readonly AwsGrant[], second: readonly AwsGrant[]): readonly AwsGrant[] {
  const added = second.filter((grant) => !first.includes(grant));
  return added.length === 0 ? first : [...first, ...added];
}

function grantsOfGroups(user: AwsAppUser, groups: AwsUserGroups): readonly AwsGrant[] {
  const ids = new Set(groups.ofUser);
  if (user.groupId !== undefined) ids.add(user.groupId);
  const lists = [...ids].flatMap((id) => {
    const grants = groups.grants.get(id);
    return grants === undefined ? [] : [grants];
  });
  const [only, another] = lists;
  return another === undefined ? (only ?? []) : lists.flat();
}

function readRoles(
  { roles, problem }: AwsFederation,
  profile: JsonObject,
): { targets: readonly AwsRoleTarget[]; problems: readonly AwsProblem[] } {
  const targets: AwsRoleTarget[] = [];
  const problems: AwsProblem[] = [];
  for (const written of profileRoles(profile)) {
    const reading = typeof written === 'string' ? roles.read(written) : written;
    if (reading.kind === 'refused') problems.push(problem(reading.code, reading.subject));
    else targets.push(reading);
  }
  return { targets, problems };
}

/** The roles, each by the groups that have it too; where none has, for the reason `otherwise`. */
function explained(
  { pool }: AwsFederation,
  targets: readonly AwsRoleTarget[],
  throughGroups: readonly AwsGrant[],
  otherwise: AwsVia,
): AwsGrant[] {
  return targets.flatMap((target) => {
    const key = targetKey(target);
    const reasons = throughGroups.filter((grant) => targetKey(grant.target) === key);
    return reasons.length > 0 ? reasons : [pool.grant(target, otherwise)];
  });
}
