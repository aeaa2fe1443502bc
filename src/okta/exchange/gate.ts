/**
 * Holds up the requests of a path, or of the whole org, while it is down: they wait in line, and one
 * after the other tries whether it is back. Knows no HTTP.
 */
import type { Cancel, Clock } from '../clock';
import { Fifo } from '../pacing/fifo';
import type { Breakdown, Refusal } from './outcome';
import { between } from '../pacing/pacing';
import type { RetryBudget } from './retry';

export interface GateParts {
  readonly clock: Clock;
  /** 0 (inclusive) to 1, for jitter. */
  readonly random: () => number;
  readonly budget: RetryBudget;
  /** Since when all of the org has failed, which may be longer than this gate knows of. */
  readonly failingSince: () => number | undefined;
  readonly onChange: (isDown: boolean) => void;
}

/** `trial`: send, and find out. `refused`: do not send at all. */
export type Turn = 'open' | 'trial' | 'refused';

/**
 * `waiting`: what fails in a trial gets in line again. `trying`: it does not, since the time for
 * retries is over. `lost`: hardly anything is sent any more.
 */
export type Stage = 'waiting' | 'trying' | 'lost';

/** One or two failures are accidents of single requests, which try again by themselves. */
const FAILURES_IN_A_ROW = 3;

/** A path is lost after the time for retries this many times over. */
const LOST_AFTER_BUDGETS = 3;

/** In the stage `trying`, pauses are this part of the longest one: each of them costs a request. */
const TRYING_SHARE = 1 / 6;

interface Waiter {
  readonly resolve: (turn: Turn) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * One path, or the org: open, or shut with one request at a time finding out whether it is back.
 */
export class Gate {
  /** Requests that have failed for good since the last answer. */
  giveUps = 0;
  lastAnswerAt = -Infinity;
  /** When the last outage ended. */
  reopenedAt = -Infinity;
  /** How the first attempts of requests have ended here so far. */
  readonly firsts = { passed: 0, failed: 0 };
  lastFailure: Refusal | Breakdown | undefined;
  private row = 0;
  private failingSince: number | undefined;
  private shutAt: number | undefined;
  private trials = 0;
  private isTrying = false;
  private nextTrialAt = 0;
  private askedPauseMs = 0;
  private cancel: Cancel | undefined;
  private stopped: Error | undefined;
  private readonly waiting = new Fifo<Waiter>();

  constructor(private readonly parts: GateParts) {}

  get isShut(): boolean {
    return this.shutAt !== undefined;
  }

  get stage(): Stage {
    if (this.shutAt === undefined) return 'waiting';
    const since = Math.min(this.failingSince ?? Infinity, this.parts.failingSince() ?? Infinity);
    const ms = this.parts.clock.now() - since;
    if (ms < this.parts.budget.ms) return 'waiting';
    return ms < this.parts.budget.ms * LOST_AFTER_BUDGETS ? 'trying' : 'lost';
  }

  /** Waits for the gate to open, or for this request's turn to try. Rejects with the reason of `stop`. */
  turn(): Promise<Turn> {
    if (this.stopped) return Promise.reject(this.stopped);
    if (this.stage === 'lost' && this.isTooEarly()) return Promise.resolve('refused');
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.schedule();
    });
  }

  /**
   * @param askedPauseMs how long Okta asks to be left alone, or 0
   * @param isOwnFault the request failed before, and others passed since: it tells nothing of them
   */
  failed(failure: Refusal | Breakdown, askedPauseMs: number, isOwnFault = false): void {
    const now = this.parts.clock.now();
    this.lastFailure = failure;
    this.askedPauseMs = askedPauseMs;
    if (isOwnFault) return;
    this.row += 1;
    this.failingSince ??= now;
    if (this.row < FAILURES_IN_A_ROW || this.shutAt !== undefined) return;
    this.shutAt = now;
    this.trials = 0;
    this.nextTrialAt = now + this.pauseMs();
    this.parts.onChange(true);
  }

  /** A request that was sent at `sentAt` was answered; one from before the outage proves nothing. */
  answered(sentAt: number): void {
    if (this.shutAt !== undefined && sentAt < this.shutAt) return;
    this.lastAnswerAt = this.parts.clock.now();
    this.row = 0;
    this.giveUps = 0;
    this.failingSince = undefined;
    if (this.shutAt === undefined) return;
    this.shutAt = undefined;
    this.reopenedAt = this.lastAnswerAt;
    this.letAllGo('open');
    this.parts.onChange(false);
  }

  /** The request that was to find out is through with it, successfully or not. */
  trialEnded(): void {
    this.isTrying = false;
    if (this.shutAt === undefined) return;
    this.trials += 1;
    this.nextTrialAt = this.parts.clock.now() + this.pauseMs();
    if (this.stage === 'lost') this.letAllGo('refused');
    this.schedule();
  }

  stop(reason: Error): void {
    this.stopped ??= reason;
    this.cancel?.();
    this.cancel = undefined;
    for (const waiter of this.waiting.drain()) waiter.reject(reason);
  }

  /** Whoever comes while somebody tries waits for what comes of it. */
  private isTooEarly(): boolean {
    return !this.isTrying && this.parts.clock.now() < this.nextTrialAt;
  }

  private pauseMs(): number {
    const { firstPauseMs, longestPauseMs } = this.parts.budget;
    // A request has paused twice by itself before the gate shut.
    const growing = Math.min(longestPauseMs, firstPauseMs * 2 ** (this.trials + 2));
    const { stage } = this;
    const ms = stage === 'trying' ? longestPauseMs * TRYING_SHARE : growing;
    return Math.max(this.askedPauseMs, between([ms / 2, ms], this.parts.random));
  }

  private letAllGo(turn: Turn): void {
    this.cancel?.();
    this.cancel = undefined;
    for (const waiter of this.waiting.drain()) waiter.resolve(turn);
  }

  private schedule(): void {
    if (this.isTrying || this.cancel || this.waiting.length === 0) return;
    const { clock } = this.parts;
    this.cancel = clock.after(Math.max(0, this.nextTrialAt - clock.now()), () => {
      this.cancel = undefined;
      const waiter = this.waiting.shift();
      if (!waiter) return;
      this.isTrying = true;
      waiter.resolve('trial');
    });
  }
}
