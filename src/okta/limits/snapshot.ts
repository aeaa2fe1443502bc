/** What a run has used of Okta's limits so far, and how long the rest will take. */
import type { Bucket, BucketFigures } from './bucket';

/** One bucket at one moment; times are ms. */
export interface BucketSnapshot extends Readonly<BucketFigures> {
  /** The bucket's path family, for example `/api/v1/users`. */
  readonly name: string;
  readonly inFlight: number;
  /** Requests that wait or pause. */
  readonly queued: number;
  /** `X-Rate-Limit-Limit` as last reported; undefined before the first response. */
  readonly limit?: number;
  /** `X-Rate-Limit-Remaining` as last reported within the current window. */
  readonly remaining?: number;
  /** Milliseconds in which work was queued and the bucket was shut. */
  readonly waitedMs: number;
  /** While shut: when it opens again, on this process's clock (ms since the epoch). */
  readonly opensAt?: number;
  /**
   * What its requests wait for. `budget`: this run's share of the window is used up. `rate-limited`: Okta has
   * refused requests. `concurrency`: Okta allows fewer at once. `backoff`: they failed, and pause.
   */
  readonly waitReason?: 'budget' | 'rate-limited' | 'concurrency' | 'backoff';
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
  const { window, figures } = bucket;
  const { limit } = window;
  return {
    ...figures,
    retries: { ...figures.retries },
    name: bucket.name,
    inFlight: bucket.inFlight,
    queued: bucket.queued + bucket.pausing,
    limit,
    remaining: limit === undefined ? undefined : window.remaining,
    waitedMs: bucket.waited(now),
    opensAt: window.isShut(now) ? window.opensAt(now) : undefined,
    waitReason: waitReasonOf(bucket, now, isCrowded),
    callsToCome: bucket.callsToCome,
    estimatedMs: estimateOf(bucket, now, concurrency),
  };
}

function waitReasonOf(
  { window, queued, pausing }: Bucket,
  now: number,
  isCrowded: boolean,
): BucketSnapshot['waitReason'] {
  if (window.isShut(now)) {
    return window.cooldown.refusals > 0 ? 'rate-limited' : 'budget';
  }
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

/** If there is no limit, only the calls' own time counts; before the first answer nothing is known. */
function estimateOf(bucket: Bucket, now: number, concurrency: number): number | undefined {
  const { window, callsToCome, latencyMs } = bucket;
  if (latencyMs === undefined) return undefined;
  return estimateMs(callsToCome, {
    available: window.left - bucket.inFlight,
    perWindow: window.usable ?? Infinity,
    opensInMs: Math.max(0, (window.opensAt(now) ?? now) - now),
    windowMs: window.settings.windowMs,
    msPerCall: latencyMs / concurrency,
  });
}
