/** One bucket, answer by answer: when its requests may go, and what the snapshot says of it. */
import { given as givenLimiter } from '../../../test/harness/scheduling';
import type { LimitAnswer } from './rateWindow';
import type { Permit } from './rateLimiter';
import type { LimitSettings } from './settings';

const FACTORS = '/api/v1/users/{id}/factors';
const USERS = '/api/v1/users';

type Reading = NonNullable<LimitAnswer['reading']>;

/** A limit of ten, eight of them ours, in a window of half a minute. */
const left = (remaining: number, more: Partial<Reading> = {}): LimitAnswer => ({
  answered: true,
  reading: { limit: 10, remaining, reset: 1_000, untilResetMs: 30_000, ...more },
});
const refused = (remaining: number, more: Partial<Reading> = {}): LimitAnswer => ({
  ...left(remaining, more),
  isError: true,
  refused: 'rate',
});
const LOST: LimitAnswer = { answered: false };

function given(pacing: Partial<LimitSettings> = {}) {
  const {
    scheduler: limiter,
    clock,
    bucket,
  } = givenLimiter({ limits: {}, latencyMs: () => 0 }, pacing);
  const startedAt = clock.now();
  /** Requests that have asked for their turn, with the permits of those who have it. */
  const permits: Permit[] = [];
  const ask = (count: number, template = FACTORS): void => {
    for (let i = 0; i < count; i += 1) {
      limiter.acquire(template, 'item').then(
        (permit) => permits.push(permit),
        () => undefined,
      );
    }
  };
  const answer = async (which: number, told: LimitAnswer): Promise<void> => {
    permits[which]!.release(told);
    await settled();
  };
  return {
    limiter,
    permits,
    ask,
    answer,
    /** One request, and its answer. */
    exchange: async (told: LimitAnswer, template = FACTORS): Promise<void> => {
      const permit = await limiter.acquire(template, 'item');
      permit.release(told);
      await settled();
    },
    at: async (ms: number): Promise<void> => {
      await clock.run(clock.sleep(ms - (clock.now() - startedAt)));
      await settled();
    },
    shown: (name = USERS) => bucket(name),
  };
}

function settled(): Promise<void> {
  return new Promise(setImmediate);
}

test('opens a second after its end, for one request that proves it, and another if that takes long', async () => {
  const t = given();
  await t.exchange(left(2));
  t.ask(5);
  await t.at(30_900);
  expect(t.permits).toHaveLength(0);
  expect(t.shown().opensAt).toBeDefined();
  await t.at(31_010);
  expect(t.permits).toHaveLength(1);
  await t.at(34_020);
  expect(t.permits).toHaveLength(2);
  await t.answer(0, left(9, { reset: 1_030 }));
  expect(t.permits).toHaveLength(5);
});

test('what was lost counts as used, until the answer to a later request includes it', async () => {
  const t = given();
  await t.exchange(left(9));
  t.ask(2);
  await settled();
  await t.answer(0, LOST);
  t.ask(20);
  await settled();
  // 9 remain, 2 are the reserve, one is lost: 6 in flight, of which one was sent before.
  expect(t.permits).toHaveLength(2 + 5);
  await t.answer(2, left(7));
  // 7 remain, the lost one included: 5 in flight are all that may be.
  expect(t.permits).toHaveLength(2 + 5);
});

test('an answer that was overtaken does not raise what remains', async () => {
  const t = given();
  await t.exchange(left(9));
  t.ask(2);
  await settled();
  await t.answer(1, left(7));
  await t.answer(0, left(8));
  expect(t.shown().remaining).toBe(7);
});

describe('a path whose answers are of another counter', () => {
  /** The buckets after answers with these Resets: 1000, or 990 of another window that runs on. */
  async function bucketsAfter(...answers: readonly [string, number][]): Promise<number> {
    const t = given();
    for (const [template, reset] of answers) await t.exchange(left(9, { reset }), template);
    return t.limiter.snapshot().buckets.length;
  }
  const now: [string, number][] = [
    [FACTORS, 990],
    [FACTORS, 1_000],
  ];

  test('has a bucket of its own from the second one in a row on', async () => {
    expect(await bucketsAfter([USERS, 1_000], [FACTORS, 990], [FACTORS, 990])).toBe(2);
  });

  test('has none for a stray answer now and then', async () => {
    expect(await bucketsAfter([USERS, 1_000], ...now, ...now, ...now)).toBe(1);
  });

  test('has none for the window that has just ended', async () => {
    const t = given();
    await t.exchange(left(9), USERS);
    const ending = left(9, { reset: 990, untilResetMs: 2_000 });
    for (let i = 0; i < 3; i += 1) await t.exchange(ending);
    expect(t.limiter.snapshot().buckets).toHaveLength(1);
  });

  test('takes the calls along that were announced for it', async () => {
    const t = given();
    await t.exchange(left(9), USERS);
    t.limiter.expect(FACTORS, 7);
    for (let i = 0; i < 2; i += 1) await t.exchange(left(9, { reset: 990 }));
    expect(t.shown(FACTORS).callsToCome).toBe(5);
    expect(t.shown(USERS).callsToCome).toBe(0);
  });
});

describe('a refusal', () => {
  test('shuts the bucket until its window ends, and an answer from before it opens nothing', async () => {
    const t = given();
    await t.exchange(left(9));
    t.ask(2);
    await settled();
    await t.answer(1, refused(0));
    await t.answer(0, left(8));
    expect(t.shown()).toMatchObject({ remaining: 0, waitReason: 'rate-limited' });
    t.ask(1);
    await t.at(30_900);
    expect(t.permits).toHaveLength(2);
    await t.at(31_010);
    expect(t.permits).toHaveLength(3);
  });

  test('of the window before does not empty the present one', async () => {
    const t = given();
    await t.exchange(left(9));
    await t.exchange(refused(0, { reset: 940, untilResetMs: 0 }));
    expect(t.shown()).toMatchObject({ remaining: 9, waitReason: undefined });
  });

  test('for concurrency says nothing of the budget', async () => {
    const t = given();
    await t.exchange(left(9));
    await t.exchange({ ...left(0), isError: true, refused: 'concurrency' });
    expect(t.shown()).toMatchObject({ remaining: 9, inFlight: 0, waitReason: undefined });
  });

  test('that says itself that something remains pauses the bucket for a second', async () => {
    const t = given();
    await t.exchange(left(9));
    await t.exchange(refused(8));
    expect(t.shown()).toMatchObject({ remaining: 8, waitReason: 'rate-limited' });
    t.ask(1);
    await settled();
    expect(t.permits).toHaveLength(0);
    await t.at(1_100);
    expect(t.permits).toHaveLength(1);
    await t.answer(0, left(7));
    expect(t.shown().waitReason).toBeUndefined();
  });

  test('of that kind is believed when it comes again, and counts once for all that were under way', async () => {
    const t = given();
    await t.exchange(left(9));
    t.ask(3);
    await settled();
    await t.answer(0, refused(6));
    await t.at(900);
    for (const which of [1, 2]) await t.answer(which, refused(6));
    expect(t.shown().remaining).toBe(6);
    t.ask(2);
    await t.at(1_100);
    expect(t.permits).toHaveLength(5);
    await t.answer(3, refused(5));
    expect(t.shown().remaining).toBe(0);
    t.ask(1);
    await t.at(30_900);
    expect(t.permits).toHaveLength(5);
    await t.at(31_010);
    expect(t.permits).toHaveLength(6);
  });

  test('of that kind now and then costs a second each time', async () => {
    const t = given();
    await t.exchange(left(9));
    for (const remaining of [8, 6, 4]) {
      await t.exchange(refused(remaining));
      t.ask(1);
      await t.at(1_100 * (10 - remaining));
      await t.answer(t.permits.length - 1, left(remaining - 1));
    }
    expect(t.shown()).toMatchObject({ remaining: 3, rateLimited: 3 });
  });
});

describe('the limit on requests in flight', () => {
  const crowded: LimitAnswer = { answered: true, isError: true, refused: 'concurrency' };

  test('is halved from the level that was refused, once for all that were under way, and never to nothing', async () => {
    const t = given();
    await t.exchange(left(1_000, { limit: 1_000 }));
    t.ask(8);
    await settled();
    const limits: number[] = [];
    for (const which of [7, 6, 5, 4, 3, 2, 1, 0]) {
      await t.answer(which, crowded);
      limits.push(t.limiter.snapshot().concurrencyLimit);
    }
    expect(limits).toEqual(Array<number>(8).fill(4));
    for (let i = 8; i < 11; i += 1) {
      t.ask(1);
      await t.at(20_000 * (i - 7));
      await t.answer(i, crowded);
      limits.push(t.limiter.snapshot().concurrencyLimit);
    }
    expect(limits.slice(8)).toEqual([1, 1, 1]);
  });

  test('is what requests wait for, while it is below our own', async () => {
    const t = given();
    await t.exchange(left(9));
    t.ask(4);
    await settled();
    expect(t.shown().waitReason).toBeUndefined();
    await t.answer(0, crowded);
    t.ask(2);
    await settled();
    expect(t.shown()).toMatchObject({ waitReason: 'concurrency', queued: 2 });
  });
});

describe('the snapshot', () => {
  test('tells the smallest Remaining and the greatest use of the whole run', async () => {
    const t = given();
    await t.exchange(left(2));
    await t.at(31_010);
    await t.exchange(left(9, { reset: 1_030 }));
    expect(t.shown()).toMatchObject({ smallestRemaining: 2, greatestUse: 0.8, calls: 2 });
  });

  test('counts no call for a request that nothing answered', async () => {
    const t = given();
    await t.exchange(LOST);
    expect(t.shown()).toMatchObject({ calls: 0, inFlight: 0 });
  });

  test('shows a request that pauses, if none is queued', () => {
    const t = given();
    t.limiter.pause(FACTORS, 'test', 1_000).catch(() => undefined);
    expect(t.shown()).toMatchObject({ waitReason: 'backoff', queued: 1, callsToCome: 1 });
  });

  test('does not hide announced calls of one path behind those another made unannounced', async () => {
    const t = given();
    for (let i = 0; i < 3; i += 1) await t.exchange(left(9 - i), USERS);
    t.limiter.expect(FACTORS, 7);
    expect(t.shown().callsToCome).toBe(7);
  });
});
