/**
 * How many requests may be in flight at once over all buckets: halved when Okta refuses concurrency,
 * raised again one by one.
 */

import { BlindPause } from './blindPause';
import type { Pacing } from './pacing';
import { RefusalStreak } from './refusalStreak';

/** After a quiet minute the level that was refused is tried once more: the org's load may be gone. */
const QUIET_MS = 60_000;

/** The limit on requests in flight, as learnt from refusals. */
export class ConcurrencyLimit {
  private readonly max: number;
  private readonly pause: BlindPause;
  private readonly refusals: RefusalStreak;
  private current: number;
  /** The highest level not known to be refused. */
  private ceiling: number;
  private successes = 0;
  private quietSince = 0;

  /** @param random 0 (inclusive) to 1, for jitter */
  constructor({ maxConcurrency, blindWaitMs, hopelessMs }: Pacing, random: () => number) {
    this.max = maxConcurrency;
    this.current = maxConcurrency;
    this.ceiling = maxConcurrency;
    this.pause = new BlindPause(blindWaitMs, random);
    this.refusals = new RefusalStreak(hopelessMs);
  }

  get limit(): number {
    return this.current;
  }

  /** Whether even a single request was refused lately: then all wait, until `opensAt`. */
  isShut(now: number): boolean {
    return this.pause.isOn(now);
  }

  /** Whether not even single requests have passed for too long. */
  isHopeless(now: number): boolean {
    return this.refusals.isHopeless(now);
  }

  /** ms on the caller's clock. */
  get opensAt(): number {
    return this.pause.endsAt;
  }

  /**
   * A refusal of the request numbered `seq`, which left as one of `inFlight`; `latestSeq` is the
   * youngest sent so far. All refusals of requests that were sent before the limit was lowered are one
   * message, and lower it once.
   */
  refused(seq: number, latestSeq: number, inFlight: number, now: number): void {
    this.quietSince = now;
    this.successes = 0;
    if (!this.refusals.note(seq, latestSeq, now)) return;
    if (this.current === 1) this.pause.begin(now);
    const level = Math.max(1, Math.min(this.current, inFlight));
    this.ceiling = Math.max(1, level - 1);
    this.current = Math.max(1, Math.floor(level / 2));
  }

  /** The request numbered `seq` was not refused for concurrency. */
  succeeded(seq: number, now: number): void {
    this.refusals.passed(seq);
    this.pause.forget();
    if (this.current >= this.max) return;
    if (now - this.quietSince >= QUIET_MS && this.ceiling < this.max) {
      this.ceiling += 1;
      this.quietSince = now;
    }
    this.successes += 1;
    if (this.current >= this.ceiling || this.successes < 2 * this.current) return;
    this.current += 1;
    this.successes = 0;
  }
}
