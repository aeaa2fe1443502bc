/** The figures by which requests are paced, with their defaults and reasons. */

export interface LimitSettings {
  /** Share of each bucket's reported limit that this run may use, above 0 and up to 1. */
  readonly threshold: number;
  /** Most requests in flight at once. */
  readonly maxConcurrency: number;
  /** Length of a window, ms; it ends so long after its first answer if no header says when. */
  readonly windowMs: number;
  /** Added to every window's end: Okta's own advice, as its headers are cut to seconds. */
  readonly marginMs: number;
  /** How long the first request of a window may stay unanswered before another one is let through. */
  readonly patienceMs: number;
  /** Shortest and longest pause of a bucket after refusals that do not say when it opens. */
  readonly blindWaitMs: readonly [number, number];
  /** Shortest and longest pause before a request refused for concurrency is sent again. */
  readonly concurrencyPauseMs: readonly [number, number];
  /** How long a limit may refuse everything before requests are given up. */
  readonly hopelessMs: number;
}

/**
 * 0.8 of the caller's share. A default token is given half of the org's limit, so a run takes 40 % of
 * it: below the 60 % at which Okta warns super admins (docs/decisions/0003-rate-limit-threshold.md).
 */
export const DEFAULT_THRESHOLD = 0.8;

/**
 * Stays below the share of a default token on the smallest plan: 50 % of 35 (docs/okta-api.md#rate-limits). More
 * would gain nothing, since 15 at 150 ms are 100 calls a second, a minute's budget in a few seconds.
 */
export const DEFAULT_CONCURRENCY = 15;

export const DEFAULT_SETTINGS: LimitSettings = {
  threshold: DEFAULT_THRESHOLD,
  maxConcurrency: DEFAULT_CONCURRENCY,
  windowMs: 60_000,
  marginMs: 1_000,
  patienceMs: 3_000,
  blindWaitMs: [1_000, 15_000],
  concurrencyPauseMs: [1_000, 5_000],
  hopelessMs: 300_000,
};

/** Calls of a window that a run may make, of so many granted: at least one, or it would never end. */
export function usableOf(limit: number, threshold: number): number {
  // 100 × 0.57 falls short of 57 by a rounding error.
  return Math.max(1, Math.floor(limit * threshold + 1e-9));
}

/**
 * A pause that has doubled so often from the shortest one, up to the longest, ms.
 * @param random 0 (inclusive) to 1: takes off up to a half, so that several clients do not march in step
 */
export function backoffMs(
  [shortest, longest]: readonly [number, number],
  doublings: number,
  random: () => number,
): number {
  const ms = Math.min(longest, shortest * 2 ** doublings);
  return ms / 2 + (ms / 2) * random();
}
