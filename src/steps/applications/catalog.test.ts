import { idOf, listingOkta, type Page } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import { ApplicationCatalog } from './catalog';

const APPS = '/api/v1/apps';
const USERS = '/api/v1/apps/{id}/users';
const GROUPS = '/api/v1/apps/{id}/groups';

const app = (n: number): JsonObject => ({
  id: idOf('0oa', n),
  label: `a${n}`,
  status: 'ACTIVE',
  name: 'x',
  signOnMode: 'SAML_2_0',
});

/** The catalog of an org with these applications, all of which answer so. */
async function given(
  applications: readonly Page[],
  assignments: readonly Page[],
  keepsUsers: boolean,
) {
  const { client, calls } = listingOkta(({ template }) =>
    template === APPS ? applications : assignments,
  );
  const catalog = new ApplicationCatalog(client, {
    keepsUsers: () => keepsUsers,
    listsGroups: true,
    startedOn: 0,
  });
  await catalog.listed();
  return { catalog, applications: catalog.all.known(), calls };
}

async function itemsOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test('an application that is listed twice is one', async () => {
  const { applications } = await given([[app(0), app(1)], [app(0)]], [[]], false);
  expect(applications.map(({ id }) => id)).toEqual([idOf('0oa', 0), idOf('0oa', 1)]);
});

test('assignments that Okta refuses are not asked for of every application', async () => {
  const hundred = Array.from({ length: 100 }, (_, n) => app(n));
  const { catalog, applications, calls } = await given([hundred], [{ status: 403 }], false);
  for (const one of applications) {
    await expect(itemsOf(catalog.usersOf(one))).rejects.toThrow('403');
    expect((await catalog.groupsOf(one).reading()).failure).toBeInstanceOf(Error);
  }
  expect([calls(USERS), calls(GROUPS)]).toEqual([27, 27]);
});

test('assignments that two steps read are read once, with the roles in users’ profiles and no more', async () => {
  const user = { id: idOf('00u', 1), profile: { role: 'r', samlRoles: ['s'], secret: 'x' } };
  const { catalog, applications, calls } = await given([[app(1)]], [[user]], true);
  const one = applications[0]!;
  for (let step = 0; step < 2; step += 1) {
    const users = (await itemsOf(catalog.usersOf(one))).flat();
    expect(users.map(({ profile }) => profile)).toEqual([{ role: 'r', samlRoles: ['s'] }]);
    await catalog.groupsOf(one).complete();
  }
  expect([calls(USERS), calls(GROUPS)]).toEqual([1, 1]);
});

test('two equal rows of a group are one, two that differ are two', async () => {
  const row = (priority: number): JsonObject => ({
    id: idOf('00g', 1),
    priority,
    profile: { role: 'r' },
  });
  const { catalog, applications } = await given([[app(1)]], [[row(0), row(1)], [row(0)]], true);
  const { value } = await catalog.groupsOf(applications[0]!).reading();
  expect(value.map(({ priority }) => priority)).toEqual([0, 1]);
});
