/** Users whom other answers name, and whom no list of users had. */
import { idOf, listingOkta, type Page } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import { UserCatalog } from './catalog';

const STARTED = Date.parse('2026-11-01T12:00:00Z');
const HOUR = 60 * 60_000;
const noUsers = (): Error => new Error('no users');
const LISTED = { id: idOf('00u', 1), status: 'ACTIVE', profile: { login: 'u1@x.example' } };
const UNLISTED = idOf('00u', 9);

const userOf = (createdAt: number | undefined, status = 'ACTIVE', id = UNLISTED): JsonObject => ({
  id,
  status,
  created: createdAt === undefined ? null : new Date(createdAt).toISOString(),
  profile: { login: `${id}@x.example` },
});

/** The users of an org whose lists show one user, and which answers about a single user like this. */
function usersWith(answer: (id: string) => Page) {
  const { client, calls } = listingOkta(({ template, path }) => {
    if (template === '/api/v1/users') return [[LISTED]];
    if (template === '/api/v1/users/{id}') return [answer(path.slice(path.lastIndexOf('/') + 1))];
    return [[{ id: idOf('00g', 1), type: 'BUILT_IN', profile: { name: 'Everyone' } }]];
  });
  const users = new UserCatalog(client, { noUsers, startedOn: STARTED });
  return { users, asked: () => calls('/api/v1/users/{id}') };
}

test.each([
  ['who was there all the time', STARTED - 10_000 * HOUR],
  ['of whom Okta does not say since when there is one', undefined],
  ['who was created three hours before the run', STARTED - 3 * HOUR],
])('one %s is known from then on, and shows that the lists are incomplete', async (_, at) => {
  const { users } = usersWith(() => [userOf(at)]);
  expect(await users.named(UNLISTED)).toMatchObject({ id: UNLISTED, canHaveFactors: true });
  expect(users.find(UNLISTED)).toBeDefined();
  expect(users.unlisted.found.map(({ user }) => user.id)).toEqual([UNLISTED]);
  expect(() => {
    users.unlisted.assertComplete();
  }).toThrow(`They lack 1 of the users that other answers of Okta name and that Okta shows by id`);
});

test.each<[string, JsonObject, number]>([
  ['created an hour before the run, as a clock may be off', userOf(STARTED - HOUR), 0],
  ['who is deprovisioned', userOf(0, 'DEPROVISIONED'), 1],
])('one %s is known too, and the lists are complete', async (_, user, information) => {
  const { users } = usersWith(() => [user]);
  expect(await users.namedAt(users.positionOf(UNLISTED))).toMatchObject({ id: UNLISTED });
  users.unlisted.assertComplete();
  expect(users.unlisted.remarks()).toEqual({
    information: Array.from({ length: information }, (): unknown =>
      expect.stringContaining(UNLISTED),
    ),
    warnings: [],
  });
});

test('a user who is listed is not asked for, and none if the lists failed', async () => {
  const { users, asked } = usersWith(() => [userOf(0)]);
  expect(await users.named(LISTED.id)).toMatchObject({ id: LISTED.id });
  expect(asked()).toBe(0);
  const { client, calls } = listingOkta(() => [{ status: 400 }]);
  const failing = new UserCatalog(client, { noUsers, startedOn: STARTED });
  expect(await failing.named(UNLISTED)).toBeUndefined();
  expect(calls('/api/v1/users/{id}')).toBe(0);
});

test.each<[string, Page]>([
  ['404 without a code of Okta’s', { status: 404 }],
  ['404 E0000008, no such path', { status: 404, errorCode: 'E0000008' }],
  ['410', { status: 410, errorCode: 'E0000007' }],
  ['400', { status: 400 }],
  ['an answer without an id', []],
  ['another user', [userOf(0, 'ACTIVE', idOf('00u', 8))]],
])('%s says nothing of the user: a warning, and nothing is incomplete', async (_, answer) => {
  const { users } = usersWith(() => answer);
  expect(await users.named(UNLISTED)).toBeUndefined();
  users.unlisted.assertComplete();
  expect(users.unlisted.remarks()).toEqual({
    information: [],
    warnings: [expect.stringContaining('does not say whether they exist')],
  });
});
