/** Brings together the reasons for which one principal has one role: one role, one edge. */
import { targetKey, type AwsGrant, type AwsRoleTarget } from './grant';

/** One role of one principal. */
export interface MergedAwsGrant {
  readonly target: AwsRoleTarget;
  /** Every distinct reason, the strongest first; at least one. */
  readonly reasons: readonly [AwsGrant, ...AwsGrant[]];
}

/** A direct grant outlives every change of groups, so it says most about the edge. */
const STRENGTH: Readonly<Record<AwsGrant['via'], number>> = {
  direct: 0,
  group: 1,
  'group-mapping': 2,
};

/**
 * One entry per role, in the order in which the roles first occur; reasons in an order of their own.
 * Equal grants are one object: see `GrantPool`.
 */
export function mergeGrants(grants: Iterable<AwsGrant>): MergedAwsGrant[] {
  const byTarget = new Map<string, [AwsGrant, ...AwsGrant[]]>();
  for (const grant of new Set(grants)) {
    const key = targetKey(grant.target);
    const reasons = byTarget.get(key);
    if (reasons === undefined) byTarget.set(key, [grant]);
    else reasons.push(grant);
  }
  return [...byTarget.values()].map((reasons) => {
    const [strongest] = reasons.sort(compareReasons);
    return { target: strongest.target, reasons };
  });
}

/**
 * Collects grants across applications, principal by principal, until all are known. It keeps
 * references to shared grants; a principal with one list costs one entry of a map.
 */
export class AwsGrantLedger {
  private readonly byPrincipal = new Map<string, readonly AwsGrant[]>();

  /** @param principalId the Okta id of the user or group. */
  add(principalId: string, grants: readonly AwsGrant[]): void {
    if (grants.length === 0) return;
    const earlier = this.byPrincipal.get(principalId);
    this.byPrincipal.set(principalId, earlier === undefined ? grants : [...earlier, ...grants]);
  }

  /** Every principal with its roles, merged one principal at a time. */
  *merged(): Generator<readonly [principalId: string, grants: MergedAwsGrant[]], void, undefined> {
    for (const [principalId, grants] of this.byPrincipal) {
      yield [principalId, mergeGrants(grants)];
    }
  }
}

/** By strength, then Okta's priority (none last), then ids, so that runs agree with each other. */
function compareReasons(a: AwsGrant, b: AwsGrant): number {
  return (
    STRENGTH[a.via] - STRENGTH[b.via] ||
    compare(a.priority ?? Infinity, b.priority ?? Infinity) ||
    compare(a.applicationId, b.applicationId) ||
    compare(a.groupId ?? '', b.groupId ?? '')
  );
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
