/** Whether a failed request is sent again, and when. Pure: history and chance in, decision out. */
import type { FailureCause } from '../errors';
import { isLimited, retryAfterMs, type Breakdown, type Refusal } from './outcome';
import { between } from '../pacing/pacing';

/** How long and how often a request is tried. */
export interface RetryBudget {
  /** How often a request is sent at most; refusals for rate or concurrency do not count. */
  readonly attempts: number;
  /** How often at most when its path answers others meanwhile, and half of these fail too (chance.ts). */
  readonly attemptsOfOne: number;
  /**
   * Most milliseconds spent on failed attempts and pauses between them; queueing does not count. A
   * path or an org that has been down for so long is no longer waited for (gate.ts).
   */
  readonly ms: number;
  /** First pause; it doubles from attempt to attempt. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/**
 * Five minutes outlast the failover of one of Okta's cells. Thirty attempts are more than fit in, at
 * the longest pauses; ten have pauses of one minute at least, two at most.
 */
export const DEFAULT_RETRY_BUDGET: RetryBudget = {
  attempts: 30,
  attemptsOfOne: 10,
  ms: 300_000,
  firstPauseMs: 500,
  longestPauseMs: 30_000,
};

/** A request refused this often by limits alone, and for the whole time of retries, is given up. */
const MAX_RATE_REFUSALS = 10;
const MAX_CONCURRENCY_REFUSALS = 30;

/** What a request has been through, as far as retries are concerned. */
export interface History {
  /** Attempts that failed, this one included, apart from refusals for rate or concurrency. */
  readonly failures: number;
  readonly rateRefusals: number;
  readonly concurrencyRefusals: number;
  /** Milliseconds since a limit refused the request for the first time; 0 where none did. */
  readonly limitedMs: number;
  /** Milliseconds spent on failed attempts and on pauses. */
  readonly spentMs: number;
}

/** What is to be done about a failed attempt. */
export type Decision =
  | { readonly action: 'retry'; readonly afterMs: number }
  /** The scheduler chooses the moment: the bucket opens, or concurrency has room. */
  | { readonly action: 'requeue' }
  | { readonly action: 'back-off' }
  | { readonly action: 'give-up' };

const GIVE_UP: Decision = { action: 'give-up' };

const RETRIED: readonly FailureCause[] = [
  'connection-reset',
  'connection-refused',
  'dns',
  'unreachable',
  'connect-timeout',
  'timeout',
  'proxy',
  'protocol',
  'truncated',
  'html',
  'invalid-json',
];

/** Request timeout, locked (E0000239), and every server error but "not implemented". */
function isPassing(status: number): boolean {
  return status === 408 || status === 423 || (status >= 500 && status !== 501);
}

/** Whether the same request may succeed when it is sent again. */
export function isRetriable(outcome: Refusal | Breakdown): boolean {
  if (outcome.kind === 'breakdown' || outcome.cause !== 'http-status') {
    return RETRIED.includes(outcome.cause);
  }
  return isPassing(outcome.status);
}

/** Too much asked at once, by Okta's own words (500 on groups) or by its silence. */
export function isTooHeavy(outcome: Refusal | Breakdown): boolean {
  if (outcome.kind === 'breakdown') return outcome.cause === 'timeout';
  return outcome.status === 500 || outcome.status === 504;
}

/** How long a failure asks to be left alone, ms; 0 where it does not say. */
export function askedPauseMs(outcome: Refusal | Breakdown): number {
  return outcome.kind === 'breakdown' ? 0 : retryAfterMs(outcome.headers);
}

/**
 * For requests that no scheduler paces (the token endpoint, the org's description): a refusal by a
 * limit passes with time, as silence does.
 */
export function asPassing(outcome: Refusal | Breakdown): Refusal | Breakdown {
  return isLimited(outcome) ? { kind: 'breakdown', cause: 'timeout' } : outcome;
}

/** @param random 0 (inclusive) to 1 */
export function decide(
  outcome: Refusal | Breakdown,
  history: History,
  budget: RetryBudget,
  random: () => number,
): Decision {
  const isInTime = history.limitedMs < budget.ms;
  if (outcome.cause === 'rate-limited') {
    return isInTime || history.rateRefusals < MAX_RATE_REFUSALS ? { action: 'requeue' } : GIVE_UP;
  }
  if (outcome.cause === 'concurrency-limited') {
    return isInTime || history.concurrencyRefusals < MAX_CONCURRENCY_REFUSALS
      ? { action: 'back-off' }
      : GIVE_UP;
  }
  if (!isRetriable(outcome) || history.failures >= budget.attempts) return GIVE_UP;
  const doubled = budget.firstPauseMs * 2 ** (history.failures - 1);
  const pause = Math.min(budget.longestPauseMs, doubled);
  const afterMs = Math.max(askedPauseMs(outcome), between([pause / 2, pause], random));
  return history.spentMs + afterMs <= budget.ms ? { action: 'retry', afterMs } : GIVE_UP;
}
