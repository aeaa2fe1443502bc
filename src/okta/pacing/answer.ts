/** What the pacing of requests learns from their answers. */
import type { RateReading } from './rateLimitHeaders';

/** What a request's answer means to the scheduler. */
export interface PermitResult {
  readonly reading?: RateReading | undefined;
  /** `rate`: 429 by the minute. `concurrency`: 429 with limit 0. */
  readonly refused?: 'rate' | 'concurrency' | undefined;
  /** How long a refusal asks to be left alone, ms. */
  readonly retryAfterMs?: number | undefined;
  /** False when no response came at all. */
  readonly answered: boolean;
  /** Whether the response was an error: what stands before Okta may have made it. */
  readonly isError?: boolean | undefined;
}

/** The same, as far as the bucket of the request is concerned. */
export interface Answer extends PermitResult {
  /** Number of the request, in the order of sending. */
  readonly seq: number;
  /** Path template of the request: paths that draw on another counter give themselves away by it. */
  readonly template: string;
}
