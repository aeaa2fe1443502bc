/** Pauses after refusals (429) by one limit. Each is twice as long as the one before, until something passes. */
import { between, type LimitSettings } from './settings';

/** If so many refusals in a row came over at least `hopelessMs`, others leave nothing of the limit. */
const HOPELESS_REFUSALS = 10;

export class Cooldown {
  /** Nothing goes before this moment. */
  endsAt = -Infinity;
  /** Refusals since the limit last let a request pass; those of one burst count as one. */
  refusals = 0;
  private refusedSince: number | undefined;
  /** Requests up to this number were under way together, so their refusals count as one. */
  private burstSeq = -1;

  /** @param random 0 (inclusive) to 1: jitter, so that several clients do not march in step */
  constructor(
    private readonly settings: Pick<LimitSettings, 'blindWaitMs' | 'hopelessMs'>,
    private readonly random: () => number,
  ) {}

  isOn(now: number): boolean {
    return now < this.endsAt;
  }

  /** Whether the limit has refused everything for so long that waiting is of no use. */
  isHopeless(now: number): boolean {
    const ms = this.refusedSince === undefined ? 0 : now - this.refusedSince;
    return this.refusals >= HOPELESS_REFUSALS && ms >= this.settings.hopelessMs;
  }

  /**
   * The request numbered `seq` was refused when `latestSeq` was the latest one sent.
   * @returns false if it was under way together with one that was refused before: that is no news.
   */
  refused(seq: number, latestSeq: number, now: number): boolean {
    if (seq <= this.burstSeq) return false;
    this.burstSeq = latestSeq;
    this.refusals += 1;
    this.refusedSince ??= now;
    return true;
  }

  /** The request numbered `seq` was not refused. */
  passed(seq: number): void {
    if (seq <= this.burstSeq) return;
    this.refusals = 0;
    this.refusedSince = undefined;
  }

  /** Pauses for as long as the number of refusals asks for. */
  begin(now: number): void {
    const [shortest, longest] = this.settings.blindWaitMs;
    const ms = Math.min(longest, shortest * 2 ** Math.max(0, this.refusals - 1));
    this.extend(now + between([ms / 2, ms], this.random));
  }

  /** Pauses at least until this moment. */
  extend(until: number): void {
    this.endsAt = Math.max(this.endsAt, until);
  }
}
