/** Which AWS roles a user of an application has: own ones, and those that come through groups. */
import type { OktaAppUser } from '../applications/api';
import type { AwsFederation } from './federation';
import { targetKey, type AwsGrant, type AwsReason, type AwsRoleTarget } from './grant';
import type { GrantsByGroup } from './groupGrants';
import { profileRoles, readRoles } from './roleText';

/** What is known of the groups around one application. */
export interface AwsUserGroups {
  readonly grants: GrantsByGroup;
  /**
   * Ids of the user's groups: with group mapping those whose names stand for roles, else those that
   * are assigned, in the order of their priorities.
   */
  readonly ofUser: readonly string[];
  /** The schema's `samlRoles.union`: the user's own `samlRoles` already hold those of the groups. */
  readonly union: boolean;
}

export interface AwsUserGrants {
  readonly grants: readonly AwsGrant[];
  /** Whether the user may have more roles if groups have more than is known. */
  readonly restsOnGroups: boolean;
  /** Whether Okta's answer lacks the profile or the scope, without which no role can be found. */
  readonly isIncomplete: boolean;
}

/** What of an assignment decides; `OktaAppUser` has it. */
export type AwsAppUser = Pick<OktaAppUser, 'scope' | 'profile'> & Partial<OktaAppUser>;

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/applicationusers/ */
const NOT_IN_FORCE: readonly string[] = [
  ...['INACTIVE', 'SUSPENDED', 'PENDING', 'REVOKED', 'DEPROVISIONED', 'UNASSIGNED'],
];

/** Whether the assignment lets the user in; states that are not known do. */
export function isInForce({ status = '' }: Pick<OktaAppUser, 'status'>): boolean {
  return !NOT_IN_FORCE.includes(status);
}

/** `USER` or `GROUP`: only an assignment through a group names a group. */
function scopeOf({ scope, groupId }: AwsAppUser): string | undefined {
  return scope ?? (groupId === undefined ? undefined : 'GROUP');
}

/**
 * Which groups have to be known to say which roles the user has, or through which group: those with
 * roles, all that are assigned (the first of them decides), or none.
 */
export function groupsNeeded(
  { settings: { useGroupMapping, joinAllRoles } }: AwsFederation,
  user: AwsAppUser,
  union: boolean,
): 'none' | 'granting' | 'assigned' {
  if (useGroupMapping) return 'granting';
  if (scopeOf(user) === 'GROUP' && user.groupId === undefined) return 'assigned';
  return joinAllRoles || union ? 'granting' : 'none';
}

/**
 * The roles of one user through one application, whose assignment is in force
 * (docs/okta-api.md#aws-roles-in-assignments):
 *
 * - Group mapping: those of the user's groups, whatever the scope and the profile.
 * - Else those of the own profile. With scope GROUP Okta copies them from the group of the highest
 *   priority, or with `union` from all; if there are none, that group's, or with `union` all groups'.
 * - With `joinAllRoles` those of all the user's groups besides.
 *
 * With `union`, an own `samlRoles` entry counts as a group's if one of the user's groups has it: that
 * it was given directly as well cannot be seen. `role` is one value, so nothing is united into it.
 */
export function userGrants(
  federation: AwsFederation,
  user: AwsAppUser,
  groups: AwsUserGroups,
): AwsUserGrants {
  const { pool, settings, accounts, problems } = federation;
  const scope = scopeOf(user);
  const through = (grants: readonly AwsGrant[], more: Partial<AwsReason> = {}): AwsGrant[] =>
    grants.map((grant) => pool.grant(grant.target, { ...grant, scope, ...more }));
  // The group that an assignment comes through is one of the user's.
  const ids = new Set([...groups.ofUser, ...(user.groupId === undefined ? [] : [user.groupId])]);
  const ofGroups = [...ids].flatMap((id) => groups.grants.get(id) ?? []);
  if (settings.useGroupMapping) {
    return { grants: through(ofGroups), restsOnGroups: true, isIncomplete: false };
  }

  const own = profileRoles(user.profile ?? {}, settings.isSaml);
  const isEmpty = own.roles.length === 0;
  const isUnited = groups.union && own.ofSamlRoles;
  const winner = scope === 'GROUP' ? (user.groupId ?? groups.ofUser[0]) : undefined;
  const ofWinner = (winner !== undefined && groups.grants.get(winner)) || [];
  const explaining = isUnited ? through(ofGroups, { samlRolesUnion: true }) : through(ofWinner);
  const otherwise: AwsReason = {
    via: scope === 'GROUP' ? 'group' : 'direct',
    scope,
    ...(!isUnited && { groupId: winner, priority: ofWinner[0]?.priority }),
  };
  const given = readRoles(own, accounts, problems).flatMap((role) => {
    const reasons = explaining.filter((grant) => isOf(grant, role));
    return reasons.length > 0 ? reasons : [pool.grant(role, otherwise)];
  });
  const isCopied = scope === 'GROUP' && isEmpty;
  if (isCopied) given.push(...through(groups.union ? ofGroups : ofWinner));
  const joined = settings.joinAllRoles ? through(ofGroups, { joinAllRoles: true }) : [];
  const isGiven = ({ target, groupId }: AwsGrant): boolean =>
    given.some((grant) => grant.groupId === groupId && isOf(grant, target));
  return {
    grants: [...given, ...joined.filter((grant) => !isGiven(grant))],
    restsOnGroups: settings.joinAllRoles || (isCopied && (groups.union || ofWinner.length === 0)),
    isIncomplete: isEmpty && (scope === undefined || (scope !== 'GROUP' && !user.profile)),
  };
}

function isOf(grant: AwsGrant, role: AwsRoleTarget): boolean {
  return targetKey(grant.target) === targetKey(role);
}
