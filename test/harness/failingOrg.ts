/** An Okta that is down now and then, on a virtual clock, and a client that works on it. */
import { forEachConcurrently } from '../../src/run/concurrently';
import { createOktaClient, endpoint, isOktaApiError, type Transport } from '../../src/okta';
import { TransportError } from '../../src/okta/http/transportError';
import { VirtualClock } from './virtualClock';

export const APPS = endpoint`/api/v1/apps`;
export const GROUPS = endpoint`/api/v1/groups`;
export const MINUTE = 60_000;

export interface Outage {
  /** Begins so many milliseconds after the start. */
  readonly from: number;
  readonly ms: number;
  readonly kind: 503 | 'connection-refused' | 'timeout';
  /** What is down; default: everything. */
  readonly path?: RegExp;
  /** Only every so-manieth request of those to what is down meets it. */
  readonly every?: number;
}

/** An org of 600 calls a minute for each path, answering in 150 ms, with a hole in its life. */
class FailingOrg implements Transport {
  calls = 0;
  callsInOutage = 0;
  readonly startedAt: number;
  private readonly windows = new Map<string, { end: number; used: number }>();
  private readonly met = new Map<Outage, number>();

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
        this.isTurnOf(outage),
    );
  }

  private isTurnOf(outage: Outage): boolean {
    const met = (this.met.get(outage) ?? 0) + 1;
    this.met.set(outage, met);
    return met % (outage.every ?? 1) === 0;
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

export function given(outages: readonly Outage[], seed = 1) {
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

export type Given = ReturnType<typeof given>;

/** Reads a list; true when it was read whole. */
export async function list({ client }: Given, path: typeof APPS): Promise<boolean> {
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
export async function perUser({ client }: Given, users: number, what = 'factors'): Promise<number> {
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
