/**
 * One counter of Okta's as its answers have shown it: what is left of the present window, and how many
 * requests may be sent without touching the reserve. Knows no queue and no timer; times are ms.
 */
import { Cooldown } from './cooldown';
import type { RateReading } from './headers';
import { usableOf, type LimitSettings } from './settings';

/** What the answer to one request says of the limits. */
export interface LimitAnswer {
  readonly reading?: RateReading | undefined;
  /** `rate`: 429 by the minute. `concurrency`: 429 with limit 0. */
  readonly refused?: 'rate' | 'concurrency' | undefined;
  /** How long a refusal asks to be left alone, ms. */
  readonly retryAfterMs?: number | undefined;
  /** False when no response came at all. */
  readonly answered: boolean;
  /** Whether the response was an error: something before Okta may have made it. */
  readonly isError?: boolean | undefined;
}

/** A request by its number in the order of sending and its path. */
export interface Sent {
  readonly seq: number;
  readonly template: string;
}

/** Okta's nodes may differ by a second about the end of one window; two windows are a minute apart. */
const SAME_WINDOW_S = 2;

const NO_SILENCE = { count: 0, seq: -1 };

export class RateWindow {
  /** As last reported; undefined as long as answers come without headers. */
  limit: number | undefined;
  remaining = Infinity;
  /** Pauses after refusals that do not say when they end, or that come again and again. */
  readonly cooldown: Cooldown;
  /** Whether an answer has shown the present window. Until then single requests, probes, find out. */
  isKnown = false;
  private nextProbeAt = 0;
  /** Requests from this number on were sent since the present window began. */
  private freshFrom = 0;
  /** `X-Rate-Limit-Reset` as sent: names the window. */
  private reset = 0;
  /** On our clock. */
  private endsAt = 0;
  /** The request that the latest reading answered. */
  private latestRead: Sent = { seq: -1, template: '' };
  /** Requests that ended without a reading; the reading of a request after `seq` includes them. */
  private silent = NO_SILENCE;
  private latestSeq = -1;

  constructor(
    readonly settings: LimitSettings,
    random: () => number,
  ) {
    this.cooldown = new Cooldown(settings, random);
  }

  /** Requests that this run may make in a full window. */
  get usable(): number | undefined {
    return this.limit === undefined ? undefined : usableOf(this.limit, this.settings.threshold);
  }

  /** Requests between what remains and the reserve. */
  get left(): number {
    const { limit, usable } = this;
    if (limit === undefined || usable === undefined) return Infinity;
    return this.remaining - this.silent.count - (limit - usable);
  }

  /** Whether a request may be sent now, beside so many in flight. */
  hasBudget(now: number, inFlight: number): boolean {
    this.roll(now);
    const mayGo = !this.cooldown.isOn(now) && (this.isKnown || now >= this.nextProbeAt);
    return mayGo && this.left - inFlight >= 1;
  }

  /** When the budget can grow by time alone; undefined when only an answer can help. */
  opensAt(now: number): number | undefined {
    this.roll(now);
    const end = this.isKnown ? this.endsAt + this.settings.marginMs : this.nextProbeAt;
    const hasBudget = this.left > 0 && this.cooldown.isOn(now);
    const opens = Math.max(hasBudget ? 0 : end, this.cooldown.endsAt);
    return opens > now ? opens : undefined;
  }

  /** Whether the bucket is shut until `opensAt`, whatever the requests in flight are answered. */
  isShut(now: number): boolean {
    this.roll(now);
    return this.cooldown.isOn(now) || (this.isKnown && this.left <= 0);
  }

  sent(seq: number, now: number): void {
    this.latestSeq = seq;
    if (!this.isKnown) this.nextProbeAt = now + this.settings.patienceMs;
  }

  /** Takes in an answer; true when its path seems to draw on another counter. */
  answered(sent: Sent, answer: LimitAnswer, now: number): boolean {
    const { reading, refused } = answer;
    if (refused === 'concurrency') return false;
    const isForeign = reading !== undefined && this.isForeign(sent, reading);
    if (reading === undefined) this.takeInSilence(sent, answer, now);
    else if (!isForeign) this.takeIn(sent, reading, now);
    if (refused === 'rate') this.takeInRefusal(sent, answer, now);
    else if (answer.answered) this.cooldown.passed(sent.seq);
    return isForeign;
  }

  /** After the window's end a full budget is assumed, but one request goes ahead to prove it. */
  private roll(now: number): void {
    if (!this.isKnown || this.limit === undefined) return;
    if (now < this.endsAt + this.settings.marginMs) return;
    this.isKnown = false;
    this.remaining = this.limit;
    this.silent = NO_SILENCE;
    this.freshFrom = this.latestSeq + 1;
    this.nextProbeAt = now;
  }

  /** Another limit on another path, or the end of a window that should be over, is another counter's. */
  private isForeign({ seq, template }: Sent, { limit, reset, untilResetMs }: RateReading): boolean {
    const isOfThisWindow = this.isKnown && seq >= this.freshFrom;
    if (!isOfThisWindow || template === this.latestRead.template) return false;
    if (this.reset === 0 || reset === undefined || untilResetMs === undefined) return false;
    if (this.isOlder(reset)) return untilResetMs > SAME_WINDOW_S * 1000;
    return limit !== this.limit;
  }

  private isOlder(reset: number): boolean {
    return reset < this.reset - SAME_WINDOW_S;
  }

  private takeIn(sent: Sent, reading: RateReading, now: number): void {
    const { limit, remaining, reset = this.reset, untilResetMs } = reading;
    if (this.isNextWindow(sent, reset, untilResetMs)) {
      this.isKnown = true;
      this.remaining = remaining;
      this.reset = reset;
      this.endsAt = now + (untilResetMs ?? this.settings.windowMs);
      this.freshFrom = this.latestSeq + 1;
    } else if (!this.isKnown || this.isOlder(reset)) return;
    // Responses overtake each other, so the smallest Remaining of a window is right.
    this.remaining = Math.min(this.remaining, remaining);
    if (untilResetMs !== undefined) this.endsAt = Math.min(this.endsAt, now + untilResetMs);
    if (sent.seq > this.silent.seq) this.silent = NO_SILENCE;
    if (sent.seq > this.latestRead.seq) [this.latestRead, this.limit] = [sent, limit];
  }

  private isNextWindow({ seq }: Sent, reset: number, untilResetMs: number | undefined): boolean {
    if (this.limit === undefined) return true;
    const isYounger = untilResetMs !== undefined && reset > this.reset + SAME_WINDOW_S;
    return isYounger || (!this.isKnown && seq >= this.freshFrom);
  }

  /** No reading: the request may have been counted, until the answer to a later one includes it. */
  private takeInSilence({ seq }: Sent, { answered, isError }: LimitAnswer, now: number): void {
    this.silent = { count: this.silent.count + 1, seq: this.latestSeq };
    if (this.limit === undefined && answered && isError !== true) this.isKnown = true;
    if (this.isKnown) return;
    if (seq >= this.freshFrom) this.nextProbeAt = now;
    // If nothing but silence was heard of a window, it counts as one that began now.
    if (this.left > 0) return;
    this.isKnown = true;
    this.endsAt = now + this.settings.windowMs;
  }

  /**
   * The budget is used up, and the bucket shut until the window's end. If the refusal says no end, or comes
   * again, a pause follows. If it says itself that something remains, it is believed when it comes again.
   */
  private takeInRefusal(sent: Sent, answer: LimitAnswer, now: number): void {
    const { reading, retryAfterMs = 0 } = answer;
    if (reading?.reset !== undefined && this.isOlder(reading.reset)) return;
    this.cooldown.extend(now + retryAfterMs);
    const saysEnd = reading?.untilResetMs !== undefined && this.isKnown;
    const isNews = this.cooldown.refused(sent.seq, this.latestSeq, now);
    const isRepeated = this.cooldown.refusals > 1;
    const isBelieved = reading?.remaining === 0 || isRepeated;
    if (this.limit === undefined) this.isKnown = false;
    else if (reading !== undefined && this.isKnown && isBelieved) this.remaining = 0;
    if (isNews && (!saysEnd || !isBelieved || isRepeated)) this.cooldown.begin(now);
  }
}
