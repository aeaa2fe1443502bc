/**
 * The requests that find out what a window holds, while nothing is known of it: one at a time, and
 * another whenever the ones before have stayed unanswered for too long.
 */
export class Probing {
  /** Requests numbered from here on were sent after the probing began. */
  private from = 0;
  private underWay = 0;
  private since: number | undefined;

  /** @param patienceMs how long a probe may stay unanswered before another one is let through */
  constructor(private readonly patienceMs: number) {}

  /** Begins anew: requests numbered below `seq` are no probes any more. */
  restart(seq: number): void {
    this.from = seq;
    this.underWay = 0;
    this.since = undefined;
  }

  sent(now: number): void {
    this.underWay += 1;
    this.since ??= now;
  }

  ended(seq: number): void {
    if (!this.isFresh(seq) || this.underWay === 0) return;
    this.underWay -= 1;
    if (this.underWay === 0) this.since = undefined;
  }

  /** Whether a request was sent since the probing began. */
  isFresh(seq: number): boolean {
    return seq >= this.from;
  }

  /** How many probes may be sent now. */
  allowance(now: number): number {
    const waited = this.since === undefined ? 0 : now - this.since;
    return 1 + Math.floor(waited / this.patienceMs) - this.underWay;
  }

  /** When the next probe may be sent; undefined when one may go now. */
  nextAt(now: number): number | undefined {
    if (this.since === undefined || this.allowance(now) > 0) return undefined;
    const waits = Math.floor((now - this.since) / this.patienceMs) + 1;
    return this.since + waits * this.patienceMs;
  }
}
