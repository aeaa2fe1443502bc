/** The checks of users, groups and administrators, in the order in which they can fail. */
import { number, record, type JsonObject } from '../json';
import { endpoint, isOktaApiError } from '../okta';
import { FACTORS_SOURCE, GROUPS_SOURCE, ROLES_SOURCE } from '../sourceIds';
import { askFor, refused, sizeOfPage, sizeText, type Check, type CheckResult } from './check';
import { firstPage } from './credentials';
import { first, found, mayRead } from './probe';

/** Okta's greatest page, and the first that a run asks for too: an org with fewer is known exactly. */
const PAGE = 200;
const BUILT_IN_PAGE = 20;

/** Deprovisioned users are in no plain list; the run asks for them with a search of its own. */
const users = mayRead({
  id: 'users',
  title: 'Users',
  permission: 'users',
  ask: ({ okta }) =>
    firstPage(okta, {
      endpoint: endpoint`/api/v1/users`,
      query: { search: 'status eq "DEPROVISIONED"' },
      limit: 1,
    }),
});

const factors = mayRead({
  id: 'factors',
  title: 'MFA factors',
  source: FACTORS_SOURCE,
  permission: 'factors',
  ask: ({ okta, facts: { userId } }) =>
    userId === undefined
      ? undefined
      : okta.get({ endpoint: endpoint`/api/v1/users/${userId}/factors` }),
});

/** The group `Everyone` tells how many users there are, and hides from an admin of some groups only. */
const everyone: Check = {
  id: 'everyone',
  title: 'Whole org',
  run: async ({ okta, settings }) => {
    try {
      const builtIn = await firstPage(okta, {
        endpoint: endpoint`/api/v1/groups`,
        query: { filter: 'type eq "BUILT_IN"', expand: 'stats' },
        limit: BUILT_IN_PAGE,
      });
      return judgeEveryone(builtIn);
    } catch (error) {
      return unproven(refused(error, 'groups', settings.credentials.kind), error);
    }
  },
};

/** A run asks for `Everyone` even where groups are switched off; only a missing scope it puts up with. */
function unproven(refusal: CheckResult, error: unknown): CheckResult {
  if (isOktaApiError(error) && error.insufficientScope) {
    return { ...refusal, status: 'warn', meaning: 'Nothing proves that Okta shows every user.' };
  }
  const meaning =
    'Nothing proves that Okta shows every user, so users and what rests on them would be incomplete.';
  return { ...refusal, meaning };
}

function judgeEveryone(groups: readonly JsonObject[]): CheckResult {
  const group = groups.find(({ profile }) => record(profile).name === 'Everyone');
  if (group === undefined) {
    return {
      status: 'fail',
      finding: 'the group Everyone is hidden',
      meaning: 'The credential sees some groups only, and only the users in them.',
      remedy:
        'Give its administrator, or the app, a role for the whole org instead of one for certain ' +
        'groups (Security > Administrators).',
    };
  }
  const count = number(record(record(group._embedded).stats).usersCount);
  if (count === undefined) return { status: 'ok', finding: 'visible' };
  const size = { count, atLeast: false };
  return { status: 'ok', finding: `${sizeText(size)} users`, learned: { users: size } };
}

const groups: Check = {
  id: 'groups',
  title: 'Groups',
  source: GROUPS_SOURCE,
  run: (context) =>
    askFor(
      context,
      'groups',
      () => firstPage(context.okta, { endpoint: endpoint`/api/v1/groups`, limit: PAGE }),
      (page) =>
        found('groups', page, PAGE, { groups: sizeOfPage(page, PAGE), ...first(page, 'groupId') }),
    ),
};

const members = mayRead({
  id: 'members',
  title: 'Group members',
  source: GROUPS_SOURCE,
  permission: 'groups',
  ask: ({ okta, facts: { groupId } }) =>
    groupId === undefined
      ? undefined
      : firstPage(okta, { endpoint: endpoint`/api/v1/groups/${groupId}/users`, limit: 1 }),
});

const ADMINISTRATORS_PAGE = 100;

const roleHolders: Check = {
  id: 'roles',
  title: 'Administrator roles',
  source: ROLES_SOURCE,
  run: (context) =>
    askFor(
      context,
      'roles',
      () =>
        firstPage(context.okta, {
          endpoint: endpoint`/api/v1/iam/assignees/users`,
          limit: ADMINISTRATORS_PAGE,
          bodyKey: 'value',
        }),
      (page) =>
        found('administrators', page, ADMINISTRATORS_PAGE, {
          administrators: sizeOfPage(page, ADMINISTRATORS_PAGE),
        }),
    ),
};

const rolesOfOneUser = mayRead({
  id: 'roles',
  title: roleHolders.title,
  permission: 'roles',
  ask: ({ okta, facts: { userId } }) =>
    userId === undefined
      ? undefined
      : okta.get({ endpoint: endpoint`/api/v1/users/${userId}/roles` }),
});

/** Where Okta does not tell who has a role, a run asks about every user, if that is permitted. */
const holders: Check = {
  ...roleHolders,
  run: async (context) => {
    const result = await roleHolders.run(context);
    if (result.status !== 'fail') return result;
    const oneByOne = await rolesOfOneUser.run(context);
    if (oneByOne.status !== 'ok') return result;
    return {
      ...result,
      status: 'warn',
      finding: 'only user by user',
      meaning: 'Complete, at the price of one more call for each user.',
      learned: context.facts.users === undefined ? {} : { administrators: context.facts.users },
    };
  },
};

const customRoles = mayRead({
  id: 'roles',
  title: roleHolders.title,
  permission: 'roles',
  ask: ({ okta }) =>
    firstPage(okta, { endpoint: endpoint`/api/v1/iam/roles`, limit: 1, bodyKey: 'roles' }),
});

/** A run reads the custom roles besides who holds any, and an org may permit one without the other. */
const roles: Check = {
  ...holders,
  run: async (context) => {
    const result = await holders.run(context);
    if (result.status === 'fail') return result;
    const custom = await customRoles.run(context);
    if (custom.status === 'ok') return result;
    return {
      ...custom,
      finding: `custom roles: ${custom.finding}`,
      meaning: 'Custom roles that nobody holds are missing, and what custom roles permit.',
      ...(result.learned !== undefined && { learned: result.learned }),
    };
  },
};

/** In the order in which they build on one another. */
export const PEOPLE_CHECKS: readonly Check[] = [users, factors, everyone, groups, members, roles];
