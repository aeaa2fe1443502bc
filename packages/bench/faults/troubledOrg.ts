/** An Okta in trouble, on a virtual clock: a transport that fails, hangs, refuses and misleads as it is told. */
import type { IncomingAnswer, OutgoingRequest, SendOptions, Transport } from '../../../src/okta';
import type { VirtualClock } from '../../../test/harness/virtualClock';
import { LATENCY_MS } from '../orgs';

/** Limits of a default token on Workforce, by the third part of a path. */
const LIMITS: Readonly<Record<string, number>> = { users: 300, groups: 250, apps: 50 };
const OTHER_LIMIT = 300;
const WINDOW_MS = 60_000;

/** What `timeouts.idleMs` is by default: a transport waits no longer for a byte. */
const SILENCE_MS = 60_000;

export type Kind =
  503 | 'connection-refused' | 'hang' | 'bare-429' | 'contradictory-429' | 'concurrency-429';

/** What is wrong, with which requests, and when. */
export interface Trouble {
  readonly kind: Kind;
  /** Milliseconds after the start; default: 0. */
  readonly from?: number;
  /** How long; default: for good. */
  readonly ms?: number;
  /** Which requests; default: all. */
  readonly path?: RegExp;
  /** Only every so-manieth of these. */
  readonly every?: number;
  /** Only by chance, with this probability. */
  readonly chance?: number;
  /** Only so many of these, the first ones. */
  readonly times?: number;
}

export interface OrgOptions {
  readonly troubles?: readonly Trouble[];
  /** Changes the headers of every answer. */
  readonly headers?: (headers: Record<string, string>) => void;
  /** Share of each window that others use up at its start. */
  readonly others?: number;
  /** More requests in flight than this are refused. */
  readonly concurrency?: number;
  /** The counter of a path, where it is not that of its family. */
  readonly counterOf?: (path: string) => string | undefined;
}

interface Counter {
  readonly limit: number;
  end: number;
  used: number;
  smallestRemaining: number;
}

/** Makes the error of a transport; each checkout that is measured has a class of its own. */
export type MakeError = (kind: 'timeout' | 'connection-refused') => Error;

export class TroubledOrg implements Transport {
  calls = 0;
  refused = 0;
  readonly counters = new Map<string, Counter>();
  private inFlight = 0;
  private readonly met = new Map<Trouble, number>();
  private readonly startedAt: number;

  constructor(
    private readonly clock: VirtualClock,
    private readonly random: () => number,
    private readonly errorOf: MakeError,
    private readonly options: OrgOptions,
  ) {
    this.startedAt = clock.now();
  }

  async send(request: OutgoingRequest, options?: SendOptions): Promise<IncomingAnswer> {
    this.calls += 1;
    this.inFlight += 1;
    try {
      return await this.answer(request, options?.signal);
    } finally {
      this.inFlight -= 1;
    }
  }

  close(): void {
    return undefined;
  }

  private async answer(request: OutgoingRequest, signal?: AbortSignal): Promise<IncomingAnswer> {
    const { pathname } = new URL(request.url);
    const isCrowded = this.inFlight > (this.options.concurrency ?? Infinity);
    await this.clock.sleep(LATENCY_MS / 2);
    const kind = isCrowded ? 'concurrency-429' : this.troubleOf(pathname)?.kind;
    if (kind === 'connection-refused') throw this.errorOf(kind);
    if (kind === 'hang') {
      await this.silence(signal);
      throw this.errorOf('timeout');
    }
    if (kind === 'bare-429') return this.refusal({});
    if (kind === 'concurrency-429') return this.refusal(headersOf(this.clock.now(), 0, 0, 0));
    const { headers, isSpent } = this.count(pathname);
    await this.clock.sleep(LATENCY_MS / 2);
    if (kind === 'contradictory-429' || isSpent) return this.refusal(headers);
    this.options.headers?.(headers);
    const body = kind === 503 ? '{"errorCode":"E0000010"}' : '[{"id":"1"}]';
    return { status: kind ?? 200, headers, body: Buffer.from(body) };
  }

  /** Until the transport would give up by itself, or is told that nobody waits any longer. */
  private silence(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.clock.after(SILENCE_MS, resolve);
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  }

  private refusal(headers: Record<string, string>): IncomingAnswer {
    this.refused += 1;
    return { status: 429, headers, body: Buffer.from('{"errorCode":"E0000047"}') };
  }

  private troubleOf(path: string): Trouble | undefined {
    const ms = this.clock.now() - this.startedAt;
    return this.options.troubles?.find((trouble) => {
      const { from = 0, ms: duration = Infinity, path: which } = trouble;
      if (ms < from || ms >= from + duration || which?.test(path) === false) return false;
      return this.isMet(trouble);
    });
  }

  private isMet(trouble: Trouble): boolean {
    const { every = 1, times = Infinity, chance = 1 } = trouble;
    const met = (this.met.get(trouble) ?? 0) + 1;
    this.met.set(trouble, met);
    return met % every === 0 && met / every <= times && (chance >= 1 || this.random() < chance);
  }

  private count(path: string): { headers: Record<string, string>; isSpent: boolean } {
    const name = this.options.counterOf?.(path) ?? path.split('/')[3] ?? '';
    const now = this.clock.now();
    const counter = this.counterOf(name);
    if (now >= counter.end) {
      counter.end = Math.floor(now / 1000) * 1000 + WINDOW_MS;
      counter.used = Math.floor(counter.limit * (this.options.others ?? 0));
    }
    const isSpent = counter.used >= counter.limit;
    if (!isSpent) counter.used += 1;
    const { limit, used, end } = counter;
    counter.smallestRemaining = Math.min(counter.smallestRemaining, limit - used);
    return { headers: headersOf(now, limit, limit - used, end), isSpent };
  }

  private counterOf(name: string): Counter {
    let counter = this.counters.get(name);
    if (counter === undefined) {
      const limit = LIMITS[name] ?? OTHER_LIMIT;
      counter = { limit, end: 0, used: 0, smallestRemaining: limit };
      this.counters.set(name, counter);
    }
    return counter;
  }
}

function headersOf(
  now: number,
  limit: number,
  remaining: number,
  end: number,
): Record<string, string> {
  return {
    date: new Date(now).toUTCString(),
    link: '<https://acme.okta.com/x>; rel="self"',
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': String(remaining),
    'x-rate-limit-reset': String(Math.ceil(end / 1000)),
  };
}
