import { idOf, listingOkta, type Page } from '../../../test/harness/listingOkta';
import { UserCatalog } from '../users/catalog';
import { Memberships } from './memberships';

const GROUP = { id: idOf('00g', 1), type: 'OKTA_GROUP', name: 'g' };

function given(...pages: Page[]) {
  const { client, calls } = listingOkta(() => pages);
  const users = new UserCatalog(client, { noUsers: () => new Error('no users'), startedOn: 0 });
  return {
    memberships: new Memberships(client, users),
    calls: () => calls('/api/v1/groups/{id}/users'),
  };
}

test('a group without statistics is asked for its members, once', async () => {
  const { memberships, calls } = given([{ id: idOf('00u', 1) }]);
  const group = { ...GROUP, usersCount: undefined };
  expect([...(await memberships.of(group)).value]).toEqual([0]);
  await memberships.of(group);
  expect(calls()).toBe(1);
});

test('a group whose second page fails keeps the members of the first', async () => {
  const { memberships } = given([{ id: idOf('00u', 1) }], { status: 500 });
  const reading = await memberships.of({ ...GROUP, usersCount: 2 });
  expect([...reading.value]).toEqual([0]);
  expect(reading.failure).toBeInstanceOf(Error);
});

const members = (count: number): Page =>
  Array.from({ length: count }, (_, n) => ({ id: idOf('00u', n) }));

test.each([
  [20, 40],
  [0, 40],
  [0, 4],
])('%s members are not all if Okta counts %s', async (listed, usersCount) => {
  const { memberships } = given(members(listed));
  const { value, failure } = await memberships.of({ ...GROUP, usersCount });
  expect(value).toHaveLength(listed);
  expect(failure?.message).toBe(
    `Okta counts ${usersCount} members of the group and lists ${listed}`,
  );
});

test.each([
  [40, 40],
  [38, 40],
  [50, 40],
  [0, 2],
])('%s members are all if Okta counts %s', async (listed, usersCount) => {
  const { memberships } = given(members(listed));
  const { value, failure } = await memberships.of({ ...GROUP, usersCount });
  expect(value).toHaveLength(listed);
  expect(failure).toBeUndefined();
});
