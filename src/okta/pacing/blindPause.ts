/** Pauses of which no header tells the length: each is twice as long as the one before. */
import { between } from './pacing';

/** One pause after the other, until something passes. */
export class BlindPause {
  /** Nothing goes before this moment. */
  private until = -Infinity;
  private times = 0;

  /**
   * @param bounds shortest and longest pause, ms
   * @param random 0 (inclusive) to 1: jitter, so that several clients do not march in step
   */
  constructor(
    private readonly bounds: readonly [number, number],
    private readonly random: () => number,
  ) {}

  get endsAt(): number {
    return this.until;
  }

  isOn(now: number): boolean {
    return now < this.until;
  }

  begin(now: number): void {
    const [shortest, longest] = this.bounds;
    const ms = Math.min(longest, shortest * 2 ** this.times);
    this.times += 1;
    this.extend(now + between([ms / 2, ms], this.random));
  }

  /** Nothing goes before this moment either. */
  extend(until: number): void {
    this.until = Math.max(this.until, until);
  }

  /** The next pause is a short one again. */
  forget(): void {
    this.times = 0;
  }
}
