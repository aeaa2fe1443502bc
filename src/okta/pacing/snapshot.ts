/** What a run has used of Okta's limits so far, for reports, forecasts and the progress display. */
import type { Bucket } from './bucket';
import { estimateOf } from './forecast';

/** One bucket at one moment; times are ms. */
export interface BucketSnapshot {
  /** The bucket's path family, for example `/api/v1/users`. */
  readonly name: string;
  /** Requests answered by Okta, retries included. */
  readonly calls: number;
  readonly inFlight: number;
  readonly queued: number;
  /** `X-Rate-Limit-Limit` as last reported; undefined before the first response. */
  readonly limit?: number;
  /** `X-Rate-Limit-Remaining` as last reported within the current window. */
  readonly remaining?: number;
  /** The smallest Remaining seen in the whole run: what was left to others at the worst moment. */
  readonly smallestRemaining?: number;
  /** Greatest share of the limit used in one window, by everybody, 0 to 1. */
  readonly greatestUse?: number;
  /** Milliseconds in which work was queued and the bucket was shut. */
  readonly waitedMs: number;
  /** While shut: when it opens again, on this process's clock (ms since the epoch). */
  readonly opensAt?: number;
  /** Why it is shut. */
  readonly waitReason?: 'budget' | 'rate-limited' | 'concurrency' | 'backoff';
  readonly retries: Readonly<Record<string, number>>;
  readonly rateLimited: number;
  readonly concurrencyLimited: number;
  /** Calls announced and not yet made (`OktaClient.expect`), at least what is queued. */
  readonly callsToCome: number;
  /** Estimated milliseconds until `callsToCome` are done at the present threshold. */
  readonly estimatedMs?: number;
}

/** The whole client at one moment. */
export interface OktaSnapshot {
  readonly buckets: readonly BucketSnapshot[];
  /** Calls by path template, retries included. */
  readonly callsByEndpoint: Readonly<Record<string, number>>;
  readonly concurrencyLimit: number;
  /** Estimated milliseconds until the slowest bucket is done. */
  readonly estimatedMs?: number;
}

/** The limit on requests in flight, and whether it holds requests up after a refusal by Okta. */
export interface Crowding {
  readonly limit: number;
  readonly crowded: boolean;
}

function waitReason(bucket: Bucket, shut: boolean, crowded: boolean): BucketSnapshot['waitReason'] {
  if (shut) return bucket.window.wasRefused ? 'rate-limited' : 'budget';
  if (crowded && bucket.queued > 0) return 'concurrency';
  return bucket.queued === 0 && bucket.pausing > 0 ? 'backoff' : undefined;
}

/** What `OktaClient.snapshot` shows of one bucket. */
export function snapshotBucket(
  bucket: Bucket,
  now: number,
  { limit: concurrency, crowded }: Crowding,
): BucketSnapshot {
  const { window } = bucket;
  const shut = window.isShut(now);
  return {
    name: bucket.name,
    calls: bucket.calls,
    inFlight: window.inFlight,
    queued: bucket.queued + bucket.pausing,
    limit: window.limit,
    remaining: window.remaining,
    smallestRemaining: bucket.smallestRemaining,
    greatestUse: bucket.greatestUse,
    waitedMs: bucket.waited(now),
    opensAt: shut ? window.opensAt(now) : undefined,
    waitReason: waitReason(bucket, shut, crowded),
    retries: { ...bucket.retries },
    rateLimited: bucket.rateLimited,
    concurrencyLimited: bucket.concurrencyLimited,
    callsToCome: bucket.callsToCome,
    estimatedMs: estimateOf(bucket, now, concurrency),
  };
}
