/** The checks of users and groups, in the order in which they can fail. */
import { flag, record, type JsonObject } from '../json';
import { endpoint, isForbiddenByStatus, isNotFound, isOktaApiError } from '../okta';
import { askFor, sizeOfPage, type Check, type CheckContext, type Facts } from './check';
import { firstPage } from './credentials';
import { everyone } from './everyoneCheck';
import { first, found, idsOf, mayRead } from './probe';
import { ROLE_CHECKS } from './roleChecks';

/** Okta's greatest page, and the first that a run asks for too: an org with fewer is known exactly. */
const PAGE = 200;

/** Deprovisioned users are in no plain list: a run finds them by a search. */
const users = mayRead({
  id: 'users',
  title: 'Users',
  permission: 'users',
  ask: ({ okta }) =>
    firstPage(okta, {
      endpoint: endpoint`/api/v1/users`,
      query: { search: 'status pr' },
      limit: 1,
    }),
});

/** Of users who have yet to sign in Okta may say that there are none, or not in this status: no loss. */
const factors = mayRead({
  id: 'factors',
  title: 'MFA factors',
  source: 'devices',
  permission: 'factors',
  ask: ({ okta, facts: { userId, isNewcomer } }) =>
    userId === undefined
      ? undefined
      : okta
          .get({ endpoint: endpoint`/api/v1/users/${userId}/factors` })
          .catch((error: unknown) => {
            const hasNone = isNotFound(error) || isForbiddenByStatus(error);
            if (isNewcomer !== true || !hasNone) throw error;
          }),
});

/** Most groups with a role that later checks ask. */
const ADMIN_GROUPS = 20;

const groups: Check = {
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

/** Built-in groups are like no others: Okta lists the members of "Okta Administrators" to nobody. */
function learnedOf(page: readonly JsonObject[]): Partial<Facts> {
  const others = page.filter(({ type }) => type !== 'BUILT_IN');
  const statistics = others.map(({ _embedded }) => record(record(_embedded).stats));
  const isAdmin = statistics.map(
    (stats) => flag(stats.hasAdminPrivilege) ?? flag(stats.hasAdminPrivlege),
  );
  const admins = others.filter((_, index) => isAdmin[index] === true);
  return {
    groups: sizeOfPage(page, PAGE),
    ...first(others, 'groupId'),
    ...(!isAdmin.includes(undefined) && { adminGroupIds: idsOf(admins).slice(0, ADMIN_GROUPS) }),
  };
}

const members = mayRead({
  id: 'members',
  title: 'Group members',
  source: 'groups',
  permission: 'groups',
  // Without a right to see administrators Okta may refuse the members of groups with a role.
  ask: ({ okta, facts: { groupId, adminGroupIds: [id = groupId] = [] } }) =>
    id === undefined
      ? undefined
      : firstPage(okta, { endpoint: endpoint`/api/v1/groups/${id}/users`, limit: 1 }),
});

const rules = mayRead({
  id: 'rules',
  title: 'Group rules',
  source: 'rules',
  permission: 'rules',
  ask: ({ okta }) => firstPage(okta, { endpoint: endpoint`/api/v1/groups/rules`, limit: 1 }),
});

/** In the order in which they build on one another. */
export const PEOPLE_CHECKS: readonly Check[] = [
  users,
  factors,
  everyone,
  groups,
  members,
  rules,
  ...ROLE_CHECKS,
];
