/** The checks of users, groups and administrators, in the order in which they can fail. */
import { endpoint } from '../okta';
import { askFor, sizeOfPage, type Check } from './check';
import { firstPage } from './credentials';
import { everyone } from './everyoneCheck';
import { first, found, mayRead } from './probe';

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

const factors = mayRead({
  id: 'factors',
  title: 'MFA factors',
  source: 'devices',
  permission: 'factors',
  ask: ({ okta, facts: { userId } }) =>
    userId === undefined
      ? undefined
      : okta.get({ endpoint: endpoint`/api/v1/users/${userId}/factors` }),
});

const groups: Check = {
  id: 'groups',
  title: 'Groups',
  source: 'groups',
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
  source: 'groups',
  permission: 'groups',
  ask: ({ okta, facts: { groupId } }) =>
    groupId === undefined
      ? undefined
      : firstPage(okta, { endpoint: endpoint`/api/v1/groups/${groupId}/users`, limit: 1 }),
});

const rules = mayRead({
  id: 'rules',
  title: 'Group rules',
  source: 'rules',
  permission: 'rules',
  ask: ({ okta }) => firstPage(okta, { endpoint: endpoint`/api/v1/groups/rules`, limit: 1 }),
});

const ADMINISTRATORS_PAGE = 100;

const roleHolders: Check = {
  id: 'roles',
  title: 'Administrator roles',
  source: 'roles',
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
export const PEOPLE_CHECKS: readonly Check[] = [
  users,
  factors,
  everyone,
  groups,
  members,
  rules,
  roles,
];
