/**
 * Rides out outages. If requests of a path fail in a row, its circuit opens: the others wait, and one at a
 * time, the probe, finds out whether Okta is back. So minutes without service cost a few calls and lose nothing.
 */
import type { Cancel, Clock } from '../clock';
import { backoffMs } from '../limits/settings';
import type { FailureCause } from '../errors';
import type { OutageWatch } from './outage';
import { askedPauseMs, type Breakdown, type Refusal } from './outcome';
import type { RetryBudget } from './retryPolicy';

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

/** One or two failures are accidents of single requests, which try again by themselves. */
const FAILURES_THAT_OPEN = 3;

/** A path is abandoned after the time for retries this many times over. */
export const ABANDONED_AFTER = 3;

/** In the state `draining`, pauses are this part of the longest one, as each of them costs a request. */
const DRAINING_SHARE = 1 / 6;

/** After so many requests have failed for good in a row, the next ones are sent once only. */
const GIVE_UPS_IN_A_ROW = 3;

/**
 * A request that is itself the cause need not spare its path: its pauses are at most so many first ones, and it is
 * sent at most so often. If every second request fails by chance, six attempts fail for 2 % of the objects.
 */
const LONGEST_PAUSE_OF_A_CAUSE = 4;
const ATTEMPTS_OF_A_CAUSE = 6;

/** The host was not reached at all. */
const UNREACHABLE: ReadonlySet<FailureCause> = new Set([
  'connection-refused',
  'dns',
  'unreachable',
  'connect-timeout',
]);

/** What one request has met on its path. */
export class Attempts {
  /** Failures since the circuit last closed: an outage explains those in it. */
  failures = 0;
  firstFailureAt = -Infinity;
  /** Whether the path has answered others meanwhile: then the request is itself the cause. */
  isCause = false;
}

interface Waiter {
  readonly attempts: Attempts;
  /** Lets it look at the circuit again, or gives it up. */
  readonly wake: (mayGoOn: boolean) => void;
}

/** The circuit of one path. */
export class CircuitBreaker {
  lastFailure: Refusal | Breakdown | undefined;
  private failuresInARow = 0;
  /** Requests that have failed for good since the path last answered. */
  giveUps = 0;
  private answeredAt = -Infinity;
  /** When the latest request was sent that was answered. */
  private answeredSentAt = -Infinity;
  private openedAt: number | undefined;
  private closedAt = -Infinity;
  /** The request that finds out whether the path is back, while it does: the circuit is half-open. */
  private probe: Attempts | undefined;
  private probes = 0;
  private nextProbeAt = 0;
  private cancel: Cancel | undefined;
  private readonly waiting: Waiter[] = [];

  constructor(
    private readonly parts: BreakerParts,
    private readonly template: string,
  ) {}

  /**
   * `closed`: requests are sent. `open`: they wait, and a probe that fails waits again. `draining`: the time for
   * retries is over, so a probe that fails is given up. `abandoned`: all are given up but a probe now and then.
   */
  private get state(): 'closed' | 'open' | 'draining' | 'abandoned' {
    if (this.openedAt === undefined) return 'closed';
    const since = Math.min(this.openedAt, this.parts.watch.since ?? Infinity);
    const budgets = (this.parts.clock.now() - since) / this.parts.budget.ms;
    if (budgets < 1) return 'open';
    return budgets < ABANDONED_AFTER ? 'draining' : 'abandoned';
  }

  /** Waits until this request may be sent; false if it is given up instead. */
  async enter(attempts: Attempts): Promise<boolean> {
    while (this.openedAt !== undefined && this.probe !== attempts) {
      // What comes while a probe is under way waits for what it finds out.
      const isTooEarly = this.probe === undefined && this.parts.clock.now() < this.nextProbeAt;
      if (this.state === 'abandoned' && isTooEarly) return false;
      const mayGoOn = await new Promise<boolean>((wake) => {
        this.waiting.push({ attempts, wake });
        this.schedule();
      });
      if (!mayGoOn) return false;
    }
    return true;
  }

  /** A request that was sent at `sentAt` was answered; one from before the outage proves nothing. */
  answered(sentAt: number, attempts: Attempts): void {
    if (this.openedAt !== undefined && sentAt < this.openedAt) return;
    this.answeredAt = this.parts.clock.now();
    this.answeredSentAt = Math.max(this.answeredSentAt, sentAt);
    this.failuresInARow = 0;
    this.giveUps = 0;
    this.leave(attempts);
    if (this.openedAt === undefined) return;
    this.closedAt = this.answeredAt;
    this.close();
    this.parts.onChange(this.template, false);
  }

  /** An attempt that was sent at `sentAt` failed in a way that may pass. */
  failed(failure: Refusal | Breakdown, sentAt: number, attempts: Attempts): void {
    const now = this.parts.clock.now();
    this.lastFailure = failure;
    if (attempts.firstFailureAt <= this.closedAt) {
      attempts.failures = 0;
      attempts.firstFailureAt = now;
      attempts.isCause = false;
    }
    attempts.failures += 1;
    // A request that hung is the cause, too, if one was answered that was sent after it.
    // Whatever is asked for, it is not why the host cannot be reached.
    attempts.isCause =
      !UNREACHABLE.has(failure.cause) &&
      (attempts.isCause ||
        this.answeredAt > attempts.firstFailureAt ||
        (failure.cause === 'timeout' && this.answeredSentAt > sentAt));
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
    const longestPauseMs = budget.firstPauseMs * LONGEST_PAUSE_OF_A_CAUSE;
    return { ...budget, longestPauseMs, attempts: Math.min(ATTEMPTS_OF_A_CAUSE, budget.attempts) };
  }

  /** Must be called when the request has ended in any way: if it was the probe, another one may follow. */
  leave(attempts: Attempts): void {
    if (this.probe !== attempts) return;
    this.probe = undefined;
    this.probes += 1;
    this.nextProbeAt = this.parts.clock.now() + this.pauseMs();
    if (this.state === 'abandoned') this.wakeAll(false);
    this.schedule();
  }

  /** Lets everything go on that waits: to the path, or to a rate limiter that was stopped and rejects it. */
  close(): void {
    this.openedAt = undefined;
    this.wakeAll(true);
  }

  private countFailure(now: number): void {
    this.failuresInARow += 1;
    if (this.failuresInARow < FAILURES_THAT_OPEN || this.openedAt !== undefined) return;
    this.openedAt = now;
    this.probes = 0;
    this.nextProbeAt = now + this.pauseMs();
    this.parts.onChange(this.template, true);
  }

  private pauseMs(): number {
    const { firstPauseMs, longestPauseMs } = this.parts.budget;
    const longest = longestPauseMs * (this.state === 'draining' ? DRAINING_SHARE : 1);
    // A request has paused twice by itself before the circuit opened.
    const ms = backoffMs([firstPauseMs, longest], this.probes + 2, this.parts.random);
    return Math.max(this.lastFailure ? askedPauseMs(this.lastFailure) : 0, ms);
  }

  private wakeAll(mayGoOn: boolean): void {
    this.cancel?.();
    this.cancel = undefined;
    for (const { wake } of this.waiting.splice(0)) wake(mayGoOn);
  }

  private schedule(): void {
    if (this.probe || this.cancel || this.waiting.length === 0) return;
    const { clock } = this.parts;
    this.cancel = clock.after(Math.max(0, this.nextProbeAt - clock.now()), () => {
      this.cancel = undefined;
      const waiter = this.waiting.shift();
      this.probe = waiter?.attempts;
      waiter?.wake(true);
    });
  }
}
