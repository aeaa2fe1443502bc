/** How long a run would take if Okta's limits were the only thing that took time. */
import { DEFAULT_CONCURRENCY, usableOf } from '../../../src/okta';

/** What one rate-limit bucket has to carry. */
export interface Load {
  readonly name: string;
  readonly calls: number;
  /** What the caller may use of a window, all of it. */
  readonly limit: number;
}

export interface Circumstances {
  /** Share of each limit that the run may use. */
  readonly threshold: number;
  readonly latencyMs: number;
  readonly windowMs?: number;
  /** Requests in flight at once. */
  readonly concurrency?: number;
}

/** Windows that so many calls need. */
export function windowsOf({ calls, limit }: Load, threshold: number): number {
  return Math.ceil(calls / usableOf(limit, threshold));
}

/**
 * Milliseconds that the bucket needs at least: all windows but the last in full length, and in the last
 * one the calls that are left, as many side by side as there may be.
 */
export function idealMs(load: Load, circumstances: Circumstances): number {
  const {
    threshold,
    latencyMs,
    windowMs = 60_000,
    concurrency = DEFAULT_CONCURRENCY,
  } = circumstances;
  if (load.calls === 0) return 0;
  const windows = windowsOf(load, threshold);
  const left = load.calls - (windows - 1) * usableOf(load.limit, threshold);
  return (windows - 1) * windowMs + Math.ceil(left / concurrency) * latencyMs;
}

/** The bucket that takes longest, and the run can be no shorter; undefined where nothing was called. */
export function longestBucket(
  loads: readonly Load[],
  circumstances: Circumstances,
): { readonly name: string; readonly ms: number } | undefined {
  let longest: { name: string; ms: number } | undefined;
  for (const load of loads) {
    const ms = idealMs(load, circumstances);
    if (ms > (longest?.ms ?? 0)) longest = { name: load.name, ms };
  }
  return longest;
}
