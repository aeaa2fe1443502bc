/**
 * How many requests may be in flight at once over all buckets: halved when Okta refuses concurrency,
 * raised again one by one.
 */

/** After a quiet minute the level that was refused is tried once more: the org's load may be gone. */
const QUIET_MS = 60_000;

export class ConcurrencyLimit {
  private current: number;
  /** The highest level not known to be refused. */
  private ceiling: number;
  private successes = 0;
  private loweredAtSeq = -1;
  private quietSince = 0;

  constructor(private readonly max: number) {
    this.current = max;
    this.ceiling = max;
  }

  get limit(): number {
    return this.current;
  }

  /**
   * A refusal of the request numbered `seq`, which left as one of `inFlight`; `latestSeq` is the
   * youngest sent so far. All refusals of requests that were sent before the limit was lowered are one
   * message, and lower it once.
   */
  refused(seq: number, latestSeq: number, inFlight: number, now: number): void {
    this.quietSince = now;
    this.successes = 0;
    if (seq <= this.loweredAtSeq) return;
    const level = Math.max(1, Math.min(this.current, inFlight));
    this.ceiling = Math.max(1, level - 1);
    this.current = Math.max(1, Math.floor(level / 2));
    this.loweredAtSeq = latestSeq;
  }

  succeeded(now: number): void {
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
