/** The checks of groups and their members, and what Okta's statistics of groups say for later checks. */
import { flag, number, record, text, type JsonObject } from '../json';
import { endpoint, isFarShort, isOktaApiError } from '../okta';
import {
  askFor,
  sizeOfPage,
  type Check,
  type CheckContext,
  type CheckResult,
  type Facts,
} from './check';
import { firstPage } from './credentials';
import { first, found, MAY_BE_READ, NOTHING_TO_ASK } from './probe';

/** Okta's greatest page, and the first that a run asks for too: an org with fewer is known exactly. */
const PAGE = 200;

/** Most groups with a role that later checks ask. */
const ADMIN_GROUPS = 20;

export const groups: Check = {
  id: 'groups',
  title: 'Groups',
  source: 'groups',
  run: (context) =>
    askFor(
      context,
      'groups',
      () => groupsWithStatistics(context),
      (page) => found('groups', page, PAGE, learnedOf(page)),
    ),
};

/** Statistics can be too heavy for Okta: then a run does without, too. */
async function groupsWithStatistics({ okta }: CheckContext): Promise<readonly JsonObject[]> {
  const request = { endpoint: endpoint`/api/v1/groups`, limit: PAGE };
  try {
    return await firstPage(okta, { ...request, query: { expand: 'stats' } });
  } catch (error) {
    if (!isOktaApiError(error) || (error.status ?? 0) < 500) throw error;
    return firstPage(okta, request);
  }
}

/** A group with Okta's statistics of it; 0 if these are not known. */
interface Counted {
  readonly id: string;
  readonly isAdmin: boolean | undefined;
  readonly users: number;
  readonly apps: number;
}

function countedGroup({ id, _embedded }: JsonObject): Counted {
  const stats = record(record(_embedded).stats);
  return {
    id: text(id) ?? '',
    isAdmin: flag(stats.hasAdminPrivilege) ?? flag(stats.hasAdminPrivlege),
    users: number(stats.usersCount) ?? 0,
    apps: number(stats.appsCount) ?? 0,
  };
}

/** Built-in groups are like no others: Okta lists the members of "Okta Administrators" to nobody. */
function learnedOf(page: readonly JsonObject[]): Partial<Facts> {
  const others = page.filter(({ type }) => type !== 'BUILT_IN');
  const counted = others.map(countedGroup);
  const admins = counted.filter(({ isAdmin }) => isAdmin === true).map(({ id }) => id);
  const largest = most(counted, ({ users }) => users);
  const assigned = most(counted, ({ apps, users }) => (users > 0 ? apps : 0));
  return {
    groups: sizeOfPage(page, PAGE),
    groupRecords: page,
    ...first(others, 'groupId'),
    ...(counted.every(({ isAdmin }) => isAdmin !== undefined) && {
      adminGroupIds: admins.slice(0, ADMIN_GROUPS),
    }),
    ...(largest !== undefined && { largestGroup: { id: largest.id, users: largest.users } }),
    ...(assigned !== undefined && { assignedGroupId: assigned.id }),
  };
}

/** The group with the greatest number, if it is above 0. */
function most(groups: readonly Counted[], of: (group: Counted) => number): Counted | undefined {
  const [greatest] = [...groups].sort((one, other) => of(other) - of(one));
  return greatest !== undefined && of(greatest) > 0 ? greatest : undefined;
}

/** Without a right to see administrators Okta may refuse the members of groups with a role. */
export const members: Check = {
  id: 'members',
  title: 'Group members',
  source: 'groups',
  run: (context) =>
    askFor(
      context,
      'groups',
      () => examineMembers(context),
      (result) => result,
    ),
};

async function examineMembers({ okta, facts }: CheckContext): Promise<CheckResult> {
  const { groupId, adminGroupIds: [adminGroupId] = [], largestGroup } = facts;
  const firstId = adminGroupId ?? groupId;
  if (firstId === undefined) return NOTHING_TO_ASK;
  for (const id of new Set([firstId, largestGroup?.id ?? firstId])) {
    const request = { endpoint: endpoint`/api/v1/groups/${id}/users`, limit: 1 };
    if ((await firstPage(okta, request)).length > 0) return MAY_BE_READ;
  }
  if (largestGroup === undefined || !isFarShort(0, largestGroup.users)) return MAY_BE_READ;
  return {
    status: 'fail',
    finding: `Okta counts ${largestGroup.users} members of a group and lists none`,
    meaning: 'Memberships would be incomplete.',
    remedy: `Try again; if it stays, tell Okta's support: GET /api/v1/groups/${largestGroup.id}/users is empty.`,
  };
}
