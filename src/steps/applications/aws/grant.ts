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

/**
 * Why a principal has a role.
 * - `direct`: the user's own assignment to the application names it.
 * - `group`: the assignment of a group to the application names it.
 * - `group-mapping`: the name of a group that is assigned to the application stands for it.
 */
export type AwsVia = 'direct' | 'group' | 'group-mapping';

/**
 * One reason for one role. It names no user: everybody who has the role for this reason shares one
 * object, which keeps 100,000 users with a few roles each at a few references each.
 */
export interface AwsGrant {
  readonly target: AwsRoleTarget;
  readonly via: AwsVia;
  readonly applicationId: string;
  /** The group it comes through; absent where it is direct, and where Okta does not tell the group. */
  readonly groupId?: string;
  /** Okta's priority of that group's assignment, 0 first. Which of several wins is not established. */
  readonly priority?: number;
}

/** What tells one role from another, whatever the principal and the reason. */
export function targetKey(target: AwsRoleTarget): string {
  return target.kind === 'arn' ? target.arn : `${target.accountName}|${target.roleName}`;
}

/** Makes the grants of one application: equal ones are the same object. */
export class GrantPool {
  private readonly grants = new Map<string, AwsGrant>();

  constructor(private readonly applicationId: string) {}

  grant(target: AwsRoleTarget, via: AwsVia, groupId?: string, priority?: number): AwsGrant {
    const key = JSON.stringify([target.kind, targetKey(target), via, groupId, priority]);
    const known = this.grants.get(key);
    if (known !== undefined) return known;
    const grant: AwsGrant = {
      target,
      via,
      applicationId: this.applicationId,
      ...(groupId !== undefined && { groupId }),
      ...(priority !== undefined && { priority }),
    };
    this.grants.set(key, grant);
    return grant;
  }
}
