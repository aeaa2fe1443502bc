/** Refusals (429) by one limit that no answer has interrupted. */

/** After this many bursts in a row, over `hopelessMs`, others leave nothing of the limit. */
const HOPELESS_BURSTS = 10;

/** Counts bursts of refusals, and tells when they are hopeless. */
export class RefusalStreak {
  private bursts = 0;
  private since: number | undefined;
  /** Refusals of requests up to this number belong to a burst that was noted. */
  private burstSeq = -1;

  /** @param hopelessMs how long a streak may last before it is hopeless, ms */
  constructor(private readonly hopelessMs: number) {}

  get isOn(): boolean {
    return this.bursts > 0;
  }

  get isRepeated(): boolean {
    return this.bursts > 1;
  }

  /**
   * The request numbered `seq` was refused, when `latestSeq` was the youngest sent so far.
   * @returns whether that is news: requests that were under way together are refused together.
   */
  note(seq: number, latestSeq: number, now: number): boolean {
    if (seq <= this.burstSeq) return false;
    this.burstSeq = latestSeq;
    this.bursts += 1;
    this.since ??= now;
    return true;
  }

  /** The request numbered `seq` was not refused. */
  passed(seq: number): void {
    if (seq <= this.burstSeq) return;
    this.bursts = 0;
    this.since = undefined;
  }

  isHopeless(now: number): boolean {
    const ms = this.since === undefined ? 0 : now - this.since;
    return this.bursts >= HOPELESS_BURSTS && ms >= this.hopelessMs;
  }
}
