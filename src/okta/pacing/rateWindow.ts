/**
 * One bucket's budget: what its counter is known to hold, how many requests may still be sent without
 * going below the reserve, and when it opens again. Knows no queue and no timer.
 */
import type { Answer } from './answer';
import { BlindPause } from './blindPause';
import { usableOf, type Pacing } from './pacing';
import { Probing } from './probing';
import type { RateReading } from './rateLimitHeaders';
import { RefusalStreak } from './refusalStreak';
import { RivalLimit } from './rivalLimit';

type Knowledge = 'nothing' | 'no-headers' | 'limit';

/**
 * Okta's nodes may differ by a second about the end of one window, and Reset is cut to seconds. Two
 * windows of one counter are a minute apart.
 */
const SAME_WINDOW_S = 2;

/**
 * The window of one counter as far as answers have shown it; times are ms on the caller's clock.
 */
export class RateWindow {
  limit: number | undefined;
  remaining: number | undefined;
  inFlight = 0;
  private knowledge: Knowledge = 'nothing';
  private reset: number | undefined;
  private longestWindowMs = 0;
  /** When the window ends on our clock; undefined while no credible header told it. */
  private endsAt: number | undefined;
  /** False from the end of a window until a response has shown the next one. */
  private verified = false;
  private readingSeq = -1;
  /**
   * Requests that ended without a reading, each as the number of the youngest request sent by then: a
   * reading of a younger one includes it.
   */
  private silent: number[] = [];
  private latestSeq = -1;
  private readonly probing: Probing;
  private readonly pause: BlindPause;
  private readonly rival = new RivalLimit();
  private readonly refusals: RefusalStreak;

  constructor(
    private readonly pacing: Pacing,
    random: () => number,
  ) {
    this.probing = new Probing(pacing.patienceMs);
    this.pause = new BlindPause(pacing.blindWaitMs, random);
    this.refusals = new RefusalStreak(pacing.hopelessMs);
  }

  /** Requests that this run may make in a full window. */
  get usable(): number | undefined {
    return this.limit === undefined ? undefined : usableOf(this.limit, this.pacing.threshold);
  }

  /** Length of a window as seen from one reset to the next, a minute until then. */
  get windowMs(): number {
    return this.longestWindowMs === 0 ? 60_000 : this.longestWindowMs;
  }

  /** How many requests may be sent now. */
  allowance(now: number): number {
    if (this.pause.isOn(now)) return 0;
    if (this.knowledge === 'no-headers') return Infinity;
    if (this.knowledge === 'nothing') return this.probing.allowance(now);
    this.roll(now);
    const budget = this.budget() - this.inFlight;
    if (!this.verified) return Math.min(this.probing.allowance(now), budget);
    // Without a credible end, a single request now and then has to find out whether it is over.
    if (this.endsAt === undefined && budget <= 0 && this.inFlight === 0) return 1;
    return budget;
  }

  /** When the allowance can grow by time alone; undefined when only an answer can help. */
  opensAt(now: number): number | undefined {
    if (this.knowledge === 'limit') this.roll(now);
    const isPaused = this.pause.isOn(now);
    const unproven = this.knowledge === 'nothing' || !this.verified;
    if (this.knowledge !== 'no-headers' && unproven && !isPaused) return this.probing.nextAt(now);
    const isEnough = isPaused && !this.isSpent();
    const end = this.endsAt === undefined || isEnough ? 0 : this.endsAt + this.pacing.marginMs;
    const opens = Math.max(end, this.pause.endsAt);
    return opens > now ? opens : undefined;
  }

  /** Whether the bucket is shut until `opensAt`, answers of requests in flight notwithstanding. */
  isShut(now: number): boolean {
    if (this.pause.isOn(now)) return true;
    this.roll(now);
    return this.knowledge === 'limit' && this.verified && this.isSpent();
  }

  /** Whether the present shutting was ordered by a 429, not by our own budget. */
  get wasRefused(): boolean {
    return this.refusals.isOn;
  }

  /** Whether refusals alone have come for so long that waiting for the bucket is hopeless. */
  isStarved(now: number): boolean {
    return this.refusals.isHopeless(now);
  }

  sent(seq: number, now: number): void {
    this.latestSeq = seq;
    this.inFlight += 1;
    const unproven = this.knowledge === 'limit' ? !this.verified : this.knowledge === 'nothing';
    if (unproven) this.probing.sent(now);
  }

  /**
   * Takes in what a response tells. True when it contradicts what other requests of this bucket were
   * told after it was opened: then its path draws on another counter.
   */
  answered(answer: Answer, now: number): boolean {
    this.forget(answer.seq);
    if (answer.refused === 'concurrency') return false;
    const contradicts = this.takeIn(answer, now);
    if (answer.refused === 'rate') this.takeRefusal(answer, now);
    else if (answer.answered) this.refusals.passed(answer.seq);
    this.pauseWhenBlind(now);
    return contradicts;
  }

  /** Ends a request without learning from its answer, which belongs to another counter. */
  forget(seq: number): void {
    this.inFlight -= 1;
    this.probing.ended(seq);
  }

  private isSpent(): boolean {
    return this.knowledge === 'limit' && this.budget() <= 0;
  }

  /** Requests between what remains and the reserve. */
  private budget(): number {
    const reserve = (this.limit ?? 0) - (this.usable ?? 0);
    return (this.remaining ?? 0) - this.silent.length - reserve;
  }

  /** After the window's end a full budget is assumed, but one request goes ahead to prove it. */
  private roll(now: number): void {
    if (!this.verified || this.endsAt === undefined) return;
    if (now < this.endsAt + this.pacing.marginMs) return;
    this.verified = false;
    this.remaining = this.limit;
    this.silent = [];
    this.probing.restart(this.latestSeq);
  }

  private takeIn(answer: Answer, now: number): boolean {
    const { reading, seq } = answer;
    if (reading && this.silent.length > 0) {
      this.silent = this.silent.filter((latestThen) => latestThen >= seq);
    }
    if (!reading) {
      this.takeInSilence(answer, now);
    } else if (this.knowledge !== 'limit' || (!this.verified && this.probing.isFresh(seq))) {
      this.adopt(answer, reading, now);
    } else if (this.endsAt === undefined) {
      // No credible end, so Reset names no window either: the youngest answer counts.
      if (seq > this.readingSeq) this.adopt(answer, reading, now);
    } else if (reading.untilResetMs === undefined || reading.reset === undefined) {
      this.lower(reading);
    } else {
      return this.takeInWindow(
        answer,
        { ...reading, reset: reading.reset },
        reading.untilResetMs,
        now,
      );
    }
    return false;
  }

  /** A reading that names a window: the present one, a younger one, or that of another counter. */
  private takeInWindow(
    answer: Answer,
    reading: RateReading & { readonly reset: number },
    untilResetMs: number,
    now: number,
  ): boolean {
    const isFresh = this.verified && this.probing.isFresh(answer.seq);
    const later = this.reset === undefined ? Infinity : reading.reset - this.reset;
    if (later > SAME_WINDOW_S) {
      this.adopt(answer, reading, now);
      return false;
    }
    // Older than known, on a request sent since: a second counter, if it is still running.
    if (later < -SAME_WINDOW_S) return isFresh && untilResetMs > 2_000;
    if (this.verified && reading.limit !== this.limit) {
      const verdict = this.rival.judge(answer, isFresh);
      if (verdict !== 'changed') return verdict === 'other-counter';
    } else this.rival.confirm(answer);
    this.refine(answer, reading, now + untilResetMs);
    return false;
  }

  /**
   * No headers: the request may have been counted, so it is taken as counted until a reading of a later
   * request has come. A window of which nothing but silence was heard counts as one that began now.
   */
  private takeInSilence({ answered, isError }: Answer, now: number): void {
    if (this.knowledge !== 'limit' && answered && isError !== true) this.knowledge = 'no-headers';
    else this.silent.push(this.latestSeq);
    if (this.knowledge !== 'limit' || this.verified || this.budget() > 0) return;
    this.verified = true;
    this.endsAt = now + this.windowMs;
  }

  private adopt(answer: Answer, reading: RateReading, now: number): void {
    const length = ((reading.reset ?? 0) - (this.reset ?? Infinity)) * 1000;
    if (length > 0 && length <= 60_000) {
      this.longestWindowMs = Math.max(this.longestWindowMs, length);
    }
    this.knowledge = 'limit';
    this.limit = reading.limit;
    this.rival.accept(answer);
    this.remaining = reading.remaining;
    this.reset = reading.reset;
    this.endsAt = reading.untilResetMs === undefined ? undefined : now + reading.untilResetMs;
    this.verified = true;
    this.readingSeq = answer.seq;
    this.probing.restart(this.latestSeq);
  }

  /** The same window once more: responses overtake each other, so the smallest Remaining is right. */
  private refine(answer: Answer, reading: RateReading, endsAt: number): void {
    if (!this.verified) return;
    if (answer.seq > this.readingSeq) {
      this.readingSeq = answer.seq;
      this.limit = reading.limit;
      this.rival.accept(answer);
    }
    this.lower(reading);
    this.endsAt = Math.min(this.endsAt ?? endsAt, endsAt);
  }

  private lower(reading: RateReading): void {
    this.remaining = Math.min(this.remaining ?? reading.remaining, reading.remaining);
  }

  /**
   * A refused bucket is empty, whatever Remaining says; all refusals of one burst are one message. A
   * refusal without a reading, or before a window was seen, tells no end to wait for: a pause follows.
   */
  private takeRefusal({ seq, reading, retryAfterMs = 0 }: Answer, now: number): void {
    if ((reading?.reset ?? Infinity) < (this.reset ?? 0) - SAME_WINDOW_S) return;
    const tellsEnd = reading !== undefined && this.verified && this.endsAt !== undefined;
    if (this.knowledge !== 'limit') this.knowledge = 'nothing';
    else if (reading !== undefined && this.verified) this.remaining = 0;
    this.pause.extend(now + retryAfterMs);
    if (!this.refusals.note(seq, this.latestSeq, now)) return;
    if (!tellsEnd || this.refusals.isRepeated) this.pause.begin(now);
  }

  private pauseWhenBlind(now: number): void {
    if (this.knowledge !== 'limit' || this.pause.isOn(now)) return;
    if (this.budget() > 0) this.pause.forget();
    else if (this.endsAt === undefined && this.inFlight === 0) this.pause.begin(now);
  }
}
