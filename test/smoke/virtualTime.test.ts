/** A row of each deep suite that runs on a virtual clock. What a deep suite is: docs/testing.md */
import { HERE, load, measure, missedBy } from '../../packages/bench/faults/measure';
import { SCENARIOS } from '../../packages/bench/faults/scenarios';
import { APPS, given, list, MINUTE, perUser } from '../harness/failingOrg';

const FACTORS = /factors$/;

test('src/okta/requests/outages: a minute without service loses nothing', async () => {
  const t = given([{ from: 1_000, ms: MINUTE, kind: 503 }]);
  expect(await t.clock.run(Promise.all([perUser(t, 300), list(t, APPS)]))).toEqual([0, true]);
  expect(t.org.callsInOutage).toBeGreaterThan(0);
  expect(t.org.callsInOutage).toBeLessThanOrEqual(48 + 20);
});

test('src/okta/requests/broken: users who cannot be read are lost, and no others', async () => {
  const t = given([{ from: 0, ms: Infinity, kind: 503, path: /7\/factors$/ }]);
  expect(await t.clock.run(perUser(t, 200))).toBe(20);
});

test('src/okta/requests/hanging: a path that hangs holds up no other for long', async () => {
  const calm = given([]);
  await calm.clock.run(perUser(calm, 300, 'roles'));
  const t = given([{ from: 2_000, ms: 60 * MINUTE, kind: 'timeout', path: FACTORS }]);
  let rolesDone = 0;
  const roles = perUser(t, 300, 'roles').then((lost) => {
    rolesDone = t.minutes();
    return lost;
  });
  const [, rolesLost] = await t.clock.run(Promise.all([perUser(t, 60), roles]));
  expect(rolesLost).toBe(0);
  expect(rolesDone).toBeLessThan(calm.minutes() + 2.5);
});

test('src/okta/limits/virtualTime: a run of some windows takes as many, and no refusal', async () => {
  const t = given([]);
  expect(await t.clock.run(perUser(t, 1_300))).toBe(0);
  // 480 calls a window, which is 0.8 of 600: two whole windows, and the rest in the third.
  expect(t.minutes()).toBeGreaterThanOrEqual(2);
  expect(t.minutes()).toBeLessThan(3);
  expect(t.client.snapshot().buckets).toMatchObject([{ calls: 1_300, smallestRemaining: 120 }]);
});

test('packages/bench/faults/faults: a run without trouble costs what it may, and no more', async () => {
  const calm = SCENARIOS.find(({ name }) => name === 'no trouble')!;
  const cost = await measure(await load(HERE), calm);
  expect(missedBy(calm, cost)).toEqual([]);
  expect(missedBy({ ...calm, goal: { minutes: cost.minutes / 2 } }, cost)).toHaveLength(1);
});
