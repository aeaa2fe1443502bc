/** Whose turn it is, and what becomes of a permit. */
import { given as givenScheduler } from '../../../test/harness/scheduling';
import type { PermitResult } from './answer';
import type { Pacing } from './pacing';

const FACTORS = '/api/v1/users/{id}/factors';
const APP_USERS = '/api/v1/apps/{id}/users';

function given(pacing: Partial<Pacing> = {}) {
  const scheduling = givenScheduler({ limits: {}, latencyMs: () => 0 }, pacing);
  /** A request whose answer is this. */
  const send = async (template: string, result: PermitResult): Promise<void> => {
    const permit = await scheduling.scheduler.acquire(template, 'item');
    permit.release(result);
  };
  return { ...scheduling, send };
}

const good = (remaining = 100, untilResetMs = 45_000): PermitResult => ({
  answered: true,
  reading: { limit: 100, remaining, reset: 1_000, untilResetMs },
});

test('a request that had its turn goes before those that wait, and is not announced again', async () => {
  const { scheduler } = given({ maxConcurrency: 1 });
  const first = await scheduler.acquire(FACTORS, 'item');
  const order: string[] = [];
  const send = async (name: string, again = false): Promise<void> => {
    const permit = await scheduler.acquire(FACTORS, 'item', again);
    order.push(name);
    permit.release(good());
  };
  scheduler.expect(FACTORS, 10);
  const all = [send('a'), send('b'), send('again', true)];
  // One of ten was made before they were announced, two are queued; the third was none of them.
  expect(scheduler.snapshot().buckets[0]?.callsToCome).toBe(10 - 1 - 2 + 3);
  first.release(good());
  await Promise.all(all);
  expect(order).toEqual(['again', 'a', 'b']);
});

test('buckets take turns, so that a long queue holds up no short one', async () => {
  const { scheduler, send } = given({ maxConcurrency: 1 });
  for (const template of [FACTORS, APP_USERS]) await send(template, good());
  const held = await scheduler.acquire(FACTORS, 'item');
  const order: string[] = [];
  const ask = async (template: string): Promise<void> => {
    const permit = await scheduler.acquire(template, 'item');
    order.push(template);
    permit.release(good());
  };
  const all = [FACTORS, FACTORS, FACTORS, APP_USERS, APP_USERS].map(ask);
  held.release(good());
  await Promise.all(all);
  expect(order.slice(0, 4).filter((template) => template === APP_USERS)).toHaveLength(2);
});

test('a permit is released once', async () => {
  const { scheduler } = given();
  const permit = await scheduler.acquire(FACTORS, 'item');
  permit.release(good());
  permit.release(good());
  expect(scheduler.snapshot().buckets[0]).toMatchObject({ calls: 1, inFlight: 0 });
});

test('requests that nothing answered do not raise the limit on concurrency', async () => {
  const { scheduler, send } = given({ maxConcurrency: 2 });
  await send(FACTORS, good());
  const [one, other] = [
    await scheduler.acquire(FACTORS, 'item'),
    await scheduler.acquire(FACTORS, 'item'),
  ];
  other.release({ answered: true, refused: 'concurrency' });
  one.release(good());
  expect(scheduler.snapshot().concurrencyLimit).toBe(1);
  for (let n = 0; n < 10; n += 1) await send(FACTORS, { answered: false });
  expect(scheduler.snapshot().concurrencyLimit).toBe(1);
});

describe('a wait that is worth telling', () => {
  test('is told, though it begins while all places are taken', async () => {
    const { scheduler, waits, send } = given({ maxConcurrency: 1 });
    await send(FACTORS, good(20));
    expect(waits).toEqual([]);
    await scheduler.acquire(APP_USERS, 'item');
    const waiting = scheduler.acquire(FACTORS, 'item').catch(() => undefined);
    expect(waits).toMatchObject([{ bucket: '/api/v1/users', reason: 'budget', queued: 1 }]);
    scheduler.stop(new Error('end'));
    await waiting;
  });

  test('is none of a few seconds', async () => {
    const { scheduler, waits, send } = given();
    await send(FACTORS, good(20, 5_000));
    const waiting = scheduler.acquire(FACTORS, 'item').catch(() => undefined);
    await new Promise(setImmediate);
    expect(waits).toEqual([]);
    scheduler.stop(new Error('end'));
    await waiting;
  });
});

test('stopping rejects lists that wait as well, and a pause that comes later', async () => {
  const { scheduler } = given({ maxConcurrency: 1 });
  await scheduler.acquire(FACTORS, 'list');
  const reason = new Error('enough');
  const waiting = Promise.allSettled([
    scheduler.acquire(FACTORS, 'list'),
    scheduler.acquire(FACTORS, 'item'),
  ]);
  scheduler.stop(reason);
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(scheduler.pause(FACTORS, 'test', 1_000)).rejects.toBe(reason);
});

test('a pause that is over is no call to come', async () => {
  const { scheduler, clock } = given();
  await clock.run(scheduler.pause(FACTORS, 'test', 1_000));
  await new Promise(setImmediate);
  expect(scheduler.snapshot().buckets[0]?.callsToCome).toBe(0);
});
