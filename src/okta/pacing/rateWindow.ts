/**
 * One bucket's budget: what its counter is known to hold, how many requests may still be sent without
 * going below the reserve, and when it opens again. Knows no queue and no timer.
 */
import { between, usableOf, type Pacing } from './pacing';
import { Probing } from './probing';
import type { RateReading } from './rateLimitHeaders';

/** What became of a request, as far as its bucket is concerned. */
export interface Answer {
  /** Number of the request, in the order of sending. */
  readonly seq: number;
  /** Path template of the request: paths that draw on another counter give themselves away by it. */
  readonly template: string;
  readonly reading?: RateReading | undefined;
  /** `rate`: 429 by the minute. `concurrency`: 429 with limit 0. */
  readonly refused?: 'rate' | 'concurrency' | undefined;
  /** False when no response came at all. */
  readonly answered: boolean;
}

type Knowledge = 'nothing' | 'no-headers' | 'limit';

export class RateWindow {
  limit: number | undefined;
  remaining: number | undefined;
  inFlight = 0;
  private knowledge: Knowledge = 'nothing';
  private reset: number | undefined;
  private limitFrom = '';
  private longestWindowMs = 0;
  /** When the window ends on our clock; undefined while no credible header told it. */
  private endsAt: number | undefined;
  /** False from the end of a window until a response has shown the next one. */
  private verified = false;
  /** Begins anew whenever the window is rolled or adopted. */
  private readonly probing: Probing;
  private readingSeq = -1;
  /**
   * Requests that ended without a reading, each as the number of the youngest request sent by then: a
   * reading of a younger one includes it.
   */
  private silent: number[] = [];
  private latestSeq = -1;
  private notBefore = -Infinity;
  private blindPauses = 0;
  private refusals = 0;
  private refusalSeq = -1;

  constructor(
    private readonly pacing: Pacing,
    private readonly random: () => number,
  ) {
    this.probing = new Probing(pacing.patienceMs);
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
    if (now < this.notBefore) return 0;
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
    const unproven = this.knowledge === 'nothing' || !this.verified;
    if (this.knowledge !== 'no-headers' && unproven && now >= this.notBefore) {
      return this.probing.nextAt(now);
    }
    const end = this.endsAt === undefined ? 0 : this.endsAt + this.pacing.marginMs;
    const opens = Math.max(end, this.notBefore);
    return opens > now ? opens : undefined;
  }

  /** Whether the bucket is shut until `opensAt`, answers of requests in flight notwithstanding. */
  isShut(now: number): boolean {
    if (now < this.notBefore) return true;
    this.roll(now);
    return this.knowledge === 'limit' && this.verified && this.isSpent();
  }

  /** Whether the present shutting was ordered by a 429, not by our own budget. */
  get wasRefused(): boolean {
    return this.refusals > 0;
  }

  sent(seq: number, now: number): void {
    this.latestSeq = seq;
    this.inFlight += 1;
    if (this.knowledge === 'limit' ? !this.verified : this.knowledge === 'nothing') {
      this.probing.sent(now);
    }
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
    else if (answer.answered && answer.seq > this.refusalSeq) this.refusals = 0;
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
    this.probing.restart(this.latestSeq + 1);
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
    } else if (this.reset === undefined || reading.reset > this.reset) {
      this.adopt(answer, reading, now);
    } else if (reading.reset < this.reset) {
      // Older than known, on a request sent since: a second counter, if it is still running.
      return this.verified && this.probing.isFresh(seq) && reading.untilResetMs > 2_000;
    } else if (
      this.verified &&
      reading.limit !== this.limit &&
      answer.template !== this.limitFrom
    ) {
      return this.probing.isFresh(seq);
    } else {
      this.refine(answer, reading, now + reading.untilResetMs);
    }
    return false;
  }

  /**
   * No headers: the request may have been counted, so it is taken as counted until a reading of a later
   * request has come. A window of which nothing but silence was heard counts as one that began now.
   */
  private takeInSilence({ answered }: Answer, now: number): void {
    if (this.knowledge !== 'limit' && answered) this.knowledge = 'no-headers';
    else this.silent.push(this.latestSeq);
    if (this.knowledge !== 'limit' || this.verified || this.budget() > 0) return;
    this.verified = true;
    this.endsAt = now + this.windowMs;
  }

  private adopt({ seq, template }: Answer, reading: RateReading, now: number): void {
    const length = ((reading.reset ?? 0) - (this.reset ?? Infinity)) * 1000;
    if (length > 0 && length <= 60_000) {
      this.longestWindowMs = Math.max(this.longestWindowMs, length);
    }
    this.knowledge = 'limit';
    this.limit = reading.limit;
    this.limitFrom = template;
    this.remaining = reading.remaining;
    this.reset = reading.reset;
    this.endsAt = reading.untilResetMs === undefined ? undefined : now + reading.untilResetMs;
    this.verified = true;
    this.readingSeq = seq;
    this.probing.restart(this.latestSeq + 1);
  }

  /** The same window once more: responses overtake each other, so the smallest Remaining is right. */
  private refine({ seq, template }: Answer, reading: RateReading, endsAt: number): void {
    if (!this.verified) return;
    if (seq > this.readingSeq) {
      this.readingSeq = seq;
      this.limit = reading.limit;
      this.limitFrom = template;
    }
    this.lower(reading);
    this.endsAt = Math.min(this.endsAt ?? endsAt, endsAt);
  }

  private lower(reading: RateReading): void {
    this.remaining = Math.min(this.remaining ?? reading.remaining, reading.remaining);
  }

  /** A refused bucket is empty, whatever Remaining says; all refusals of one burst are one message. */
  private takeRefusal({ seq, reading }: Answer, now: number): void {
    const stale = reading?.reset !== undefined && reading.reset < (this.reset ?? 0);
    if (stale) return;
    if (this.knowledge === 'limit') this.remaining = 0;
    else this.knowledge = 'nothing';
    if (seq <= this.refusalSeq) return;
    this.refusalSeq = this.latestSeq;
    this.refusals += 1;
    if (this.endsAt === undefined || this.refusals > 1) this.pauseBlindly(now);
  }

  private pauseWhenBlind(now: number): void {
    if (this.knowledge !== 'limit' || this.notBefore > now) return;
    if (this.budget() > 0) this.blindPauses = 0;
    else if (this.endsAt === undefined && this.inFlight === 0) this.pauseBlindly(now);
  }

  /** Doubles from pause to pause and is jittered, so that several clients do not march in step. */
  private pauseBlindly(now: number): void {
    const [shortest, longest] = this.pacing.blindWaitMs;
    const ms = Math.min(longest, shortest * 2 ** this.blindPauses);
    this.blindPauses += 1;
    this.notBefore = now + between([ms / 2, ms], this.random);
  }
}
