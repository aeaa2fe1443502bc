/** What tests and benchmarks read off the server afterwards. */
import type { Buckets, BucketUse } from './buckets';
import type { FaultBook } from './faults';

export interface LoggedRequest {
  /** Ms since the epoch. */
  at: number;
  method: string;
  path: string;
  /** With the leading `?`, or empty. */
  query: string;
  template: string;
  /** `SSWS`, `Bearer`, `DPoP`, or empty. */
  authorization: string;
  /** The Host header. */
  host: string;
  /** Status of the answer; 0 while there is none, or where the connection was broken. */
  status: number;
  /** What was done to it: `reset`, `html` ... */
  fault?: string;
}

export interface CountersView {
  /** Requests by path template (`/api/v1/users/{id}/factors`), refused ones too. */
  readonly calls: Readonly<Record<string, number>>;
  readonly total: number;
  readonly statuses: Readonly<Record<number, number>>;
  /** 429s by the minute. */
  readonly rateLimited: number;
  /** 429s for too many requests in flight. */
  readonly concurrencyLimited: number;
  /** Most requests in flight at one time. */
  readonly greatestConcurrency: number;
  readonly inFlight: number;
  /** By bucket. */
  readonly smallestRemaining: Readonly<Record<string, number>>;
  readonly buckets: Readonly<Record<string, BucketUse>>;
  /** Faults that struck, by kind. */
  readonly faults: Readonly<Record<string, number>>;
  readonly requests: readonly LoggedRequest[];
  /** Calls of all templates that a name or a prefix ending in `*` covers. */
  callsTo(template: string): number;
}

export class Counters implements CountersView {
  calls: Record<string, number> = {};
  total = 0;
  statuses: Record<number, number> = {};
  rateLimited = 0;
  concurrencyLimited = 0;
  greatestConcurrency = 0;
  inFlight = 0;
  requests: LoggedRequest[] = [];

  constructor(
    private readonly limits: Buckets,
    private readonly book: FaultBook,
    private readonly keep: number,
  ) {}

  get buckets(): Record<string, BucketUse> {
    return Object.fromEntries(this.limits.uses);
  }

  get smallestRemaining(): Record<string, number> {
    return Object.fromEntries(
      [...this.limits.uses].map(([name, use]) => [name, use.smallestRemaining]),
    );
  }

  get faults(): Record<string, number> {
    return this.book.struck;
  }

  callsTo(template: string): number {
    if (!template.endsWith('*')) return this.calls[template] ?? 0;
    const prefix = template.slice(0, -1);
    let sum = 0;
    for (const [name, count] of Object.entries(this.calls)) {
      if (name.startsWith(prefix)) sum += count;
    }
    return sum;
  }

  begin(request: LoggedRequest): void {
    this.total += 1;
    this.calls[request.template] = (this.calls[request.template] ?? 0) + 1;
    this.inFlight += 1;
    if (this.inFlight > this.greatestConcurrency) this.greatestConcurrency = this.inFlight;
    if (this.requests.length < this.keep) this.requests.push(request);
  }

  end(): void {
    this.inFlight -= 1;
  }

  answered(request: LoggedRequest, status: number): void {
    request.status = status;
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
  }

  reset(): void {
    this.calls = {};
    this.total = 0;
    this.statuses = {};
    this.rateLimited = 0;
    this.concurrencyLimited = 0;
    this.greatestConcurrency = this.inFlight;
    this.requests = [];
  }
}

/** As JSON for another process (`GET /local-okta/counters`). */
export function snapshotOf(counters: CountersView) {
  const { calls, total, statuses, rateLimited, concurrencyLimited } = counters;
  const { greatestConcurrency, smallestRemaining, buckets, faults } = counters;
  return {
    calls,
    total,
    statuses,
    rateLimited,
    concurrencyLimited,
    greatestConcurrency,
    smallestRemaining,
    buckets,
    faults,
  };
}
