/** Outages of seconds to hours, of one path and of all, on a virtual clock. */
import fc from 'fast-check';
import {
  APPS,
  given,
  GROUPS,
  list,
  MINUTE,
  perUser,
  type Given,
  type Outage,
} from '../../../test/failingOrg';
import { endpoint } from '..';

describe('an outage of everything', () => {
  test.each([
    [503, 15],
    [503, 60],
    [503, 180],
    ['connection-refused', 15],
    ['connection-refused', 60],
    ['connection-refused', 180],
    ['timeout', 60],
  ] as const)(
    '%s for %i s at the start costs a list nothing, whatever the chance',
    async (kind, seconds) => {
      for (let seed = 1; seed <= 20; seed += 1) {
        const t = given([{ from: 0, ms: seconds * 1000, kind }], seed);
        expect(await t.clock.run(list(t, APPS))).toBe(true);
        expect(t.minutes()).toBeLessThan(seconds / 60 + 1.1);
        expect(t.org.callsInOutage).toBeLessThanOrEqual(20);
      }
    },
  );

  test.each([
    [503, 15],
    [503, 60],
    [503, 180],
    ['connection-refused', 180],
    ['timeout', 60],
  ] as const)('%s for %i s in the middle of a run loses nothing', async (kind, seconds) => {
    const calm = given([]);
    expect(await calm.clock.run(perUser(calm, 2_000))).toBe(0);
    const t = given([{ from: 61_000, ms: seconds * 1000, kind }]);
    const work = Promise.all([perUser(t, 2_000), list(t, APPS)]);
    expect(await t.clock.run(work)).toEqual([0, true]);
    // The requests that were under way or in the queue, and one trial now and then.
    expect(t.org.callsInOutage).toBeLessThanOrEqual(48 + 20);
    expect(t.minutes()).toBeLessThan(calm.minutes() + seconds / 60 + 1.5);
    const told = t.told.filter((sentence) => !sentence.startsWith('Waiting'));
    expect(told[0]).toMatch(/fails repeatedly: its requests wait/);
    expect(told.at(-1)).toMatch(/answers again/);
  });

  test.each([[503], ['connection-refused']] as const)(
    '%s for ten minutes loses what was tried after the fifth, and no more',
    async (kind) => {
      const t = given([{ from: 61_000, ms: 10 * MINUTE, kind }]);
      const lost = await t.clock.run(perUser(t, 2_000));
      expect(lost).toBeGreaterThan(0);
      expect(lost).toBeLessThanOrEqual(90);
      expect(t.org.callsInOutage).toBeLessThanOrEqual(160);
      expect(t.minutes()).toBeLessThan(16);
    },
  );

  test.each([[503], ['connection-refused'], ['timeout']] as const)(
    '%s for good costs minutes, and few calls, however much there was to ask',
    async (kind) => {
      const t = given([{ from: 61_000, ms: Infinity, kind }]);
      const first = await t.clock.run(
        Promise.all([perUser(t, 20_000), perUser(t, 20_000, 'roles'), list(t, APPS)]),
      );
      expect(first[0]).toBeGreaterThan(19_000);
      const then = await t.clock.run(Promise.all([perUser(t, 5_000, 'apps'), list(t, GROUPS)]));
      expect(then).toEqual([5_000, false]);
      expect(t.minutes()).toBeLessThan(25);
      expect(t.org.callsInOutage).toBeLessThan(500);
    },
  );
});

describe('an outage of one path', () => {
  const path = /factors$/;

  test.each([
    [15, 0],
    [60, 0],
    [180, 0],
    [600, 90],
  ])('for %i s loses at most %i, and holds up no other', async (seconds, most) => {
    const t = given([{ from: 20_000, ms: seconds * 1000, kind: 503, path }]);
    let rolesDone = 0;
    const roles = perUser(t, 900, 'roles').then((lost) => {
      rolesDone = t.minutes();
      return lost;
    });
    const work = Promise.all([perUser(t, 900), roles, list(t, APPS)]);
    const [lost, rolesLost, appsRead] = await t.clock.run(work);
    expect(lost).toBeLessThanOrEqual(most);
    expect([rolesLost, appsRead]).toEqual([0, true]);
    expect(t.org.callsInOutage).toBeLessThanOrEqual(48 + 20 + most);
    // 1,800 calls at 480 a minute.
    expect(rolesDone).toBeLessThan(4);
  });

  test('for the whole run costs a quarter of an hour', async () => {
    const t = given([{ from: 0, ms: Infinity, kind: 503, path }]);
    const [lost, rolesLost] = await t.clock.run(
      Promise.all([perUser(t, 10_000), perUser(t, 1_000, 'roles')]),
    );
    expect([lost, rolesLost]).toEqual([10_000, 0]);
    expect(t.minutes()).toBeLessThan(17);
    expect(t.org.callsInOutage).toBeLessThan(300);
  });

  test.each([[2], [3]])(
    'that every %ith request meets for a minute loses nothing',
    async (every) => {
      for (let seed = 1; seed <= 5; seed += 1) {
        const t = given([{ from: 500, ms: MINUTE, kind: 503, path, every }], seed);
        expect(await t.clock.run(perUser(t, 900))).toBe(0);
        expect(t.org.callsInOutage).toBeGreaterThan(10);
        expect(t.minutes()).toBeLessThan(4);
      }
    },
  );

  test('one object that cannot be read holds up no other, and is given up within two minutes', async () => {
    const t = given([{ from: 0, ms: Infinity, kind: 503, path: /00u7\/factors/ }]);
    expect(await t.clock.run(perUser(t, 2_000))).toBe(1);
    expect(t.minutes()).toBeLessThan(5.5);
    expect(t.org.callsInOutage).toBe(4);
  });
});

describe('whatever goes down and when', () => {
  const outagesOf = (longestMs: number) => {
    const when = { from: fc.nat(150_000), ms: fc.integer({ min: 1_000, max: longestMs }) };
    const outage = fc.oneof(
      fc.record({ ...when, kind: fc.constant<Outage['kind']>('connection-refused') }),
      fc.record({
        ...when,
        kind: fc.constantFrom<Outage['kind']>(503, 'timeout'),
        path: fc.constantFrom(/factors$/, /users/, /./),
      }),
    );
    return fc.array(outage, { minLength: 1, maxLength: 3 });
  };
  const work = (t: Given) =>
    t.clock.run(Promise.all([perUser(t, 400), perUser(t, 400, 'roles'), list(t, APPS)]));

  test('nothing hangs, and four minutes in all lose nothing', async () => {
    /** The one who tried the org waited for the one who tried the path, and he for the org. */
    const crossed: Outage[] = [
      { from: 0, ms: 1_000, kind: 503, path: /factors$/ },
      { from: 0, ms: 1_051, kind: 'connection-refused' },
    ];
    /** Refusals by Okta itself were taken for answers to a request that then met a dead line. */
    const inTurn: Outage[] = [
      { from: 63_978, ms: 26_588, kind: 'connection-refused' },
      { from: 0, ms: 63_978, kind: 503, path: /./ },
      { from: 0, ms: 1_000, kind: 'connection-refused' },
    ];
    await fc.assert(
      fc.asyncProperty(outagesOf(80_000), fc.integer(), async (outages: Outage[], seed) => {
        const t = given(outages, seed);
        expect(await work(t)).toEqual([0, 0, true]);
        const down = outages.reduce((sum, { ms }) => sum + ms / MINUTE, 0);
        expect(t.minutes()).toBeLessThan(1.5 + 2.5 * outages.length + down);
        expect(t.org.callsInOutage).toBeLessThan(outages.length * 150);
      }),
      {
        numRuns: 60,
        examples: [
          [crossed, 12],
          [inTurn, 1_254_657_417],
        ],
      },
    );
  });

  test('hours without service are no hours of waiting', async () => {
    await fc.assert(
      fc.asyncProperty(outagesOf(7_200_000), fc.integer(), async (outages: Outage[], seed) => {
        const t = given(outages, seed);
        await work(t);
        expect(t.minutes()).toBeLessThan(45);
        expect(t.org.callsInOutage).toBeLessThan(1_000);
      }),
      { numRuns: 60 },
    );
  });
});

test('closing ends what waits for the end of an outage', async () => {
  const t = given([{ from: 0, ms: Infinity, kind: 503 }]);
  const calls = Array.from({ length: 10 }, (_, i) =>
    t.client.get({ endpoint: endpoint`/api/v1/users/${`00u${i}`}/factors` }),
  );
  const outcomes = Promise.allSettled(calls);
  await t.clock.run(t.clock.sleep(MINUTE));
  expect(t.client.snapshot().buckets).toMatchObject([{ waitReason: 'backoff', queued: 10 }]);
  await t.client.close();
  for (const outcome of await t.clock.run(outcomes)) {
    expect(outcome).toMatchObject({ reason: { code: 'OKTA_CLIENT_CLOSED_ERROR' } });
  }
});
