/** What is asked to learn who holds which role, and how often. */
import { idOf, listingOkta, type AskedList, type Page } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import { GroupCatalog } from '../groups/catalog';
import { UserCatalog } from '../users/catalog';
import { RoleCatalog } from './catalog';

const ASSIGNEES = '/api/v1/iam/assignees/users';
const USERS = '/api/v1/users';
const USER_ROLES = '/api/v1/users/{id}/roles';
const GROUPS = '/api/v1/groups';
const GROUP_ROLES = '/api/v1/groups/{id}/roles';

const EVERYONE: JsonObject = {
  id: idOf('00g', 0),
  type: 'BUILT_IN',
  profile: { name: 'Everyone' },
};
const group = (n: number, stats?: JsonObject): JsonObject => ({
  id: idOf('00g', n),
  type: 'OKTA_GROUP',
  profile: { name: `g${n}` },
  ...(stats !== undefined && { _embedded: { stats } }),
});
const user = (n: number): JsonObject => ({
  id: idOf('00u', n),
  status: 'ACTIVE',
  profile: { login: `u${n}` },
});
const SUPER_ADMIN = { id: 'ra1', type: 'SUPER_ADMIN', status: 'ACTIVE', assignmentType: 'USER' };

/** An org with these lists: what is not named is empty, and searches find nobody. */
function given(lists: Readonly<Record<string, readonly Page[]>>) {
  const { client, calls } = listingOkta(({ template, query }: AskedList) =>
    query.has('search') ? [[]] : (lists[template] ?? [[]]),
  );
  const users = new UserCatalog(client, () => new Error('no users'), 0);
  const told: unknown[] = [];
  const tell = (reason: unknown): void => {
    told.push(reason);
  };
  return { roles: new RoleCatalog(client, users, new GroupCatalog(client), tell), calls, told };
}

describe('the roles of groups', () => {
  test('are not asked for thousands of times where Okta refuses them', async () => {
    const { roles, calls } = given({
      [GROUPS]: [[EVERYONE, ...Array.from({ length: 300 }, (_, n) => group(n + 1))]],
      [GROUP_ROLES]: [{ status: 403 }],
    });
    await roles.registry();
    // Those that settle it, and those that were under way then.
    expect(calls(GROUP_ROLES)).toBeLessThanOrEqual(25 + 48);
  });

  test('are asked for where there are some, and where Okta does not say', async () => {
    const privileged = (hasAdminPrivilege: boolean) => ({ hasAdminPrivilege });
    const { roles, calls } = given({
      [GROUPS]: [[EVERYONE, group(1), group(2, privileged(false)), group(3, privileged(true))]],
    });
    await roles.registry();
    expect(calls(GROUP_ROLES)).toBe(3);
  });
});

describe('where Okta does not say who holds roles', () => {
  const refusing = (...assignees: readonly Page[]) =>
    given({
      [ASSIGNEES]: assignees,
      [USERS]: [[user(1), user(2), user(3)]],
      [USER_ROLES]: [[SUPER_ADMIN]],
      [GROUPS]: [[EVERYONE]],
    });

  test.each([403, 404])(
    '(HTTP %i) every user is asked once, and that is told once',
    async (status) => {
      const { roles, calls, told } = refusing({ status });
      await roles.registry();
      await roles.registry();
      for (const n of [1, 2, 3]) await roles.ofUser(idOf('00u', n));
      expect(calls(USER_ROLES)).toBe(3);
      expect(told).toHaveLength(1);
    },
  );

  test('for another reason than a right, nobody is asked', async () => {
    const { roles, calls } = refusing({ status: 500 });
    await roles.registry();
    expect(calls(USER_ROLES)).toBe(0);
    await expect(roles.holders.complete()).rejects.toThrow('500');
  });

  test('all of them, everybody is asked once, the one whom it named included', async () => {
    const { roles } = refusing([{ id: idOf('00u', 1) }], { status: 403 });
    const { value } = await roles.holders.reading();
    expect([...value].sort()).toEqual([1, 2, 3].map((n) => idOf('00u', n)));
  });
});

test('an assignee who is listed twice is one', async () => {
  const one = { id: idOf('00u', 1) };
  const { roles } = given({ [ASSIGNEES]: [[one, one], [one]] });
  expect((await roles.holders.reading()).value).toEqual([one.id]);
});
