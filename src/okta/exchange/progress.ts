/** What one request has been through so far. */
import type { Ticket } from '../http/sdkClient';
import { isLimited, type Breakdown, type Refusal } from './outcome';
import type { Passage } from './passage';
import type { History } from './retry';

/** Counts the attempts of one request and what they met. */
export class Progress {
  /** How often it was sent. */
  attempts = 0;
  /** When it was sent last, on the client's clock. */
  sentAt = 0;
  /** Milliseconds spent on failed attempts and on pauses. */
  spentMs = 0;
  lastFailure: Refusal | Breakdown | undefined;
  readonly ticket: Ticket = { generation: 0, renewals: 0, tries: 0 };
  private failures = 0;
  private rateRefusals = 0;
  private concurrencyRefusals = 0;
  private limitedSince: number | undefined;

  constructor(readonly passage: Passage) {}

  /** Takes in an attempt that failed. */
  count(outcome: Refusal | Breakdown, now: number): void {
    this.lastFailure = outcome;
    if (outcome.cause === 'rate-limited') this.rateRefusals += 1;
    else if (outcome.cause === 'concurrency-limited') this.concurrencyRefusals += 1;
    else this.failures += 1;
    if (isLimited(outcome)) this.limitedSince ??= now;
  }

  history(now: number): History {
    const { failures, rateRefusals, concurrencyRefusals, spentMs, limitedSince = now } = this;
    return { failures, rateRefusals, concurrencyRefusals, limitedMs: now - limitedSince, spentMs };
  }
}
