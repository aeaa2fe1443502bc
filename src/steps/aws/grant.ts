/** The words of the AWS mapping: which role, for which reason. */
import type { AwsArnTarget } from './arn';

/**
 * A role in an account that Okta knows only by its alias or name, written `[alias] -- role` ("secondary
 * account"). It is found by the role's name and the account name tag that JupiterOne's AWS integration sets.
 */
export interface AwsAccountNameTarget {
  readonly kind: 'account-name';
  readonly accountName: string;
  readonly roleName: string;
}

export type AwsRoleTarget = AwsArnTarget | AwsAccountNameTarget;

/** Why a principal has a role. */
export interface AwsReason {
  /**
   * - `direct`: the user's own assignment to the application names it.
   * - `group`: the assignment of a group to the application names it.
   * - `group-mapping`: the name of a group stands for it.
   */
  readonly via: 'direct' | 'group' | 'group-mapping';
  /** The group it comes through; absent if it is direct, or if Okta does not say which group. */
  readonly groupId?: string | undefined;
  /** Okta's priority of that group's assignment: 0 decides first. Group mapping knows none. */
  readonly priority?: number | undefined;
  /** Of a user: whether the application is assigned directly (`USER`) or through a group (`GROUP`). */
  readonly scope?: string | undefined;
  /** Of a user: that the role is there because the application joins all roles. */
  readonly joinAllRoles?: true | undefined;
  /** Of a user: that the role stands in `samlRoles` which Okta unites over the user's groups. */
  readonly samlRolesUnion?: true | undefined;
}

/**
 * One reason for one role. It names no user: everybody who has the role for this reason shares one
 * object, which keeps 100,000 users with a few roles each at a few references each.
 */
export interface AwsGrant extends AwsReason {
  readonly target: AwsRoleTarget;
  readonly applicationId: string;
}

/** What distinguishes one role from another, whatever the principal and the reason. */
export function targetKey(target: AwsRoleTarget): string {
  return target.kind === 'arn' ? target.arn : `${target.accountName}|${target.roleName}`;
}

/** Makes the grants of one application: equal ones are the same object. */
export class GrantPool {
  private readonly grants = new Map<string, AwsGrant>();

  constructor(private readonly applicationId: string) {}

  grant(target: AwsRoleTarget, reason: AwsReason): AwsGrant {
    const { via, groupId, priority, scope, joinAllRoles, samlRolesUnion } = reason;
    const { applicationId } = this;
    // Made for every role of every user: cheaper than JSON.
    const flags = `${joinAllRoles ?? ''} ${samlRolesUnion ?? ''} ${target.kind}`;
    const key = `${via} ${groupId ?? ''} ${priority ?? ''} ${flags} ${targetKey(target)}\n${scope ?? ''}`;
    const known = this.grants.get(key);
    if (known !== undefined) return known;
    const named = { via, applicationId, groupId, priority, scope, joinAllRoles, samlRolesUnion };
    const grant: AwsGrant = { target, ...named };
    this.grants.set(key, grant);
    return grant;
  }
}
