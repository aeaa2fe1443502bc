/**
 * Okta's rate limits without a network: counters, windows, headers and latency on any clock. It drives
 * the very rate limiter of the client in property tests and in benchmarks with a virtual clock.
 */
import type { Clock } from '../../src/okta';
import { readRateLimit } from '../../src/okta/limits/headers';
import { bucketOf } from '../../src/okta/limits/buckets';
import type { LimitAnswer, RateLimiter } from '../../src/okta';
import type { Priority } from '../../src/okta';

export interface SimulatedOktaOptions {
  /** Limit per window by bucket name; other buckets have `defaultLimit`. */
  readonly limits: Readonly<Record<string, number>>;
  readonly defaultLimit?: number;
  readonly windowMs?: number;
  /** Time to an answer, drawn for each request. */
  readonly latencyMs: () => number;
  /** Part of a request's latency that passes before Okta counts it, 0 to 1. */
  readonly countedAt?: () => number;
  /** Added to Date and Reset. */
  readonly skewMs?: number;
  /** Requests in flight beyond this are refused with 0/0. */
  readonly concurrencyLimit?: number;
  /** Share of the limit that others use up at the start of each window. */
  readonly others?: number;
  /** How windows lie and how Reset is rounded; default: they begin on a full second. */
  readonly windows?: 'second' | 'exact-up' | 'exact-down' | 'grid';
  /** What is wrong with one response. */
  readonly fault?: (template: string) => AnswerFault;
  /** Whether requests are refused for concurrency now, whatever is in flight. */
  readonly isCrowded?: () => boolean;
  /** Which counter serves a path; default: the client's own table. */
  readonly counterOf?: (template: string) => string;
}

/**
 * It never arrives, counted or not; it says nothing of limits; its Reset is wrong (a second late, as from
 * a node whose clock is ahead); it is not Okta's at all but of what stands before it, and says nothing.
 */
export type AnswerFault =
  | 'none'
  | 'lost'
  | 'lost-uncounted'
  | 'no-headers'
  | 'past-reset'
  | 'no-reset'
  | 'late-reset'
  | 'bare-429'
  | 'bare-error';

interface Counter {
  limit: number;
  end: number;
  used: number;
  smallestRemaining: number;
  calls: number;
  windows: number;
  refused: number;
}

export class SimulatedOkta {
  readonly counters = new Map<string, Counter>();
  concurrencyRefusals = 0;
  inFlight = 0;
  greatestInFlight = 0;

  constructor(
    private readonly clock: Clock,
    private readonly options: SimulatedOktaOptions,
  ) {}

  /** One request in its turn, sent again while it is refused. Rejects where that is hopeless. */
  async call(scheduler: RateLimiter, template: string, priority: Priority = 'item'): Promise<void> {
    for (let again = false; ; again = true) {
      const permit = await scheduler.acquire(template, priority, again);
      const result = await this.answer(template);
      permit.release(result);
      if (result.refused === undefined && result.answered && result.isError !== true) return;
      if (result.refused !== undefined && scheduler.isHopeless(template)) {
        throw new Error('The limit is used up for too long');
      }
      const pauseMs = result.refused === 'concurrency' ? scheduler.concurrencyPause() : 0;
      await scheduler.pause(template, result.refused ?? 'lost', pauseMs);
    }
  }

  private async answer(template: string): Promise<LimitAnswer> {
    const { latencyMs, countedAt = () => 0.5, concurrencyLimit = Infinity } = this.options;
    this.inFlight += 1;
    this.greatestInFlight = Math.max(this.greatestInFlight, this.inFlight);
    const crowded = this.inFlight > concurrencyLimit || this.options.isCrowded?.() === true;
    const latency = latencyMs();
    const before = latency * countedAt();
    await this.sleep(before);
    const fault = this.options.fault?.(template) ?? 'none';
    if (fault === 'lost-uncounted' || fault === 'bare-429' || fault === 'bare-error') {
      this.inFlight -= 1;
      if (fault === 'lost-uncounted') return { answered: false };
      return { answered: true, isError: true, ...(fault === 'bare-429' && { refused: 'rate' }) };
    }
    const headers = crowded ? this.crowdedHeaders() : this.count(template);
    await this.sleep(latency - before);
    this.inFlight -= 1;
    if (fault === 'lost') return { answered: false };
    if (crowded) {
      this.concurrencyRefusals += 1;
      return { refused: 'concurrency', answered: true };
    }
    const { values } = headers;
    if (fault === 'past-reset') values['x-rate-limit-reset'] = '1000000000';
    if (fault === 'late-reset') {
      values['x-rate-limit-reset'] = String(Number(values['x-rate-limit-reset']) + 1);
    }
    if (fault === 'no-reset') delete values['x-rate-limit-reset'];
    const source = {
      get: (name: string) => (fault === 'no-headers' ? null : (values[name] ?? null)),
    };
    const reading = readRateLimit(source, this.clock);
    return { reading, refused: headers.allowed ? undefined : 'rate', answered: true };
  }

  private crowdedHeaders() {
    return { allowed: false, values: {} as Record<string, string> };
  }

  private count(template: string) {
    const { windowMs = 60_000, skewMs = 0, others = 0, counterOf = bucketOf } = this.options;
    const name = counterOf(template);
    const counter = this.counterNamed(name);
    const now = this.clock.now();
    if (now >= counter.end) {
      counter.end = this.windowEnd(now, windowMs);
      counter.used = Math.floor(counter.limit * others);
      counter.windows += 1;
    }
    counter.limit = this.limitOf(name);
    const allowed = counter.used < counter.limit;
    if (allowed) counter.used += 1;
    else counter.refused += 1;
    counter.calls += 1;
    const remaining = Math.max(0, counter.limit - counter.used);
    counter.smallestRemaining = Math.min(counter.smallestRemaining, allowed ? remaining : -1);
    const values: Record<string, string> = {
      date: new Date(now + skewMs).toUTCString(),
      'x-rate-limit-limit': String(counter.limit),
      'x-rate-limit-remaining': String(remaining),
      'x-rate-limit-reset': String(
        (this.options.windows === 'exact-down' ? Math.floor : Math.ceil)(
          (counter.end + skewMs) / 1000,
        ),
      ),
    };
    return { allowed, values };
  }

  /** Others spend so many requests of a counter now. */
  spend(name: string, requests: number): void {
    const counter = this.counterNamed(name);
    counter.used = Math.min(counter.limit, counter.used + requests);
  }

  private limitOf(name: string): number {
    return this.options.limits[name] ?? this.options.defaultLimit ?? 600;
  }

  private windowEnd(now: number, windowMs: number): number {
    switch (this.options.windows ?? 'second') {
      case 'second':
        return Math.floor(now / 1000) * 1000 + windowMs;
      case 'grid':
        return Math.floor(now / windowMs) * windowMs + windowMs;
      case 'exact-up':
      case 'exact-down':
        return now + windowMs;
    }
  }

  private counterNamed(name: string): Counter {
    let counter = this.counters.get(name);
    if (!counter) {
      const limit = this.limitOf(name);
      counter = {
        limit,
        end: 0,
        used: 0,
        smallestRemaining: limit,
        calls: 0,
        windows: 0,
        refused: 0,
      };
      this.counters.set(name, counter);
    }
    return counter;
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.clock.after(ms, resolve));
  }
}
