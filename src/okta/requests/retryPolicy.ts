/** Whether a failed request is sent again, and when. Pure: failures and chance in, a pause out. */
import type { FailureCause, OktaApiErrorDetails } from '../errors';
import { backoffMs } from '../limits/settings';
import { askedPauseMs, isLimited, type Breakdown, type Refusal } from './outcome';

/** How long and how often a request is tried. */
export interface RetryBudget {
  /** How often a request is sent at most; refusals for rate or concurrency do not count. */
  readonly attempts: number;
  /** Most milliseconds spent on failed attempts and pauses between them; queueing does not count. */
  readonly ms: number;
  /** First pause; it doubles from attempt to attempt. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/** Five minutes outlast the failover of one of Okta's cells. Thirty attempts are more than fit in. */
export const DEFAULT_RETRY_BUDGET: RetryBudget = {
  attempts: 30,
  ms: 300_000,
  firstPauseMs: 500,
  longestPauseMs: 30_000,
};

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

/** Whether the same request may succeed when it is sent again. */
export function isRetriable(outcome: Refusal | Breakdown): boolean {
  if (outcome.kind === 'breakdown' || outcome.cause !== 'http-status') {
    return RETRIED.includes(outcome.cause);
  }
  const { status } = outcome;
  // Request timeout, locked (E0000239), and every server error but "not implemented".
  return status === 408 || status === 423 || (status >= 500 && status !== 501);
}

type Failure = Pick<OktaApiErrorDetails, 'cause' | 'status'>;

/** Too much asked at once, by Okta's own words (500 on groups) or by its silence. */
export function isTooHeavy({ cause, status }: Failure): boolean {
  return cause === 'timeout' || status === 500 || status === 504;
}

/**
 * The pause before the next attempt, ms; undefined if there is none. A refusal by a limit passes with time,
 * as silence does; this is for requests that no limiter paces.
 * @param failures attempts that failed, the last one included
 * @param spentMs milliseconds spent on failed attempts and on pauses
 * @param random 0 (inclusive) to 1
 */
export function retryPauseMs(
  outcome: Refusal | Breakdown,
  { failures, spentMs }: { readonly failures: number; readonly spentMs: number },
  budget: RetryBudget,
  random: () => number,
): number | undefined {
  const mayPass = isRetriable(outcome) || isLimited(outcome);
  if (!mayPass || failures >= budget.attempts) return undefined;
  const { firstPauseMs, longestPauseMs } = budget;
  const ms = backoffMs([firstPauseMs, longestPauseMs], failures - 1, random);
  const pauseMs = Math.max(askedPauseMs(outcome), ms);
  return spentMs + pauseMs <= budget.ms ? pauseMs : undefined;
}
