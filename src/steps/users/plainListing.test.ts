/** The lists in sequence, of which the plain one comes first. */
import { idOf, listingOkta, type Page } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import type { OktaClient } from '../../okta';
import { listEveryUser, type Found, type UserListing } from './listing';

const user = (n: number): JsonObject => ({
  id: idOf('00u', n),
  status: 'ACTIVE',
  created: '2020-01-01T00:00:00.000Z',
  profile: { login: `u${n}@x.example` },
});

/** An org whose plain list is this, and whose searches find nobody. */
const plainly = (...pages: Page[]) =>
  listingOkta(({ query }) => (query.has('search') ? [[]] : pages));

const unknown = (): Promise<object> => Promise.resolve({});

function listingOf(okta: OktaClient, change: Partial<UserListing> = {}) {
  return listEveryUser(okta, {
    noUsers: () => new Error('no users'),
    visibility: { ask: unknown, askNow: unknown },
    found: () => ({ all: 0, notDeprovisioned: 0 }),
    ...change,
  });
}

async function idsOf(listing: ReturnType<typeof listingOf>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of listing) ids.push(...page.map(({ id }) => id));
  return ids;
}

test.each([
  ['ends in', [[user(1)], []]],
  ['begins with', [[], [user(1)]]],
])('a plain list that %s an empty page is not empty', async (_, pages) => {
  expect(await idsOf(listingOf(plainly(...pages).client))).toEqual([idOf('00u', 1)]);
});

test.each([
  ['who was deprovisioned moments ago, which the index does not know yet', 'ACTIVE'],
  ['who was deprovisioned long ago', 'DEPROVISIONED'],
])('a user %s is listed', async (_, statusInIndex) => {
  const other = { ...user(2), status: statusInIndex };
  const { client, asked } = listingOkta(({ query }) => {
    const search = query.get('search');
    if (search === null) return [[user(1)]];
    // The index judges by the status that it knows.
    const finds = search === 'status pr' || search.includes(statusInIndex);
    return [finds ? [user(1), other] : []];
  });
  expect(await idsOf(listingOf(client))).toContain(idOf('00u', 2));
  expect(asked).toHaveLength(2);
});

const counts = (...usersCounts: (number | undefined)[]): Partial<UserListing> => {
  const [before, now] = usersCounts;
  return {
    visibility: {
      ask: () => Promise.resolve({ usersCount: before }),
      askNow: () => Promise.resolve({ usersCount: now }),
    },
  };
};

test.each<[found: number, before: number, now: number | undefined]>([
  [200, 450, 450],
  [200, 450, undefined],
  [0, 4, 4],
])('%s users are not all if Okta counts %s, and then %s', async (all, before, now) => {
  const { client } = plainly([user(1)]);
  const found = (): Found => ({ all, notDeprovisioned: all });
  await expect(idsOf(listingOf(client, { ...counts(before, now), found }))).rejects.toThrow(
    `Okta lists ${all} users, deprovisioned ones included, and counts ${before} in the group Everyone`,
  );
});

test.each<[found: number, before: number | undefined, now: number | undefined]>([
  [450, 450, undefined],
  [448, 450, undefined],
  [500, 450, undefined],
  // Many were deleted since.
  [200, 450, 200],
  // Okta does not count.
  [200, undefined, undefined],
])('%s users are all if Okta counts %s, and then %s', async (all, before, now) => {
  const { client } = plainly([user(1)]);
  const found = (): Found => ({ all, notDeprovisioned: all });
  expect(await idsOf(listingOf(client, { ...counts(before, now), found }))).toHaveLength(1);
});

test('after ten pages the plain list is no longer given up for a faster one', async () => {
  let answer: (usersCount: number) => void = () => undefined;
  const counted = new Promise<{ usersCount: number }>((resolve) => {
    answer = (usersCount) => {
      resolve({ usersCount });
    };
  });
  const { client, asked } = plainly(...Array.from({ length: 13 }, (_, n) => [user(n)]));
  const ask = () => counted;
  const ids: string[] = [];
  const found = (): Found => ({ all: 100_000, notDeprovisioned: 100_000 });
  for await (const page of listingOf(client, { visibility: { ask, askNow: ask }, found })) {
    ids.push(...page.map(({ id }) => id));
    if (ids.length !== 11) continue;
    answer(100_000);
    await new Promise(setImmediate);
  }
  expect(ids).toHaveLength(13);
  expect(asked.filter(({ query }) => !query.has('search'))).toHaveLength(13);
});
