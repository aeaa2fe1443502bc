import type { BucketSnapshot } from '../../../src/okta';
import type { Sample } from '../collection';
import { idealMs, longestBucket, windowsOf } from './ideal';
import { predecessorCalls } from './predecessor';
import { idleSeconds, shortened, timelineOf } from './timeline';

const NAME = '/api/v1/users';

function sample(change: Partial<BucketSnapshot>): Sample {
  const bucket: BucketSnapshot = {
    name: NAME,
    calls: 0,
    inFlight: 0,
    queued: 0,
    waitedMs: 0,
    retries: {},
    rateLimited: 0,
    concurrencyLimited: 0,
    callsToCome: 0,
    ...change,
  };
  return { at: 0, snapshot: { buckets: [bucket], callsByEndpoint: {}, concurrencyLimit: 15 } };
}

test('tells work, waiting, idleness and nothing to do apart', () => {
  const marks = timelineOf(
    [
      sample({ calls: 5, queued: 3 }),
      sample({ calls: 5, queued: 3, opensAt: 1 }),
      sample({ calls: 5, queued: 3 }),
      sample({ calls: 5 }),
    ],
    NAME,
  );
  expect(marks).toEqual(['#', '.', '!', ' ']);
  expect(idleSeconds(marks)).toBe(1);
  expect(shortened(marks, 2)).toBe('#!');
});

test('the ideal time is whole windows and the calls of the last one', () => {
  const load = { name: NAME, calls: 620, limit: 300 };
  const circumstances = { threshold: 0.8, latencyMs: 150, concurrency: 15 };
  expect(windowsOf(load, 0.8)).toBe(3);
  expect(idealMs(load, circumstances)).toBe(2 * 60_000 + 10 * 150);
  expect(idealMs({ ...load, calls: 0 }, circumstances)).toBe(0);
  const apps = { name: '/api/v1/apps', calls: 200, limit: 50 };
  expect(longestBucket([load, apps], circumstances)?.name).toBe('/api/v1/apps');
});

test("the predecessor's formula", () => {
  const org = { users: 600, groups: 120, groupsWithMembers: 110, applications: 40 };
  expect(predecessorCalls(org)).toEqual({ users: 1203, groups: 231, applications: 81 });
});
