/** When a request counts as hung, and what that costs. */
import { answeringOkta } from '../../../test/harness/answeringOkta';
import { endpoint } from '..';
import { DEFAULT_PATIENCE, Patience } from './patience';

const FACTORS = '/api/v1/users/{id}/factors';
const factorsOf = (id: string) => endpoint`/api/v1/users/${id}/factors`;
const HOUR = 3_600_000;

/** How long the next request may stay silent, after answers that took so long. */
function silenceAfter(...answers: readonly number[]): number | undefined {
  const patience = new Patience(DEFAULT_PATIENCE);
  for (const ms of answers) patience.answered(FACTORS, ms);
  return patience.of(FACTORS);
}

test.each<[string, readonly number[], number | undefined]>([
  ['that never answered', [], 15_000],
  ['that answers at once: the floor', [150, 90, 200], 5_000],
  ['that takes seconds: a few times as long', [2_000, 3_000], 12_000],
  ['of which one answer in fifty took long', [...Array<number>(49).fill(150), 20_000], 5_000],
  [
    'of which every tenth answer takes long',
    [...Array<number>(18).fill(150), 9_000, 9_000],
    36_000,
  ],
  ['that takes a quarter of a minute: as long as the transport allows', [15_000], undefined],
  ['that was slow long ago', [30_000, ...Array<number>(50).fill(150)], 5_000],
])('a path %s', (_, answers, silenceMs) => {
  expect(silenceAfter(...answers)).toBe(silenceMs);
});

test('what hung has more time at its next attempt, and all there is at the third', () => {
  const patience = new Patience(DEFAULT_PATIENCE);
  patience.answered(FACTORS, 150);
  expect(patience.of(FACTORS, 5_000)).toBe(20_000);
  expect(patience.of(FACTORS, 20_000)).toBeUndefined();
  // It has had all of it, and begins again.
  expect(patience.of(FACTORS, patience.hung(FACTORS, undefined))).toBe(5_000);
});

test('while a path answers nobody, the requests after one that hung have more time too', () => {
  const patience = new Patience(DEFAULT_PATIENCE);
  patience.answered(FACTORS, 150);
  patience.hung(FACTORS, 5_000);
  expect(patience.of(FACTORS)).toBe(20_000);
  patience.answered(FACTORS, 150);
  expect(patience.of(FACTORS)).toBe(5_000);
});

/** An org that answers in 150 ms; the requests for these users take as long as it says, by their number. */
function given(latencyMs: (times: number) => number) {
  let times = 0;
  const t = answeringOkta(() => ({}), {
    latencyMs: (path) => (path.includes('slow') ? latencyMs((times += 1)) : 150),
  });
  const startedAt = t.clock.now();
  const seconds = async (id: string): Promise<number> => {
    const before = t.clock.now();
    expect(await t.ask(factorsOf(id))).toBeUndefined();
    return (t.clock.now() - before) / 1000;
  };
  return { ...t, seconds, elapsed: () => t.clock.now() - startedAt, times: () => times };
}

test('a request that hangs is sent again after seconds, if its path answers at once', async () => {
  const t = given((times) => (times === 1 ? HOUR : 150));
  await t.seconds('00u1');
  const seconds = await t.seconds('slow');
  expect(seconds).toBeGreaterThan(5);
  expect(seconds).toBeLessThan(7);
  expect(t.times()).toBe(2);
  expect(t.client.snapshot().buckets[0]?.retries).toEqual({ timeout: 1 });
});

test('the very first request is not waited for a whole minute either', async () => {
  const t = given((times) => (times === 1 ? HOUR : 150));
  expect(await t.seconds('slow')).toBeLessThan(17);
});

test('one object that takes 50 s while others take none is read all the same', async () => {
  const t = given(() => 50_000);
  await t.seconds('00u1');
  expect(await t.seconds('slow')).toBeLessThan(5 + 20 + 50 + 5);
  expect(t.times()).toBe(3);
});

test('a path that becomes slow is waited for, once it is known', async () => {
  const t = given(() => 9_000);
  await t.seconds('00u1');
  for (let i = 0; i < 10; i += 1) await t.seconds('slow');
  // Only the first one was given up before its answer came.
  expect(t.times()).toBe(11);
  expect(t.client.snapshot().buckets[0]?.retries).toEqual({ timeout: 1 });
});

test('the floor and the ceiling are settings', async () => {
  const clientOf = (client: object) =>
    answeringOkta(() => ({}), { client, latencyMs: () => 12_000 });
  const strict = clientOf({ patience: { unknownMs: 10_000, ceilingMs: 11_000 } });
  const lax = clientOf({ timeouts: { idleMs: 14_000 } });
  for (const t of [strict, lax]) expect(await t.ask(factorsOf('00u1'))).toBeUndefined();
  expect(strict.client.snapshot().buckets[0]?.retries).toEqual({ timeout: 1 });
  expect(lax.client.snapshot().buckets[0]?.retries).toEqual({});
});
