/** Outages of seconds to hours, of one path and of all, on a virtual clock. */
import fc from 'fast-check';
import { VirtualClock } from '../../../test/virtualClock';
import { forEachConcurrently } from '../../steps/concurrently';
import { createOktaClient, endpoint, isOktaApiError, type Transport } from '..';
import { TransportError } from '../http/transportError';

const APPS = endpoint`/api/v1/apps`;
const GROUPS = endpoint`/api/v1/groups`;
const MINUTE = 60_000;

interface Outage {
  /** Begins so many milliseconds after the start. */
  readonly from: number;
  readonly ms: number;
  readonly kind: 503 | 'connection-refused' | 'timeout';
  /** What is down; default: everything. */
  readonly path?: RegExp;
  /** Only every so-manieth request meets it. */
  readonly every?: number;
}

/** An org of 600 calls a minute for each path, answering in 150 ms, with a hole in its life. */
class FailingOrg implements Transport {
  calls = 0;
  callsInOutage = 0;
  readonly startedAt: number;
  private readonly windows = new Map<string, { end: number; used: number }>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly outages: readonly Outage[],
  ) {
    this.startedAt = clock.now();
  }

  async send({ url }: { readonly url: string }) {
    this.calls += 1;
    const path = new URL(url).pathname;
    await this.clock.sleep(75);
    const outage = this.outageOf(path);
    if (outage) this.callsInOutage += 1;
    if (outage?.kind === 'timeout') await this.clock.sleep(MINUTE);
    if (outage && outage.kind !== 503) throw new TransportError(outage.kind);
    const headers = this.count(path.split('/')[3]!);
    await this.clock.sleep(75);
    if (outage) return { status: 503, headers, body: Buffer.from('{"errorCode":"E0000010"}') };
    return { status: 200, headers, body: Buffer.from('[{"id":"1"}]') };
  }

  close(): void {
    return undefined;
  }

  private outageOf(path: string): Outage | undefined {
    const ms = this.clock.now() - this.startedAt;
    return this.outages.find(
      (outage) =>
        ms >= outage.from &&
        ms < outage.from + outage.ms &&
        (outage.path?.test(path) ?? true) &&
        this.calls % (outage.every ?? 1) === 0,
    );
  }

  private count(name: string): Record<string, string> {
    const now = this.clock.now();
    let window = this.windows.get(name);
    if (!window || now >= window.end) {
      window = { end: Math.floor(now / 1000) * 1000 + MINUTE, used: 0 };
      this.windows.set(name, window);
    }
    window.used += 1;
    return {
      date: new Date(now).toUTCString(),
      link: '<https://acme.okta.com/x>; rel="self"',
      'x-rate-limit-limit': '600',
      'x-rate-limit-remaining': String(Math.max(0, 600 - window.used)),
      'x-rate-limit-reset': String(window.end / 1000),
    };
  }
}

function given(outages: readonly Outage[], seed = 1) {
  const clock = new VirtualClock();
  const org = new FailingOrg(clock, outages);
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const told: string[] = [];
  const client = createOktaClient({
    org: { orgUrl: 'https://acme.okta.com' },
    credentials: { kind: 'token', token: 'x' },
    transport: org,
    clock,
    random,
    logger: {
      debug: () => undefined,
      info: (_, message) => void told.push(message),
      warn: () => undefined,
    },
  });
  return { clock, org, client, told, minutes: () => (clock.now() - org.startedAt) / MINUTE };
}

type Given = ReturnType<typeof given>;

/** Reads a list; true when it was read whole. */
async function list({ client }: Given, path: typeof APPS): Promise<boolean> {
  try {
    for await (const page of client.pages({ endpoint: path, limit: 200, smallerLimits: [50] })) {
      expect(page).toHaveLength(1);
    }
    return true;
  } catch (error) {
    expect(isOktaApiError(error)).toBe(true);
    return false;
  }
}

/** Asks for something of each of many users, as a step does; answers how many could not be read. */
async function perUser({ client }: Given, users: number, what = 'factors'): Promise<number> {
  let lost = 0;
  const template = `/api/v1/users/{id}/${what}`;
  await forEachConcurrently(
    Array.from({ length: users }, (_, i) => `00u${i}`),
    async (id) => {
      try {
        await client.get({ endpoint: { path: `/api/v1/users/${id}/${what}`, template } });
      } catch (error) {
        expect(isOktaApiError(error)).toBe(true);
        lost += 1;
      }
    },
  );
  return lost;
}

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
    expect(t.org.callsInOutage).toBe(10);
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
      { numRuns: 60, examples: [[crossed, 12], [inTurn, 1_254_657_417]] },
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
