/** Reads Okta's `X-Rate-Limit-*` headers into one reading of a bucket's counter. */

import type { Clock } from '../clock';

export interface HeaderSource {
  get(name: string): string | null;
}

export interface RateReading {
  /** The caller's own ceiling per window, above zero. */
  readonly limit: number;
  readonly remaining: number;
  /** `X-Rate-Limit-Reset` as sent, in seconds: names the window, says nothing about our clock. */
  readonly reset: number | undefined;
  /** Milliseconds from the response to the window's end; undefined when the header is not credible. */
  readonly untilResetMs: number | undefined;
}

/**
 * A window lasts 60 s, and Reset minus Date was never above that in 2,423 recorded responses
 * (docs/okta-api.md#rate-limits). Beyond this it is skew, and waiting for it would be obeying an error.
 */
export const LONGEST_CREDIBLE_WAIT_MS = 65_000;
/** Date is cut to whole seconds, so a reset that is just due may look a second old. */
const SLACK_MS = 1_500;

function wholeNumber(headers: HeaderSource, name: string): number | undefined {
  const value = headers.get(name)?.trim();
  return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

function untilReset(
  headers: HeaderSource,
  reset: number | undefined,
  clock: Pick<Clock, 'now'>,
): number | undefined {
  if (reset === undefined) return undefined;
  const date = Date.parse(headers.get('date') ?? '');
  const ms = reset * 1000 - (Number.isNaN(date) ? clock.now() : date);
  return ms >= -SLACK_MS && ms <= LONGEST_CREDIBLE_WAIT_MS ? Math.max(0, ms) : undefined;
}

/**
 * The reading of a response, or undefined when it has none. Limit 0 is no reading: it marks a
 * concurrency refusal, whose Remaining and Reset mean nothing (docs/okta-api.md#rate-limits).
 * @param clock asked in place of a missing Date header
 */
export function readRateLimit(
  headers: HeaderSource,
  clock: Pick<Clock, 'now'>,
): RateReading | undefined {
  const limit = wholeNumber(headers, 'x-rate-limit-limit');
  const remaining = wholeNumber(headers, 'x-rate-limit-remaining');
  if (limit === undefined || limit === 0 || remaining === undefined) return undefined;
  const reset = wholeNumber(headers, 'x-rate-limit-reset');
  return { limit, remaining, reset, untilResetMs: untilReset(headers, reset, clock) };
}

/** A 429 with limit 0 and remaining 0 refuses concurrency, any other 429 the rate by the minute. */
export function isConcurrencyRefusal(status: number, headers: HeaderSource): boolean {
  return (
    status === 429 &&
    wholeNumber(headers, 'x-rate-limit-limit') === 0 &&
    wholeNumber(headers, 'x-rate-limit-remaining') === 0
  );
}
