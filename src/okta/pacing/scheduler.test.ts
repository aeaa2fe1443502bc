import fc from 'fast-check';
import { given, many } from '../../../test/harness/scheduling';
import { bucketOf } from './rateLimitBuckets';

const USERS = '/api/v1/users';
const FACTORS = '/api/v1/users/{id}/factors';
const MEMBERS = '/api/v1/groups/{id}/users';
const APP_USERS = '/api/v1/apps/{id}/users';

describe('the budget of a bucket', () => {
  test('is used up to the reserve and no further, window after window', async () => {
    const t = given({ limits: { [USERS]: 300 }, latencyMs: () => 150 });
    await t.runAll(many(700, () => t.okta.call(t.scheduler, FACTORS)));
    const counter = t.okta.counters.get(USERS)!;
    expect(counter).toMatchObject({ calls: 700, windows: 3, refused: 0, smallestRemaining: 60 });
    // Two windows of a minute have to pass; the rest takes seconds.
    expect(t.elapsedMs()).toBeLessThan(2 * 60_000 * 1.1 + 10_000);
    expect(t.bucket(USERS)).toMatchObject({ calls: 700, limit: 300, smallestRemaining: 60 });
    expect(t.bucket(USERS).waitedMs).toBeGreaterThan(100_000);
    expect(t.bucket(USERS).greatestUse).toBeCloseTo(0.8);
  });

  test('is learnt by one request that goes alone', async () => {
    const t = given({ limits: { [USERS]: 300 }, latencyMs: () => 150 });
    const all = many(50, () => t.okta.call(t.scheduler, FACTORS));
    await Promise.resolve();
    expect(t.okta.inFlight).toBe(1);
    await t.runAll(all);
    expect(t.okta.greatestInFlight).toBe(15);
  });

  test('a first request without an answer holds up the others for a few seconds only', async () => {
    let first = true;
    const latencyMs = () => {
      if (!first) return 100;
      first = false;
      return 50_000;
    };
    const t = given({ limits: { [USERS]: 300 }, latencyMs });
    const all = many(30, () => t.okta.call(t.scheduler, FACTORS));
    await t.clock.run(t.clock.sleep(10_000));
    expect(t.bucket(USERS).calls).toBe(29);
    await t.runAll(all);
  });

  test('a spent bucket holds up no other', async () => {
    const t = given({ limits: { [APP_USERS]: 50, [USERS]: 300 }, latencyMs: () => 100 });
    const apps = many(100, () => t.okta.call(t.scheduler, APP_USERS));
    const users = many(200, () => t.okta.call(t.scheduler, FACTORS));
    await t.runAll(users);
    expect(t.elapsedMs()).toBeLessThan(10_000);
    await t.runAll(apps);
  });

  test('lists go before items', async () => {
    const t = given({ limits: { [USERS]: 20 }, latencyMs: () => 100 });
    const done: string[] = [];
    const items = many(40, () =>
      t.okta.call(t.scheduler, FACTORS).then(() => void done.push('item')),
    );
    const lists = many(10, () =>
      t.okta.call(t.scheduler, USERS, 'list').then(() => void done.push('list')),
    );
    await t.runAll([...items, ...lists]);
    // One item had left before the lists came; then the lists.
    expect(done.slice(0, 11).filter((kind) => kind === 'list')).toHaveLength(10);
  });

  test('what others use counts against the rest', async () => {
    const t = given({ limits: { [USERS]: 100 }, latencyMs: () => 100, others: 0.4 });
    await t.runAll(many(100, () => t.okta.call(t.scheduler, FACTORS)));
    // 60 remain of 100 in each window, 20 of them are the reserve.
    const counter = t.okta.counters.get(USERS)!;
    expect(counter).toMatchObject({ windows: 3, refused: 0, smallestRemaining: 20 });
  });

  test('a bucket that others keep below the reserve still gets one call a window', async () => {
    const t = given({ limits: { [USERS]: 100 }, latencyMs: () => 100, others: 0.9 });
    await t.runAll(many(4, () => t.okta.call(t.scheduler, FACTORS)));
    expect(t.okta.counters.get(USERS)).toMatchObject({ windows: 4, refused: 0 });
  });

  test('a limit of one, at any threshold, still lets one call through', async () => {
    const t = given({ limits: { [USERS]: 1 }, latencyMs: () => 100 }, { threshold: 0.05 });
    await t.runAll(many(3, () => t.okta.call(t.scheduler, FACTORS)));
    expect(t.okta.counters.get(USERS)).toMatchObject({ windows: 3, refused: 0 });
  });

  test('a limit that changes in the middle of a window is kept to from then on', async () => {
    const limits = { [USERS]: 300 };
    const t = given({ limits, latencyMs: () => 100 });
    const all = many(500, () => t.okta.call(t.scheduler, FACTORS));
    await t.clock.run(t.clock.sleep(400));
    limits[USERS] = 100;
    await t.clock.run(t.clock.sleep(130_000));
    limits[USERS] = 200;
    await t.runAll(all);
    const counter = t.okta.counters.get(USERS)!;
    // What was on its way when the limit fell may be lost, and nothing after it.
    expect(counter.refused).toBeLessThanOrEqual(15);
    expect(t.bucket(USERS).limit).toBe(200);
  });

  test('a refusal shuts the bucket for all until its reset, and one call opens it again', async () => {
    const t = given({ limits: { [USERS]: 100 }, latencyMs: () => 100 });
    const all = many(100, () => t.okta.call(t.scheduler, FACTORS));
    await t.clock.run(t.clock.sleep(220));
    t.okta.spend(USERS, 100);
    await t.clock.run(t.clock.sleep(30_000));
    const refused = t.okta.counters.get(USERS)!.refused;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(15);
    expect(t.bucket(USERS)).toMatchObject({ waitReason: 'rate-limited', rateLimited: refused });
    expect(t.bucket(USERS).opensAt! - t.clock.now()).toBeGreaterThan(20_000);
    expect(t.waits).toMatchObject([{ bucket: USERS, reason: 'rate-limited' }]);
    await t.clock.run(t.clock.sleep(t.bucket(USERS).opensAt! - t.clock.now() + 10));
    expect(t.okta.inFlight).toBe(1);
    await t.runAll(all);
    expect(t.okta.counters.get(USERS)!.refused).toBe(refused);
  });

  test('a clock that is off by an hour changes nothing', async () => {
    for (const skewMs of [-3_600_000, 3_600_000]) {
      const t = given({ limits: { [USERS]: 100 }, latencyMs: () => 100, skewMs });
      await t.runAll(many(200, () => t.okta.call(t.scheduler, FACTORS)));
      expect(t.okta.counters.get(USERS)).toMatchObject({ windows: 3, refused: 0 });
      expect(t.elapsedMs()).toBeLessThan(2 * 60_000 * 1.1 + 10_000);
    }
  });

  test('a wait over half a minute is announced once, with its reason', async () => {
    const t = given({ limits: { [USERS]: 100 }, latencyMs: () => 100 });
    await t.runAll(many(100, () => t.okta.call(t.scheduler, FACTORS)));
    expect(t.waits).toHaveLength(1);
    expect(t.waits[0]).toMatchObject({ bucket: USERS, reason: 'budget' });
    expect(t.waits[0]!.waitMs).toBeGreaterThan(50_000);
  });
});

describe('the table of buckets is corrected by what Okta tells', () => {
  test.each([
    ['another limit', { [USERS]: 300, own: 50 }],
    ['the same limit', { [USERS]: 100, own: 100 }],
  ])('a path with a counter of its own and %s is given its own bucket', async (_, limits) => {
    const t = given({
      limits,
      latencyMs: () => 100,
      counterOf: (template) => (template === FACTORS ? 'own' : USERS),
    });
    const both = many(20, (i) => t.okta.call(t.scheduler, USERS, i % 2 === 0 ? 'list' : 'item'));
    await t.clock.run(t.clock.sleep(5_000));
    const more = many(300, (i) => t.okta.call(t.scheduler, i % 3 === 0 ? USERS : FACTORS));
    await t.runAll([...both, ...more]);
    for (const counter of t.okta.counters.values()) expect(counter.refused).toBe(0);
    expect(t.scheduler.snapshot().buckets).toHaveLength(2);
  });
});

describe('concurrency', () => {
  test('is bounded', async () => {
    const t = given({ limits: {}, latencyMs: () => 100 }, { maxConcurrency: 4 });
    await t.runAll(many(50, (i) => t.okta.call(t.scheduler, i % 2 === 0 ? FACTORS : MEMBERS)));
    expect(t.okta.greatestInFlight).toBe(4);
  });

  test('a refusal lowers it at once, and it settles at what Okta allows', async () => {
    const t = given({
      limits: {},
      defaultLimit: 10_000,
      latencyMs: () => 100,
      concurrencyLimit: 5,
    });
    await t.runAll(many(600, () => t.okta.call(t.scheduler, FACTORS)));
    expect(t.scheduler.snapshot().concurrencyLimit).toBeLessThanOrEqual(5);
    expect(t.scheduler.snapshot().concurrencyLimit).toBeGreaterThanOrEqual(3);
    // The first burst and what it had sent after it, and a few trials on the way.
    expect(t.okta.concurrencyRefusals).toBeLessThan(30);
    expect(t.bucket(USERS).concurrencyLimited).toBe(t.okta.concurrencyRefusals);
    expect(t.bucket(USERS).rateLimited).toBe(0);
  });

  test('rises again when the org has room again', async () => {
    const options = {
      limits: {},
      defaultLimit: 100_000,
      latencyMs: () => 100,
      concurrencyLimit: 5,
    };
    const t = given(options);
    await t.runAll(many(300, () => t.okta.call(t.scheduler, FACTORS)));
    options.concurrencyLimit = 50;
    for (let minute = 0; minute < 20; minute += 1) {
      await t.clock.run(t.clock.sleep(60_000));
      await t.runAll(many(100, () => t.okta.call(t.scheduler, FACTORS)));
    }
    expect(t.scheduler.snapshot().concurrencyLimit).toBe(15);
  });
});

describe('stopping', () => {
  test('rejects what waits, what pauses and what comes later, with the reason', async () => {
    const t = given({ limits: { [USERS]: 10 }, latencyMs: () => 100 });
    const reason = new Error('enough');
    const waiting = many(20, () => t.okta.call(t.scheduler, FACTORS));
    const pausing = t.scheduler.pause(FACTORS, 'test', 60_000);
    const outcomes = Promise.allSettled([...waiting, pausing]);
    await t.clock.run(t.clock.sleep(5_000));
    t.scheduler.stop(reason);
    const settled = await t.clock.run(outcomes);
    const rejected = settled.filter((one) => one.status === 'rejected');
    expect(rejected).toHaveLength(13);
    expect(rejected.every((one) => one.reason === reason)).toBe(true);
    await expect(t.scheduler.acquire(FACTORS, 'item')).rejects.toBe(reason);
  });
});

describe('the forecast', () => {
  test('counts what is announced and tells how long it takes', async () => {
    const t = given({ limits: { [USERS]: 100 }, latencyMs: () => 150 });
    await t.runAll([t.okta.call(t.scheduler, USERS, 'list')]);
    t.scheduler.expect(FACTORS, 250);
    const before = t.bucket(USERS);
    expect(before.callsToCome).toBe(250);
    const startedAt = t.clock.now();
    const all = many(250, () => t.okta.call(t.scheduler, FACTORS));
    expect(t.bucket(USERS).callsToCome).toBeLessThanOrEqual(250);
    await t.runAll(all);
    const took = t.clock.now() - startedAt;
    expect(t.bucket(USERS).callsToCome).toBe(0);
    expect(Math.abs(took - before.estimatedMs!)).toBeLessThan(15_000);
  });

  test('calls that are made before they are announced are not announced again', async () => {
    const t = given({ limits: {}, latencyMs: () => 100 });
    await t.runAll(many(20, () => t.okta.call(t.scheduler, FACTORS)));
    t.scheduler.expect(FACTORS, 25);
    expect(t.bucket(USERS).callsToCome).toBe(5);
  });

  test('an announcement can be taken back, and never goes below nothing', () => {
    const t = given({ limits: {}, latencyMs: () => 100 });
    t.scheduler.expect(FACTORS, 10);
    t.scheduler.expect(FACTORS, -4);
    expect(t.bucket(USERS).callsToCome).toBe(6);
    t.scheduler.expect(FACTORS, -40);
    expect(t.bucket(USERS).callsToCome).toBe(0);
  });
});

describe('whatever the limits, latencies and clocks', () => {
  const scenario = fc.record({
    limits: fc.record({
      users: fc.integer({ min: 1, max: 400 }),
      apps: fc.integer({ min: 1, max: 60 }),
    }),
    threshold: fc.double({ min: 0.05, max: 1, noNaN: true }),
    maxConcurrency: fc.integer({ min: 1, max: 40 }),
    calls: fc.record({ users: fc.nat(300), apps: fc.nat(80), lists: fc.nat(10) }),
    skewMs: fc.constantFrom(0, -3_600_000, 3_600_000, 90_000),
    windows: fc.constantFrom('second', 'exact-up', 'exact-down', 'grid'),
    faults: fc.oneof(
      fc.constant(['none' as const]),
      fc.array(fc.constantFrom('none', 'none', 'lost', 'lost-uncounted', 'no-headers'), {
        minLength: 1,
        maxLength: 30,
      }),
    ),
    latencies: fc.array(fc.integer({ min: 1, max: 2_900 }), { minLength: 1, maxLength: 20 }),
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
  });

  test('every call is made, none is refused, no reserve is touched, and little time is lost', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (s) => {
        let drawn = 0;
        let sent = 0;
        const known = new Set<string>();
        const faults = [...s.faults, 'none' as const];
        const t = given(
          {
            limits: { [USERS]: s.limits.users, '/api/v1/apps': s.limits.apps },
            latencyMs: () => s.latencies[drawn++ % s.latencies.length]!,
            countedAt: () => s.shares[drawn % s.shares.length]!,
            skewMs: s.skewMs,
            windows: s.windows,
            // The first answer of a bucket teaches the limit; without it there is nothing to keep to.
            fault: (template) => {
              const isFirst = !known.has(bucketOf(template));
              known.add(bucketOf(template));
              return isFirst ? 'none' : faults[sent++ % faults.length]!;
            },
          },
          { threshold: s.threshold, maxConcurrency: s.maxConcurrency },
        );
        await t.runAll([
          ...many(s.calls.users, () => t.okta.call(t.scheduler, FACTORS)),
          ...many(s.calls.apps, () => t.okta.call(t.scheduler, APP_USERS)),
          ...many(s.calls.lists, () => t.okta.call(t.scheduler, USERS, 'list')),
        ]);
        const slowest = Math.max(...s.latencies);
        let ideal = 0;
        let callTime = 0;
        for (const counter of t.okta.counters.values()) {
          const usable = Math.max(1, Math.floor(counter.limit * s.threshold + 1e-9));
          expect(counter.refused).toBe(0);
          expect(counter.smallestRemaining).toBeGreaterThanOrEqual(counter.limit - usable);
          ideal = Math.max(ideal, (Math.ceil(counter.calls / usable) - 1) * 60_000);
          callTime += (counter.calls / s.maxConcurrency) * slowest;
        }
        // A lost request counts against the budget whether Okta counted it or not.
        if (new Set<string>(s.faults).size > 1 || s.faults[0] !== 'none') return;
        const windows = ideal / 60_000 + 1;
        expect(t.elapsedMs()).toBeLessThan(ideal * 1.1 + 10_000 + callTime + windows * 2 * slowest);
      }),
      { numRuns: 200 },
    );
  });
});

describe('headers that mislead', () => {
  test.each(['no-headers', 'no-reset', 'past-reset'] as const)(
    '%s on every response: all calls are made',
    async (fault) => {
      const t = given({ limits: { [USERS]: 50 }, latencyMs: () => 100, fault: () => fault });
      await t.runAll(many(120, () => t.okta.call(t.scheduler, FACTORS)));
      const counter = t.okta.counters.get(USERS)!;
      expect(counter.calls - counter.refused).toBe(120);
      expect(t.elapsedMs()).toBeLessThan(4 * 60_000);
    },
  );

  test('a Reset that is hours away is not waited for', async () => {
    const t = given({ limits: { [USERS]: 5 }, latencyMs: () => 100, windowMs: 7_200_000 });
    const all = Promise.all(many(5, () => t.okta.call(t.scheduler, FACTORS)));
    await t.clock.run(t.clock.sleep(120_000));
    expect(t.bucket(USERS).calls).toBe(5);
    await all;
  });
});
