/** Whether Okta answers anything at all: how long circuits are open is measured by it, and screens show it. */
import { describeFailure } from '../errors';
import type { Breakdown, Refusal } from './outcome';

/** Nothing that is asked of Okta gets a usable answer. Times are ms since the epoch, on the client's clock. */
export interface Outage {
  /** Since when nothing has been answered. */
  readonly since: number;
  /** The latest failure in fixed words, for example `the connection was refused, ECONNREFUSED`. */
  readonly reason: string;
  /** When the last request is given up if nothing changes. */
  readonly givingUpAt: number;
}

/** Fewer failures in a row are accidents of single requests. */
const FAILURES_OF_AN_OUTAGE = 3;

/** If requests are under way and none has been answered for so long, that is an outage too. */
const LONG_SILENCE_MS = 10_000;

/** Follows the requests to one org. */
export class OutageWatch {
  /** Since when nothing has been answered although something was asked. */
  since: number | undefined;
  private inFlight = 0;
  private failures = 0;
  private lastFailure: Refusal | Breakdown | undefined;

  /** @param patienceMs how long an outage lasts before the last request is given up */
  constructor(private readonly patienceMs: number) {}

  sent(now: number): void {
    this.inFlight += 1;
    this.since ??= now;
  }

  /** A request is under way no longer. */
  ended(): void {
    this.inFlight -= 1;
  }

  /** Okta is there, be it that it refuses. */
  answered(now: number): void {
    this.failures = 0;
    this.lastFailure = undefined;
    this.since = this.inFlight > 0 ? now : undefined;
  }

  /** A request failed in a way that may pass. */
  failed(failure: Refusal | Breakdown): void {
    this.failures += 1;
    this.lastFailure = failure;
  }

  outage(now: number): Outage | undefined {
    const { since, failures, lastFailure, inFlight } = this;
    if (since === undefined) return undefined;
    const isSilent = inFlight > 0 && now - since >= LONG_SILENCE_MS;
    if (failures < FAILURES_OF_AN_OUTAGE && !isSilent) return undefined;
    const reason = lastFailure === undefined ? 'no answer' : describeFailure(lastFailure);
    return { since, reason, givingUpAt: since + this.patienceMs };
  }
}
