/** What is asked to learn who holds which role, and how often. */
import { idOf, listingOkta, type AskedList, type Page } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import { GroupCatalog } from '../groups/catalog';
import { Memberships } from '../groups/memberships';
import { ApplicationCatalog } from '../applications/catalog';
import { UserCatalog } from '../users/catalog';
import { RoleCatalog } from './catalog';
import { roleConsistency } from './doubts';

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
function given(lists: Readonly<Record<string, readonly Page[]>>, wantsGroups = true) {
  const { client, calls } = listingOkta(({ template, query }: AskedList) =>
    query.has('search') ? [[]] : (lists[template] ?? [[]]),
  );
  const users = new UserCatalog(client, { noUsers: () => new Error('no users'), startedOn: 0 });
  const memberships = new Memberships(client, users);
  const told: unknown[] = [];
  const tell = (reason: unknown): void => {
    told.push(reason);
  };
  const roles = new RoleCatalog({
    okta: client,
    users,
    groups: new GroupCatalog(client, { startedOn: 0, keepsRecords: false }),
    applications: new ApplicationCatalog(client, {
      keepsUsers: () => false,
      listsGroups: true,
      startedOn: 0,
    }).all,
    wantsGroups,
    wantsServiceApps: true,
    membersOf: (one) => memberships.of(one),
    onFallback: tell,
  });
  return { roles, calls, told };
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

describe('of those that Okta names as holders of a role, none is shown of', () => {
  test.each([
    // [named, of whom none is shown, of whom a group explains it, believed]
    [0, 0, 0, true],
    [5, 0, 0, true],
    // A role can be revoked between the two calls.
    [2, 1, 0, true],
    [200, 1, 0, true],
    [200, 99, 0, true],
    // All, or half of them: no.
    [1, 1, 0, false],
    [2, 2, 0, false],
    [4, 2, 0, false],
    [200, 100, 0, false],
    [200, 200, 0, false],
    // Whoever has it through a group does not count, neither for nor against.
    [2, 2, 2, true],
    [2, 2, 1, false],
    [200, 200, 190, false],
    [200, 195, 190, false],
    [200, 191, 190, true],
  ])(
    'of %d named, %d, %d through a group: believed is %s',
    (named, denied, explained, believed) => {
      expect(roleConsistency('users', named, denied, explained) === undefined).toBe(believed);
    },
  );

  test('and the reason says how many, and of what', () => {
    expect(roleConsistency('groups', 4, 3)?.message).toBe(
      'Okta names 4 groups with administrator roles, and shows no role of 3 of them',
    );
    expect(roleConsistency('users', 6, 5, 2)?.message).toBe(
      'Okta names 6 users with administrator roles, and shows no role of 5 of them, of whom 3 are in ' +
        'no group that has one',
    );
  });
});

describe('a role that comes through a group', () => {
  const MEMBERS = '/api/v1/groups/{id}/users';
  const HOLDS = group(1, { hasAdminPrivilege: true, usersCount: 2 });
  const named = (...users: readonly number[]) => [users.map((n) => ({ id: idOf('00u', n) }))];
  const lists = (type: string, members: readonly number[]) => ({
    [USERS]: [[user(1), user(2), user(3)]],
    [GROUPS]: [[{ ...EVERYONE, _embedded: { stats: { hasAdminPrivilege: false } } }, HOLDS]],
    [GROUP_ROLES]: [[{ id: 'gra1', type, status: 'ACTIVE', assignmentType: 'GROUP' }]],
    [MEMBERS]: [members.map((n) => ({ id: idOf('00u', n) }))],
  });
  const doubtOf = async (given_: ReturnType<typeof given>): Promise<string | undefined> =>
    (await given_.roles.registry()).doubts.users?.message;

  test.each([true, false])(
    'is why its members show none of their own (groups wanted: %s)',
    async (wantsGroups) => {
      const org = { ...lists('SUPER_ADMIN', [2, 3]), [ASSIGNEES]: named(2, 3) };
      const one = given(org, wantsGroups);
      expect(await doubtOf(one)).toBeUndefined();
      expect(one.calls(MEMBERS)).toBe(1);
      expect((await one.roles.groups[Symbol.asyncIterator]().next()).done).toBe(!wantsGroups);
    },
  );

  test('is no reason for somebody who is in no such group', async () => {
    const org = { ...lists('SUPER_ADMIN', [2]), [ASSIGNEES]: named(2, 3) };
    expect(await doubtOf(given(org))).toMatch('names 2 users');
  });

  test('is no reason if it is no longer in force', async () => {
    const inactive = { id: 'gra1', type: 'SUPER_ADMIN', status: 'INACTIVE' };
    const org = { ...lists('SUPER_ADMIN', [2, 3]), [GROUP_ROLES]: [[inactive]] };
    expect(await doubtOf(given({ ...org, [ASSIGNEES]: named(2, 3) }))).toMatch('names 2 users');
  });

  test.each([
    ['of super administrators: nobody has to be named', 'SUPER_ADMIN', [2], undefined],
    ['of others: every org has a super administrator', 'HELP_DESK_ADMIN', [2], /nobody/],
    ['of super administrators, but nobody is in it', 'SUPER_ADMIN', [], /nobody/],
  ] as const)('%s', async (_, type, members, doubt) => {
    const told = await doubtOf(given(lists(type, members)));
    if (doubt === undefined) expect(told).toBeUndefined();
    else expect(told).toMatch(doubt);
  });

  test('costs no call where nothing has to be explained', async () => {
    const org = {
      ...lists('SUPER_ADMIN', [2]),
      [ASSIGNEES]: named(1),
      [USER_ROLES]: [[SUPER_ADMIN]],
    };
    const one = given(org);
    expect(await doubtOf(one)).toBeUndefined();
    expect(one.calls(MEMBERS)).toBe(0);
  });
});
