/** The checks of administrators: who holds a role, which roles users and groups show, what custom roles permit. */
import { text, type JsonObject } from '../json';
import { endpoint, isGone, isUnavailable } from '../okta';
import { permission, remedyFor } from '../permissions';
import {
  askFor,
  refused,
  sizeOfPage,
  type Check,
  type CheckContext,
  type CheckResult,
} from './check';
import { firstPage } from './credentials';
import { found, idsOf, MAY_BE_READ, mayRead, NOTHING_TO_ASK } from './probe';

const ADMINISTRATORS_PAGE = 100;
const MEMBERS_PAGE = 1000;

/** A role can be revoked between two calls: so many are asked before their empty lists are doubted. */
const ASKED = 3;

const TITLE = 'Administrator roles';

/** If Okta does not say who has a role, a run asks every user, provided that this is permitted. */
const holders: Check = {
  id: 'roles',
  title: TITLE,
  source: 'roles',
  run: async (context) => {
    const { okta, settings } = context;
    try {
      const page = await firstPage(okta, {
        endpoint: endpoint`/api/v1/iam/assignees/users`,
        limit: ADMINISTRATORS_PAGE,
        bodyKey: 'value',
      });
      return page.length === 0 ? await judgeNobody(context) : judgeHolders(page);
    } catch (error) {
      const result = refused(error, 'roles', settings.credentials.kind);
      return isUnavailable(error) ? await userByUser(context, result) : result;
    }
  },
};

function judgeHolders(page: readonly JsonObject[]): CheckResult {
  return found('administrators', page, ADMINISTRATORS_PAGE, {
    administrators: sizeOfPage(page, ADMINISTRATORS_PAGE),
    administratorIds: idsOf(page),
  });
}

async function userByUser(context: CheckContext, result: CheckResult): Promise<CheckResult> {
  const { userId, users } = context.facts;
  if (userId === undefined) return result;
  const oneByOne = await askFor(
    context,
    'roles',
    () => rolesOf(context, 'users', userId),
    () => MAY_BE_READ,
  );
  if (oneByOne.status !== 'ok') return result;
  return {
    ...result,
    status: 'warn',
    finding: 'only user by user',
    meaning: 'Complete, at the price of one more call for each user.',
    learned: { administratorIds: [], ...(users !== undefined && { administrators: users }) },
  };
}

/** Every org has a super administrator: if Okta names none, a group has to have the role. */
async function judgeNobody(context: CheckContext): Promise<CheckResult> {
  for (const groupId of context.facts.adminGroupIds ?? []) {
    const roles = await rolesOf(context, 'groups', groupId);
    if (!roles.some(({ type }) => type === 'SUPER_ADMIN')) continue;
    if ((await membersOf(context, groupId)).length > 0) {
      return { status: 'ok', finding: 'through groups only', learned: { administratorIds: [] } };
    }
  }
  return doubted(context, 'Okta names nobody, and yet every org has an administrator');
}

function rolesOf(
  { okta }: CheckContext,
  of: 'users' | 'groups',
  id: string,
): Promise<readonly JsonObject[]> {
  return of === 'users'
    ? firstPage(okta, { endpoint: endpoint`/api/v1/users/${id}/roles` })
    : firstPage(okta, { endpoint: endpoint`/api/v1/groups/${id}/roles` });
}

function membersOf({ okta }: CheckContext, groupId: string): Promise<readonly JsonObject[]> {
  return firstPage(okta, {
    endpoint: endpoint`/api/v1/groups/${groupId}/users`,
    limit: MEMBERS_PAGE,
  });
}

function doubted({ settings }: CheckContext, finding: string): CheckResult {
  return {
    status: 'fail',
    finding,
    meaning: 'Administrator roles, and who holds them, would be incomplete.',
    remedy: remedyFor(permission('roles'), settings.credentials.kind),
  };
}

/** The list can hold built-in roles too. */
function isCustom({ id }: JsonObject): boolean {
  return text(id)?.startsWith('cr0') === true;
}

const customRoles = mayRead({
  id: 'roles',
  title: TITLE,
  permission: 'roles',
  ask: ({ okta }) =>
    firstPage(okta, { endpoint: endpoint`/api/v1/iam/roles`, limit: 100, bodyKey: 'roles' }),
  learn: (page) => ({ customRoleIds: idsOf(page.filter(isCustom)) }),
});

/** A run reads the custom roles besides who holds any, and an org may permit one without the other. */
const roles: Check = {
  ...holders,
  run: async (context) => {
    const result = await holders.run(context);
    if (result.status === 'fail') return result;
    const custom = await customRoles.run(context);
    const learned = { ...result.learned, ...custom.learned };
    if (custom.status === 'ok') return { ...result, learned };
    return {
      ...custom,
      finding: `custom roles: ${custom.finding}`,
      meaning: 'Custom roles that nobody holds are missing, and what custom roles permit.',
      learned,
    };
  },
};

/** A role can be deleted after it was listed. So many in a row that do not exist are none, as in a run. */
const GONE = 4;

const permissions: Check = {
  id: 'role-permissions',
  title: 'Permissions of custom roles',
  source: 'roles',
  run: (context) => {
    const ids = context.facts.customRoleIds ?? [];
    if (ids.length === 0) return Promise.resolve(NOTHING_TO_ASK);
    const ask = (): Promise<boolean> => showsPermissions(context, ids.slice(0, GONE));
    return askFor(context, 'roles', ask, (shows) =>
      shows || ids.length < GONE
        ? MAY_BE_READ
        : {
            status: 'fail',
            finding: 'Okta lists custom roles, and finds none of them',
            meaning: 'What custom roles permit would be incomplete.',
            remedy: 'Try again; if it stays, tell Okta’s support.',
          },
    );
  },
};

async function showsPermissions({ okta }: CheckContext, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    try {
      await firstPage(okta, {
        endpoint: endpoint`/api/v1/iam/roles/${id}/permissions`,
        bodyKey: 'permissions',
      });
      return true;
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return false;
}

/** A check of roles that rests on the check of their holders: if that failed, there is nothing to add. */
function ofHolders(
  id: string,
  title: string,
  ask: (context: CheckContext) => Promise<CheckResult>,
): Check {
  return {
    id,
    title,
    source: 'roles',
    run: (context) =>
      context.facts.administratorIds === undefined
        ? Promise.resolve(NOTHING_TO_ASK)
        : askFor(
            context,
            'roles',
            () => ask(context),
            (result) => result,
          ),
  };
}

/** Users whom Okta names may have their roles through a group: then they may show none of their own. */
const userRoles = ofHolders('user-roles', 'Roles of administrators', async (context) => {
  const { administratorIds = [], adminGroupIds = [] } = context.facts;
  const ids = administratorIds.slice(0, ASKED);
  if (ids.length === 0) return NOTHING_TO_ASK;
  for (const id of ids) if ((await rolesOf(context, 'users', id)).length > 0) return MAY_BE_READ;
  const members = new Set<string>();
  for (const groupId of adminGroupIds) {
    for (const id of idsOf(await membersOf(context, groupId))) members.add(id);
  }
  return ids.every((id) => members.has(id))
    ? { status: 'ok', finding: 'through groups only' }
    : doubted(context, 'Okta names administrators, and shows no role of them');
});

/** A run asks the groups that have a role by Okta's statistics, and all groups without statistics. */
const groupRoles = ofHolders('group-roles', 'Roles of groups', async (context) => {
  const { groupId, groups, adminGroupIds } = context.facts;
  const isAllKnown = adminGroupIds?.length === 0 && groups?.atLeast === false;
  if (!context.isEnabled('groups') || isAllKnown) return NOTHING_TO_ASK;
  const named = (adminGroupIds ?? []).slice(0, ASKED);
  const ids = named.length === 0 && groupId !== undefined ? [groupId] : named;
  if (ids.length === 0) return NOTHING_TO_ASK;
  for (const id of ids) if ((await rolesOf(context, 'groups', id)).length > 0) return MAY_BE_READ;
  return named.length === 0
    ? MAY_BE_READ
    : doubted(context, 'Okta names groups with administrator roles, and shows no role of them');
});

/** In the order in which they build on one another. */
export const ROLE_CHECKS: readonly Check[] = [roles, userRoles, groupRoles, permissions];
