import { idOf, listingOkta, type Page } from '../../../test/harness/listingOkta';
import type { UserRef } from '../users/catalog';
import { FactorCensus } from './census';

const FACTORS = '/api/v1/users/{id}/factors';

const ref = (n: number, more: Partial<UserRef> = {}): UserRef => ({
  id: idOf('00u', n),
  index: n,
  email: undefined,
  canHaveFactors: true,
  isNewcomer: false,
  ...more,
});

test('a user’s factors are asked for once for two readers, and again for a third', async () => {
  const { client, calls } = listingOkta(() => [[]]);
  const census = new FactorCensus(client);
  await census.of(ref(1));
  await census.of(ref(1));
  expect(calls(FACTORS)).toBe(1);
  await census.of(ref(1));
  expect(calls(FACTORS)).toBe(2);
});

test.each([
  [404, undefined],
  [403, 'E0000038'],
])(
  '%i %s for sixty newcomers means that they have no factors, and tells nothing of others',
  async (status, errorCode) => {
    const pages: Page[] = [{ status, errorCode }];
    const { client } = listingOkta(() => pages);
    const census = new FactorCensus(client);
    for (let n = 0; n < 60; n += 1) {
      expect(await census.of(ref(n, { isNewcomer: true }))).toEqual({ value: [] });
    }
    await expect(census.of(ref(100))).rejects.toThrow(String(status));
    pages[0] = [];
    expect(await census.of(ref(101))).toEqual({ value: [] });
  },
);

test('who is to be asked is found out once, and who cannot have factors is not asked', async () => {
  let found = 0;
  const { client } = listingOkta(() => []);
  const census = new FactorCensus(client, {
    onlyChanged: () => {
      found += 1;
      return Promise.resolve(new Set([idOf('00u', 1), idOf('00u', 2)]));
    },
  });
  const deprovisioned = ref(2, { canHaveFactors: false });
  expect(await Promise.all([census.covers(ref(1)), census.covers(ref(3))])).toEqual([true, false]);
  expect(await census.covers(deprovisioned)).toBe(false);
  expect(found).toBe(1);
  expect(await new FactorCensus(client).covers(deprovisioned)).toBe(false);
});
