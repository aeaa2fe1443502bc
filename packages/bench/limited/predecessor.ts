/**
 * The calls that the predecessor of this integration needs for an org, by the formula of its own
 * documentation: 2 for each user, 1 for each group, 1 for each group with members, 2 for each
 * application, and the pages of the lists.
 */
import type { Load } from './ideal';

export interface OrgSize {
  readonly users: number;
  readonly groups: number;
  readonly groupsWithMembers: number;
  readonly applications: number;
}

/** It stops at half of what the header of a response says, whatever the plan. */
export const PREDECESSOR_THRESHOLD = 0.5;

/** Okta's largest page of each list, in the predecessor's favour. */
const PAGE = 200;

export type PredecessorBucket = 'users' | 'groups' | 'applications';

export const BUCKET_NAMES: Readonly<Record<PredecessorBucket, string>> = {
  users: '/api/v1/users',
  groups: '/api/v1/groups',
  applications: '/api/v1/apps',
};

export function predecessorCalls(org: OrgSize): Readonly<Record<PredecessorBucket, number>> {
  const { users, groups, groupsWithMembers, applications } = org;
  return {
    users: 2 * users + Math.ceil(users / PAGE),
    groups: groups + groupsWithMembers + Math.ceil(groups / PAGE),
    applications: 2 * applications + Math.ceil(applications / PAGE),
  };
}

/** The same as loads, with the limits that an org reports by bucket name. */
export function predecessorLoads(
  org: OrgSize,
  limitOf: (bucket: string) => number,
): readonly Load[] {
  const calls = predecessorCalls(org);
  const kinds: readonly PredecessorBucket[] = ['users', 'groups', 'applications'];
  return kinds.map((kind) => {
    const name = BUCKET_NAMES[kind];
    return { name, calls: calls[kind], limit: limitOf(name) };
  });
}
