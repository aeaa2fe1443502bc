/**
 * Where nothing is known of a window yet, one request goes ahead to find out; another one follows when
 * the first takes long to be answered.
 */
export class Probing {
  /** Requests numbered from here on were sent since the window became unknown. */
  private freshFrom = 0;
  private underWay = 0;
  private since: number | undefined;

  /** @param patienceMs how long one request may stay unanswered before another is let through */
  constructor(private readonly patienceMs: number) {}

  /** Begins anew: requests up to this number were sent under what was known before. */
  restart(latestSeq: number): void {
    this.freshFrom = latestSeq + 1;
    this.underWay = 0;
    this.since = undefined;
  }

  /** Whether the request was sent since the last restart. */
  isFresh(seq: number): boolean {
    return seq >= this.freshFrom;
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

  /** How many further requests may go ahead now. */
  allowance(now: number): number {
    const waited = this.since === undefined ? 0 : now - this.since;
    return 1 + Math.floor(waited / this.patienceMs) - this.underWay;
  }

  /** When the next one may go; undefined when one may now. */
  nextAt(now: number): number | undefined {
    if (this.since === undefined || this.allowance(now) > 0) return undefined;
    const waits = Math.floor((now - this.since) / this.patienceMs) + 1;
    return this.since + waits * this.patienceMs;
  }
}
