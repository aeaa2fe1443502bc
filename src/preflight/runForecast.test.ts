/** How long a run will take, which plan the limits belong to, and what would shorten it. */
import type { OktaSnapshot } from '../okta';
import { forecast, type ForecastInput } from './runForecast';
import { sharesOf } from './shares';
import { durationOf, shortenings } from './shortening';

const size = (count: number) => ({ count, atLeast: false });

/** 600 users on Workforce with a default token. */
const INPUT: ForecastInput = {
  sizes: {
    users: size(600),
    groups: size(120),
    applications: size(40),
    administrators: size(12),
    resources: { devices: size(100), rules: size(10), 'network-zones': size(10) },
  },
  org: { pipeline: 'idx' },
  isEnabled: () => true,
  mfaCollectionMode: 'full',
  isLaterRun: false,
  limits: { '/api/v1/users': 300, '/api/v1/groups': 250, '/api/v1/apps': 50 },
  threshold: 0.8,
};

function callsTo(bucket: string, input: ForecastInput): number {
  return forecast(input).find((each) => each.bucket === bucket)?.calls ?? 0;
}

describe('calls', () => {
  test('one for each user, group and side of an application, and the pages', () => {
    expect(callsTo('/api/v1/users', INPUT)).toBe(600 + 12 + 3 + 3);
    expect(callsTo('/api/v1/groups', INPUT)).toBeGreaterThanOrEqual(120 + 1);
    expect(callsTo('/api/v1/apps', INPUT)).toBe(2 * 40 + 1);
    expect(callsTo('/api/v1/devices', INPUT)).toBe(1);
  });

  test.each([
    [600, 3 + 3],
    [9_999, 50 + 50],
    [10_000, 50 + 2],
  ])('%s users are listed twice, or once if they are many', (users, calls) => {
    const isEnabled = (): boolean => false;
    expect(callsTo('/api/v1/users', { ...INPUT, isEnabled, sizes: { users: size(users) } })).toBe(
      calls,
    );
  });

  test.each([
    ['applications', '/api/v1/apps', 0],
    // Resource sets are left.
    ['roles', '/api/v1/iam', 1],
    ['machine-devices', '/api/v1/devices', 0],
  ] as const)('without the source %s there are fewer to %s', (off, bucket, calls) => {
    expect(callsTo(bucket, { ...INPUT, isEnabled: (id) => id !== off })).toBe(calls);
  });

  test('without factors a user costs none', () => {
    expect(
      callsTo('/api/v1/users', { ...INPUT, isEnabled: (id) => id !== 'devices' }),
    ).toBeLessThan(30);
  });

  test('by changes, only a later run of the day spares the users without factor events', () => {
    const changes: ForecastInput = { ...INPUT, mfaCollectionMode: 'changes' };
    expect(forecast(changes)).toEqual(forecast(INPUT));
    expect(callsTo('/api/v1/users', { ...changes, isLaterRun: true })).toBeLessThan(30);
    expect(forecast({ ...INPUT, isLaterRun: true })).toEqual(forecast(INPUT));
  });

  test('sizes known from below are passed on as such', () => {
    const groups = { count: 200, atLeast: true };
    const [byGroups] = forecast({ ...INPUT, sizes: { ...INPUT.sizes, groups } }).filter(
      ({ bucket }) => bucket === '/api/v1/groups',
    );
    expect(byGroups?.atLeast).toBe(true);
    expect(
      forecast({ ...INPUT, sizes: {} }).find(({ bucket }) => bucket === '/api/v1/users'),
    ).toMatchObject({
      atLeast: true,
    });
  });
});

describe('duration', () => {
  test('is that of the slowest bucket, whose first window costs no wait', () => {
    const [slowest] = forecast(INPUT);
    // 81 calls at 40 a minute: two windows are waited for. 614 and more at 240 a minute: as many.
    expect(Math.floor((slowest?.durationMs ?? 0) / 60_000)).toBe(2);
    expect(durationOf(INPUT)).toBe(slowest?.durationMs);
  });

  test('grows as the threshold shrinks', () => {
    expect(durationOf({ ...INPUT, threshold: 0.4 })).toBeGreaterThan(1.8 * durationOf(INPUT));
  });

  test('is short where nothing has to wait', () => {
    expect(durationOf({ ...INPUT, limits: {} })).toBeLessThan(60_000);
  });
});

describe('what would shorten it', () => {
  const shares = { '/api/v1/users': 0.5, '/api/v1/groups': 0.5, '/api/v1/apps': 0.5 };
  const large: ForecastInput = { ...INPUT, sizes: { ...INPUT.sizes, users: size(20_000) } };

  test('names only what saves a minute, the most effective first', () => {
    const ways = shortenings(large, shares, 'token');
    const durations = ways.map(({ durationMs }) => durationMs);
    expect(durations).toEqual([...durations].sort((a, b) => a - b));
    expect(ways[0]?.advice).toContain('mfaCollectionMode');
    expect(ways.map(({ advice }) => advice).join()).not.toContain('Switch the source groups');
  });

  test('names the menu of the kind of credential', () => {
    const advices = (kind: 'token' | 'oauth'): string =>
      shortenings(large, shares, kind)
        .map(({ advice }) => advice)
        .join();
    expect(advices('token')).toContain('Security > API > Tokens');
    expect(advices('oauth')).toContain('Application rate limits');
  });

  test('says where factors by changes take effect, and not to those who have them', () => {
    const advices = (mode: 'full' | 'changes'): string =>
      shortenings({ ...large, mfaCollectionMode: mode }, shares, 'token')
        .map(({ advice }) => advice)
        .join();
    expect(advices('full')).toMatch(/On JupiterOne's schedule,.* set mfaCollectionMode to changes/);
    expect(advices('changes')).not.toContain('mfaCollectionMode');
  });

  test('is nothing for a run that is short', () => {
    expect(shortenings({ ...INPUT, limits: {} }, {}, 'token')).toEqual([]);
  });

  test('does not promise more than all of the limits', () => {
    const whole = { '/api/v1/users': 1, '/api/v1/groups': 1, '/api/v1/apps': 1 };
    const advices = shortenings(large, whole, 'token').map(({ advice }) => advice);
    expect(advices.join()).not.toContain('Grant the credential');
  });
});

describe('the share of the limits', () => {
  const snapshot = (limits: Record<string, number | undefined>): OktaSnapshot => ({
    callsByEndpoint: {},
    concurrencyLimit: 15,
    buckets: Object.entries(limits).map(([name, limit]) => ({
      name,
      calls: 1,
      inFlight: 0,
      queued: 0,
      ...(limit !== undefined && { limit }),
      waitedMs: 0,
      retries: {},
      rateLimited: 0,
      concurrencyLimited: 0,
      callsToCome: 0,
    })),
  });

  test.each([
    ['Workforce', 0.5, { '/api/v1/users': 300, '/api/v1/groups': 250, '/api/v1/apps': 50 }],
    ['Enterprise', 0.5, { '/api/v1/users': 300, '/api/v1/groups': 300, '/api/v1/apps': 50 }],
    ['Integrator', 0.5, { '/api/v1/users': 50, '/api/v1/groups': 50, '/api/v1/apps': 10 }],
    ['Workforce', 1, { '/api/v1/users': 600, '/api/v1/groups': 500, '/api/v1/apps': 100 }],
  ])('%s at %d', (plan, share, limits) => {
    const shares = sharesOf(snapshot(limits));
    expect(shares.plan).toBe(plan);
    expect(shares.buckets.map((bucket) => bucket.share)).toEqual([share, share, share]);
  });

  test('is unknown above every published plan, and for buckets without a published limit', () => {
    expect(sharesOf(snapshot({ '/api/v1/users': 5000 }))).toEqual({
      plan: undefined,
      buckets: [{ bucket: '/api/v1/users', limit: 5000, share: undefined }],
    });
    expect(sharesOf(snapshot({ '/api/v1/users': 300, '/api/v1/iam': 600 })).buckets[1]?.share).toBe(
      undefined,
    );
    expect(sharesOf(snapshot({ '/api/v1/users': undefined })).buckets).toEqual([]);
  });
});
