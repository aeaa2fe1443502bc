/** The lists in sequence, of which the plain one comes first. */
import { idOf, listingOkta, type Page } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import type { OktaClient } from '../../okta';
import { CLOCK_TOLERANCE_MS, listEveryUser, type UserListing } from './listing';

const STARTED = Date.parse('2026-11-01T12:00:00Z');

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
    startedOn: STARTED,
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

test('changes of status are looked for from before the run on, whoever’s clock is off', async () => {
  const { client, asked } = plainly([user(1)]);
  await idsOf(listingOf(client));
  const since = new Date(STARTED - CLOCK_TOLERANCE_MS).toISOString();
  expect(asked.map(({ query }) => query.get('search'))).toEqual([
    null,
    'status eq "DEPROVISIONED"',
    `statusChanged gt "${since}"`,
  ]);
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
  for await (const page of listingOf(client, { visibility: { ask, askNow: ask } })) {
    ids.push(...page.map(({ id }) => id));
    if (ids.length !== 11) continue;
    answer(100_000);
    await new Promise(setImmediate);
  }
  expect(ids).toHaveLength(13);
  expect(asked.filter(({ query }) => !query.has('search'))).toHaveLength(13);
});
