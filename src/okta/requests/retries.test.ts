/** Which failures pass, how long is paused after them, and what holds up the requests of a path that is down. */
import { answeringOkta, type Answer } from '../../../test/harness/answeringOkta';
import { endpoint, isOktaApiError } from '..';
import type { FailureCause } from '../errors';
import { TransportError } from '../http/transportError';

const GROUPS = endpoint`/api/v1/groups`;
const factorsOf = (id: string) => endpoint`/api/v1/users/${id}/factors`;
const DOWN: Answer = { status: 503, body: { errorCode: 'E0000010' } };
const SECOND = 1_000;
const MINUTE = 60_000;

/** An org that answers at once; with the times, in ms since the start, at which it was asked. */
function given(answer: (times: number, path: string, ms: number) => Answer, random = 1 - 1e-9) {
  const askedAt: number[] = [];
  const told: string[] = [];
  /** How many requests had been answered when each of these was told. */
  const toldAt: number[] = [];
  const t = answeringOkta(
    ({ path }) => {
      askedAt.push(t.clock.now() - startedAt);
      return answer(askedAt.length, path, t.clock.now() - startedAt);
    },
    {
      latencyMs: () => 0,
      client: {
        random: () => random,
        logger: {
          debug: () => undefined,
          info: (_, message) => {
            told.push(message);
            toldAt.push(askedAt.length);
          },
          warn: () => undefined,
        },
      },
    },
  );
  const startedAt = t.clock.now();
  const pauses = (): number[] => askedAt.slice(1).map((at, i) => Math.round(at - askedAt[i]!));
  return { ...t, askedAt, pauses, told, toldAt, elapsed: () => t.clock.now() - startedAt };
}

describe('what is asked again', () => {
  test.each([408, 423, 500, 502, 503, 504, 520])('HTTP %s', async (status) => {
    const t = given((times) => (times === 1 ? { status } : {}));
    expect(await t.ask(GROUPS)).toBeUndefined();
    expect(t.askedAt).toHaveLength(2);
    expect(t.client.snapshot().buckets[0]?.retries).toEqual({ [`HTTP ${status}`]: 1 });
  });

  test.each([301, 400, 403, 404, 405, 409, 410, 415, 501])('not HTTP %s', async (status) => {
    const t = given(() => ({ status }));
    expect(await t.ask(GROUPS)).toMatchObject({ status, attempts: 1 });
    expect(t.askedAt).toHaveLength(1);
  });

  test.each<[FailureCause, number]>([
    ['connection-reset', 2],
    ['connection-refused', 2],
    ['dns', 2],
    ['unreachable', 2],
    ['connect-timeout', 2],
    ['timeout', 2],
    ['proxy', 2],
    ['truncated', 2],
    ['protocol', 2],
    ['tls', 1],
    ['too-large', 1],
    ['foreign-link', 1],
  ])('%s: asked %i times', async (cause, times) => {
    const t = given((n) => {
      if (n === 1) throw new TransportError(cause);
      return {};
    });
    await t.ask(GROUPS);
    expect(t.askedAt).toHaveLength(times);
  });
});

describe('pauses', () => {
  test('double', async () => {
    const t = given((times) => (times < 3 ? DOWN : {}));
    expect(await t.ask(GROUPS)).toBeUndefined();
    expect(t.pauses()).toEqual([500, 1_000]);
  });

  test('are jittered down to half', async () => {
    const t = given((times) => (times < 3 ? DOWN : {}), 0);
    await t.ask(GROUPS);
    expect(t.pauses()).toEqual([250, 500]);
  });

  test('are at most half a minute long, and end after five minutes', async () => {
    const t = given(() => DOWN);
    expect(await t.ask(GROUPS)).toMatchObject({ status: 503 });
    expect(Math.max(...t.pauses())).toBeLessThanOrEqual(31 * SECOND);
    expect(t.elapsed()).toBeGreaterThan(4 * MINUTE);
    expect(t.elapsed()).toBeLessThan(6 * MINUTE);
  });

  test.each([
    ['7', 7_000],
    ['60', 60_000],
    ['3600', 500],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 500],
    ['-5', 500],
  ])('with Retry-After: %s', async (seconds, expected) => {
    const t = given((times) =>
      times === 1 ? { ...DOWN, headers: { 'retry-after': seconds } } : {},
    );
    await t.ask(GROUPS);
    expect(t.pauses()).toEqual([expected]);
  });
});

describe('the circuit of a path', () => {
  const many = (t: ReturnType<typeof given>, count: number, prefix = '00u') =>
    Array.from({ length: count }, (_, i) => t.failureOf(factorsOf(`${prefix}${i}`)));

  test('opens at the third failure in a row: then one request at a time finds out, and the others wait', async () => {
    const t = given((_, __, ms) => (ms < 30 * SECOND ? DOWN : {}));
    const all = t.clock.run(Promise.all(many(t, 40)));
    expect(await all).toEqual(Array(40).fill(undefined));
    const during = t.askedAt.filter((ms) => ms < 30 * SECOND);
    // Those that were in the queue when it opened, and one after the other from then on.
    expect(during.length).toBeLessThan(40 + 8);
    expect(t.told[0]).toMatch(/fails repeatedly: its requests wait/);
    expect(t.told).toHaveLength(2);
    expect(t.told[1]).toMatch(/answers again/);
  });

  test('does not open for two failures', async () => {
    const t = given((times) => (times === 2 || times === 3 ? DOWN : {}));
    await t.clock.run(Promise.all(many(t, 40)));
    expect(t.told).toEqual([]);
  });

  test('leaves the path alone for as long as it asks, but not for ever', async () => {
    const t = given((times) =>
      times < 4 ? { ...DOWN, headers: { 'retry-after': '45' } } : times < 7 ? DOWN : {},
    );
    const all = many(t, 3);
    await t.sleep(SECOND);
    expect(t.askedAt).toHaveLength(3);
    all.push(...many(t, 1, '00v'));
    expect(await t.clock.run(Promise.all(all))).toEqual(Array(4).fill(undefined));
    expect(t.askedAt[3]).toBeGreaterThanOrEqual(45 * SECOND);
    expect(Math.max(...t.pauses().slice(3))).toBeLessThan(30 * SECOND);
  });

  test('is not closed by a refusal of a limit', async () => {
    const limit = { 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': '0' };
    const t = given((times) => {
      if (times < 4) return DOWN;
      return times < 6 ? { status: 429, headers: limit } : {};
    });
    await t.clock.run(Promise.all(many(t, 3)));
    expect(t.told.at(-1)).toMatch(/answers again/);
    expect(t.toldAt).toEqual([3, 6]);
  });

  test('is not closed by the answer to a request from before it opened', async () => {
    const slow = factorsOf('slow');
    let isBack = false;
    const t = answeringOkta(({ path }) => (path === slow.path || isBack ? {} : DOWN), {
      latencyMs: (path) => (path === slow.path ? 4_000 : 10),
    });
    isBack = true;
    await t.ask(factorsOf('00u0'));
    isBack = false;
    const early = t.failureOf(slow);
    await t.sleep(10);
    const all = Array.from({ length: 10 }, (_, i) => t.failureOf(factorsOf(`00u${i}`)));
    await t.clock.run(early);
    const asked = t.asked.length;
    await t.sleep(1_000);
    // Had it closed, all of them would have been asked for at once.
    expect(t.asked.length - asked).toBeLessThan(3);
    isBack = true;
    expect(await t.clock.run(Promise.all(all))).toEqual(Array(10).fill(undefined));
  });

  test('gives requests up one by one after five minutes, and all but a few after a quarter of an hour', async () => {
    const t = given(() => DOWN);
    const errors = await t.clock.run(Promise.all(many(t, 400)));
    expect(errors.every(isOktaApiError)).toBe(true);
    expect(t.elapsed()).toBeGreaterThan(14 * MINUTE);
    expect(t.elapsed()).toBeLessThan(16 * MINUTE);
    const unsent = errors.filter((error) => String(error).includes('not asked again'));
    expect(unsent.length).toBeGreaterThan(250);
    // From now on, one now and then finds out.
    const before = t.askedAt.length;
    await t.clock.run(Promise.all(many(t, 50, '00v')));
    expect(t.askedAt.length - before).toBeLessThanOrEqual(1);
    await t.sleep(MINUTE);
    await t.ask(factorsOf('00w'));
    expect(t.askedAt.length - before).toBeLessThanOrEqual(2);
  });

  test('has the pauses of a first outage in a second one', async () => {
    const outages = (_: number, __: string, ms: number): Answer =>
      ms < 20 * SECOND || (ms >= 60 * SECOND && ms < 62 * SECOND) ? DOWN : {};
    const t = given(outages);
    await t.clock.run(Promise.all(many(t, 5)));
    await t.sleep(60 * SECOND - t.elapsed());
    const startedAt = t.elapsed();
    await t.clock.run(Promise.all(many(t, 5)));
    expect(t.elapsed() - startedAt).toBeLessThan(8 * SECOND);
  });

  test('does not open for one request that fails while others pass, however often', async () => {
    const t = given((_, path) => (path.includes('00u3/') ? DOWN : {}));
    const others = async (): Promise<void> => {
      for (let i = 10; i < 200; i += 1) {
        expect(await t.failureOf(factorsOf(`00u${i}`))).toBeUndefined();
        await t.clock.sleep(200);
      }
    };
    const [error] = await t.clock.run(Promise.all([t.failureOf(factorsOf('00u3')), others()]));
    expect(error).toMatchObject({ status: 503, attempts: 6 });
    expect(t.told.filter((sentence) => sentence.includes('fails repeatedly'))).toEqual([]);
  });

  test('does not open for one that others have passed, though nobody else asks any more', async () => {
    const t = given((_, path) => (path.includes('00u3/') ? DOWN : {}));
    const failing = t.failureOf(factorsOf('00u3'));
    await t.sleep(100);
    await t.ask(factorsOf('00u4'));
    expect(await t.clock.run(failing)).toMatchObject({ status: 503, attempts: 6 });
    expect(t.told).toEqual([]);
    // Its pauses spare nobody, so they stay short.
    expect(t.elapsed()).toBeLessThan(9 * SECOND);
  });
});
