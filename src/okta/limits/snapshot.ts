/** What a run has used of Okta's limits so far, and how long the rest will take. */
import type { Bucket } from './bucket';

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
  /**
   * What its requests wait for. `budget`: this run's share of the window is used up. `rate-limited`: Okta has
   * refused requests. `concurrency`: Okta allows fewer at once. `backoff`: they failed, and pause.
   */
  readonly waitReason?: 'budget' | 'rate-limited' | 'concurrency' | 'backoff';
  readonly retries: Readonly<Record<string, number>>;
  readonly rateLimited: number;
  readonly concurrencyLimited: number;
  /** Calls announced and not yet made (`OktaClient.expect`), at least what is queued. */
  readonly callsToCome: number;
  /** Estimated milliseconds until `callsToCome` are done at the present threshold. */
  readonly estimatedMs?: number;
}

/** All buckets at one moment. */
export interface LimitsSnapshot {
  readonly buckets: readonly BucketSnapshot[];
  /** Calls by path template, retries included. */
  readonly callsByEndpoint: Readonly<Record<string, number>>;
  readonly concurrencyLimit: number;
  /** Estimated milliseconds until the slowest bucket is done. */
  readonly estimatedMs?: number;
}

/** @param isCrowded whether the limit on requests in flight holds requests up after a refusal */
export function snapshotOf(
  bucket: Bucket,
  now: number,
  concurrency: number,
  isCrowded: boolean,
): BucketSnapshot {
  const { window } = bucket;
  const hasLimit = window.limit !== undefined && window.limit !== Infinity;
  return {
    name: bucket.name,
    calls: bucket.calls,
    inFlight: window.inFlight,
    queued: bucket.queued + bucket.pausing,
    limit: hasLimit ? window.limit : undefined,
    remaining: hasLimit ? window.remaining : undefined,
    smallestRemaining: bucket.smallestRemaining,
    greatestUse: bucket.greatestUse,
    waitedMs: bucket.waited(now),
    opensAt: window.isShut(now) ? window.opensAt(now) : undefined,
    waitReason: waitReasonOf(bucket, now, isCrowded),
    retries: { ...bucket.retries },
    rateLimited: bucket.rateLimited,
    concurrencyLimited: bucket.concurrencyLimited,
    callsToCome: bucket.callsToCome,
    estimatedMs: estimateOf(bucket, now, concurrency),
  };
}

function waitReasonOf(
  { window, queued, pausing }: Bucket,
  now: number,
  isCrowded: boolean,
): BucketSnapshot['waitReason'] {
  if (window.isShut(now)) return window.cooldown.wasRefused ? 'rate-limited' : 'budget';
  if (isCrowded && queued > 0) return 'concurrency';
  return queued === 0 && pausing > 0 ? 'backoff' : undefined;
}

export interface Outlook {
  /** Calls that may still be made in the present window. */
  readonly available: number;
  /** Calls that may be made in each window after it. */
  readonly perWindow: number;
  /** Milliseconds until the present window is over. */
  readonly opensInMs: number;
  readonly windowMs: number;
  /** Milliseconds that one call takes, divided by the calls made side by side. */
  readonly msPerCall: number;
}

/** Milliseconds until so many calls are done: whole windows to wait for, then the rest at full speed. */
export function estimateMs(calls: number, outlook: Outlook): number {
  const { available, perWindow, opensInMs, windowMs, msPerCall } = outlook;
  if (calls <= 0) return 0;
  if (calls <= available) return calls * msPerCall;
  const later = calls - Math.max(0, available);
  const windows = Math.ceil(later / perWindow);
  const rest = later - (windows - 1) * perWindow;
  // A window takes its full length, or longer if the calls themselves take longer than that.
  const window = Math.max(windowMs, perWindow * msPerCall);
  return opensInMs + (windows - 1) * window + rest * msPerCall;
}

/** Without a known limit only the calls' own time is known, and before the first call nothing. */
function estimateOf(bucket: Bucket, now: number, concurrency: number): number | undefined {
  const { window, callsToCome, latencyMs } = bucket;
  const { usable, limit, remaining } = window;
  const msPerCall = (latencyMs ?? 0) / concurrency;
  if (usable === undefined || limit === undefined || limit === Infinity) {
    return latencyMs === undefined ? undefined : callsToCome * msPerCall;
  }
  return estimateMs(callsToCome, {
    available: Math.max(0, remaining - (limit - usable) - window.inFlight),
    perWindow: usable,
    opensInMs: Math.max(0, (window.opensAt(now) ?? now) - now),
    windowMs: window.windowMs,
    msPerCall,
  });
}
