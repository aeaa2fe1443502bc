/**
 * Rides out outages. If requests of a path fail in a row, its circuit opens: the others wait, and one at a
 * time, the probe, finds out whether Okta is back. So minutes without service cost a few calls and lose nothing.
 */
import type { Cancel, Clock } from '../clock';
import { between } from '../limits/settings';
import type { Outage, OutageWatch } from './outage';
import type { Breakdown, Refusal } from './outcome';
import { askedPauseMs, type RetryBudget } from './retryPolicy';

export interface BreakerParts {
  readonly clock: Clock;
  /** 0 (inclusive) to 1, for jitter. */
  readonly random: () => number;
  readonly budget: RetryBudget;
  /** Is told of every request. */
  readonly watch: OutageWatch;
  /** Called when the circuit of a path opens and when it closes. */
  readonly onChange: (template: string, isOpen: boolean) => void;
}

/**
 * `closed`: requests are sent. `open`: they wait, and a probe that fails waits again. `draining`: the time for
 * retries is over, so a probe that fails is given up. `abandoned`: all are given up but a probe now and then.
 */
export type BreakerState = 'closed' | 'open' | 'draining' | 'abandoned';

/** One or two failures are accidents of single requests, which try again by themselves. */
const FAILURES_THAT_OPEN = 3;

/** A path is abandoned after the time for retries this many times over. */
export const ABANDONED_AFTER = 3;

/** In the state `draining`, pauses are this part of the longest one, as each of them costs a request. */
const DRAINING_SHARE = 1 / 6;

/** After so many requests have failed for good in a row, the next ones are sent once only. */
const GIVE_UPS_IN_A_ROW = 3;

/** A request that is itself the cause need not spare its path: its pauses are at most so many first ones. */
const LONGEST_PAUSE_OF_A_CAUSE = 4;

/** What one request has met on its path. */
export interface Attempts {
  /** Failures since the circuit last closed: an outage explains those in it. */
  failures: number;
  firstFailureAt: number;
  /** Whether the path has answered others meanwhile: then the request is itself the cause. */
  isCause: boolean;
  /** Whether this request is the one that finds out. */
  isProbe: boolean;
}

type Turn = 'go' | 'probe' | 'give-up';

interface Waiter {
  readonly resolve: (turn: Turn) => void;
  readonly reject: (reason: Error) => void;
}

/** The circuit of one path. */
export class CircuitBreaker {
  lastFailure: Refusal | Breakdown | undefined;
  private failuresInARow = 0;
  private failingSince: number | undefined;
  private giveUps = 0;
  private answeredAt = -Infinity;
  /** When the latest request was sent that was answered. */
  private answeredSentAt = -Infinity;
  private openedAt: number | undefined;
  private closedAt = -Infinity;
  private isHalfOpen = false;
  private probes = 0;
  private nextProbeAt = 0;
  private cancel: Cancel | undefined;
  private stopped: Error | undefined;
  private readonly waiting: Waiter[] = [];

  constructor(
    private readonly parts: BreakerParts,
    private readonly template: string,
  ) {}

  get state(): BreakerState {
    if (this.openedAt === undefined) return 'closed';
    const since = Math.min(this.failingSince ?? Infinity, this.parts.watch.since ?? Infinity);
    const budgets = (this.parts.clock.now() - since) / this.parts.budget.ms;
    if (budgets < 1) return 'open';
    return budgets < ABANDONED_AFTER ? 'draining' : 'abandoned';
  }

  /** Waits until this request may be sent; false if it is given up instead. Rejects with the reason of `stop`. */
  async enter(attempts: Attempts): Promise<boolean> {
    while (this.state !== 'closed' && !attempts.isProbe) {
      const turn = await this.turn();
      if (turn === 'give-up') return false;
      attempts.isProbe = turn === 'probe';
    }
    return true;
  }

  /** A request that was sent at `sentAt` was answered; one from before the outage proves nothing. */
  answered(sentAt: number, attempts: Attempts): void {
    if (this.openedAt !== undefined && sentAt < this.openedAt) return;
    this.answeredAt = this.parts.clock.now();
    this.answeredSentAt = Math.max(this.answeredSentAt, sentAt);
    this.failuresInARow = 0;
    this.failingSince = undefined;
    this.giveUps = 0;
    this.leave(attempts);
    if (this.openedAt === undefined) return;
    this.openedAt = undefined;
    this.closedAt = this.answeredAt;
    this.letGo('go');
    this.parts.onChange(this.template, false);
  }

  /** An attempt that was sent at `sentAt` failed in a way that may pass. */
  failed(failure: Refusal | Breakdown, sentAt: number, attempts: Attempts): void {
    const now = this.parts.clock.now();
    this.lastFailure = failure;
    if (attempts.failures === 0 || attempts.firstFailureAt <= this.closedAt) {
      attempts.failures = 0;
      attempts.firstFailureAt = now;
      attempts.isCause = false;
    }
    attempts.failures += 1;
    attempts.isCause ||= this.hasAnsweredOthers(failure, sentAt, attempts);
    if (!attempts.isCause) this.countFailure(now);
    this.leave(attempts);
  }

  /** How often this request may be sent, and how long it may pause, as things stand. */
  budgetFor({ isCause }: Attempts): RetryBudget {
    const { state } = this;
    const { budget } = this.parts;
    const isLast = state === 'draining' || state === 'abandoned';
    if (isLast || this.giveUps >= GIVE_UPS_IN_A_ROW) return { ...budget, attempts: 1 };
    if (!isCause) return budget;
    const longestPauseMs = Math.min(
      budget.longestPauseMs,
      budget.firstPauseMs * LONGEST_PAUSE_OF_A_CAUSE,
    );
    return { ...budget, longestPauseMs, attempts: budget.attemptsOfOne };
  }

  /** A request has failed for good. */
  gaveUp(): void {
    this.giveUps += 1;
  }

  /** Must be called when the request has ended in any way: if it was the probe, another one may follow. */
  leave(attempts: Attempts): void {
    if (!attempts.isProbe) return;
    attempts.isProbe = false;
    this.isHalfOpen = false;
    if (this.openedAt === undefined) return;
    this.probes += 1;
    this.nextProbeAt = this.parts.clock.now() + this.pauseMs();
    if (this.state === 'abandoned') this.letGo('give-up');
    this.schedule();
  }

  /** Rejects everything that waits, and whatever would wait later. */
  stop(reason: Error): void {
    this.stopped ??= reason;
    this.cancel?.();
    for (const waiter of this.waiting.splice(0)) waiter.reject(reason);
  }

  private turn(): Promise<Turn> {
    if (this.stopped) return Promise.reject(this.stopped);
    // What comes while a probe is under way waits for what it finds out.
    const isTooEarly = !this.isHalfOpen && this.parts.clock.now() < this.nextProbeAt;
    if (this.state === 'abandoned' && isTooEarly) return Promise.resolve('give-up');
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.schedule();
    });
  }

  private hasAnsweredOthers(
    { cause }: Refusal | Breakdown,
    sentAt: number,
    { failures, firstFailureAt }: Attempts,
  ): boolean {
    if (failures > 1 && this.answeredAt > firstFailureAt) return true;
    // While it hung, a request was answered that was sent after it.
    return cause === 'timeout' && this.answeredSentAt > sentAt;
  }

  private countFailure(now: number): void {
    this.failuresInARow += 1;
    this.failingSince ??= now;
    if (this.failuresInARow < FAILURES_THAT_OPEN || this.openedAt !== undefined) return;
    this.openedAt = now;
    this.probes = 0;
    this.nextProbeAt = now + this.pauseMs();
    this.parts.onChange(this.template, true);
  }

  private pauseMs(): number {
    const { firstPauseMs, longestPauseMs } = this.parts.budget;
    // A request has paused twice by itself before the circuit opened.
    const growing = Math.min(longestPauseMs, firstPauseMs * 2 ** (this.probes + 2));
    const ms = this.state === 'draining' ? longestPauseMs * DRAINING_SHARE : growing;
    const asked = this.lastFailure ? askedPauseMs(this.lastFailure) : 0;
    return Math.max(asked, between([ms / 2, ms], this.parts.random));
  }

  private letGo(turn: Turn): void {
    this.cancel?.();
    this.cancel = undefined;
    for (const waiter of this.waiting.splice(0)) waiter.resolve(turn);
  }

  private schedule(): void {
    if (this.isHalfOpen || this.cancel || this.waiting.length === 0) return;
    const { clock } = this.parts;
    this.cancel = clock.after(Math.max(0, this.nextProbeAt - clock.now()), () => {
      this.cancel = undefined;
      const waiter = this.waiting.shift();
      if (!waiter) return;
      this.isHalfOpen = true;
      waiter.resolve('probe');
    });
  }
}

/** The circuits of all paths. */
export class CircuitBreakers {
  private readonly paths = new Map<string, CircuitBreaker>();
  private stopped: { readonly reason: Error; readonly outage: Outage | undefined } | undefined;

  constructor(private readonly parts: BreakerParts) {}

  of(template: string): CircuitBreaker {
    let breaker = this.paths.get(template);
    if (!breaker) {
      breaker = new CircuitBreaker(this.parts, template);
      if (this.stopped) breaker.stop(this.stopped.reason);
      this.paths.set(template, breaker);
    }
    return breaker;
  }

  /** The outage of the whole org, if there is one now, or was one when the breakers were stopped. */
  get outage(): Outage | undefined {
    if (this.stopped) return this.stopped.outage;
    return this.parts.watch.outage(this.parts.clock.now());
  }

  /** Rejects everything that waits, and whatever would wait later. */
  stop(reason: Error): void {
    if (this.stopped) return;
    this.stopped = { reason, outage: this.outage };
    for (const path of this.paths.values()) path.stop(reason);
  }
}
