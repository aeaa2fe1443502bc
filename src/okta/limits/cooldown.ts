/** Pauses after refusals (429) by one limit. Each is twice as long as the one before, until something passes. */
import { backoffMs, type LimitSettings } from './settings';

/** If so many refusals in a row came over at least `hopelessMs`, others leave nothing of the limit. */
const HOPELESS_REFUSALS = 10;

export class Cooldown {
  /** Nothing goes before this moment. */
  endsAt = -Infinity;
  /** Refusals since the limit last let a request pass; those of one burst count as one. */
  refusals = 0;
  private refusedSince = 0;
  /** Requests up to this number were under way together, so their refusals count as one. */
  private burstSeq = -1;

  constructor(
    private readonly settings: Pick<LimitSettings, 'blindWaitMs' | 'hopelessMs'>,
    private readonly random: () => number,
  ) {}

  isOn(now: number): boolean {
    return now < this.endsAt;
  }

  /** Whether the limit has refused everything for so long that waiting is of no use. */
  isHopeless(now: number): boolean {
    const { refusals, refusedSince, settings } = this;
    return refusals >= HOPELESS_REFUSALS && now - refusedSince >= settings.hopelessMs;
  }

  /**
   * The request numbered `seq` was refused when `latestSeq` was the latest one sent.
   * @returns false if it was under way together with one that was refused before: that is no news.
   */
  refused(seq: number, latestSeq: number, now: number): boolean {
    if (seq <= this.burstSeq) return false;
    this.burstSeq = latestSeq;
    if (this.refusals === 0) this.refusedSince = now;
    this.refusals += 1;
    return true;
  }

  /** The request numbered `seq` was not refused. */
  passed(seq: number): void {
    if (seq > this.burstSeq) this.refusals = 0;
  }

  /** Pauses for as long as the number of refusals asks for. */
  begin(now: number): void {
    const doublings = Math.max(0, this.refusals - 1);
    this.extend(now + backoffMs(this.settings.blindWaitMs, doublings, this.random));
  }

  /** Pauses at least until this moment. */
  extend(until: number): void {
    this.endsAt = Math.max(this.endsAt, until);
  }
}
