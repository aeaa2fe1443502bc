/** One request from asking for its turn to its result: paced, sent, retried, or failed for good. */
import { authenticationError, DEAD_TOKEN, type Authenticator } from '../auth/authenticator';
import type { Priority } from '../pacing/bucket';
import type { Clock } from '../clock';
import { failure } from './callFailed';
import { CredentialCheck, isUnexplained } from './credentialCheck';
import type { Endpoint } from '../endpoint';
import { isFatal } from '../errors';
import { AnswerNotOk } from '../http/executor';
import type { OktaLogger } from '../options';
import type { Outages } from './outages';
import type { Passage } from './passage';
import { Progress } from './progress';
import {
  isLimited,
  permitResult,
  readRefusal,
  readSuccess,
  type Breakdown,
  type Outcome,
  type Refusal,
  type Success,
} from './outcome';
import { decide, isRetriable, isTooHeavy, type Decision, type RetryBudget } from './retry';
import { LimitExhausted } from '../pacing/limitExhausted';
import type { Permit, Scheduler } from '../pacing/scheduler';
import type { Get, Ticket } from '../http/sdkClient';
import { TransportError } from '../http/transportError';

/** A request as the exchange gets it. */
export interface Call {
  readonly url: string;
  readonly endpoint: Endpoint;
  readonly priority: Priority;
  /** Attempts when the answer is that too much was asked (500, 504, silence); default: as others. */
  readonly attemptsWhenHeavy?: number | undefined;
}

export interface ExchangeParts {
  readonly scheduler: Scheduler;
  readonly authenticator: Authenticator;
  readonly outages: Outages;
  readonly get: Get;
  /** URL of a request that every living credential may send. */
  readonly harmless: Pick<Call, 'url' | 'endpoint'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly retryBudget: RetryBudget;
  readonly logger: OktaLogger | undefined;
  /** Called with the error that ends everything: a dead credential, a host that may not be reached. */
  readonly onFatal: (error: Error) => void;
}

/** A sentence for the error of a request that was not sent, or not sent any more. */
const DOWN_TOO_LONG = 'not asked again, as it has been down for too long';
const USED_UP_TOO_LONG = 'not asked again, as others have used up this limit for too long';

/** Sends requests until each is answered or has failed for good. */
export class Exchange {
  private readonly check = new CredentialCheck(() => this.isRefusedEverywhere());
  private linksSeen = false;

  constructor(private readonly parts: ExchangeParts) {}

  /** Whether any answer so far had a `Link` header: what stands in between lets them pass. */
  get hasSeenLinks(): boolean {
    return this.linksSeen;
  }

  /** Rejects with CallFailed, or with the error that ended the client. */
  async send(call: Call): Promise<Success> {
    const progress = new Progress(this.parts.outages.passage(call.endpoint.template));
    try {
      return await this.sendUntilSettled(call, progress);
    } finally {
      progress.passage.leave();
    }
  }

  private async sendUntilSettled(call: Call, progress: Progress): Promise<Success> {
    for (;;) {
      if (progress.passage.isHeldUp) await this.holdUp(call, progress);
      const outcome = await this.attempt(call, progress);
      if (outcome.kind === 'success') {
        this.linksSeen ||= outcome.headers.get('link') !== null;
        this.check.succeeded(call.endpoint.template, this.parts.clock.now());
        this.parts.authenticator.accepted(progress.ticket);
        return outcome;
      }
      if (outcome.kind === 'fatal') throw this.ended(outcome.error);
      if (outcome.kind === 'refusal' && (await this.isSettledByAuth(call, outcome, progress))) {
        continue;
      }
      await this.pauseOrFail(call, outcome, progress);
    }
  }

  /** Waits until the outage is over, or until it is this request's turn to find out whether it is. */
  private async holdUp(call: Call, { lastFailure, passage, attempts }: Progress): Promise<void> {
    const { template } = call.endpoint;
    const entered = passage.enter();
    const pausing = lastFailure ? this.parts.scheduler.pausing(template, entered) : entered;
    if (await pausing) return;
    const last = lastFailure ?? passage.lastFailure ?? { kind: 'breakdown', cause: 'timeout' };
    throw failure(call, last, attempts, DOWN_TOO_LONG);
  }

  /** Sends once, in its turn. Never rejects for what the request itself met. */
  private async attempt(call: Call, progress: Progress): Promise<Outcome> {
    const { clock } = this.parts;
    const permit = await this.acquire(call, progress);
    progress.attempts += 1;
    progress.sentAt = permit.sentAt;
    const outcome = await this.outcomeOf(call.url, progress.ticket);
    permit.release(permitResult(outcome, clock));
    // Too much asked at once: an answer, and a smaller page comes next.
    const isAnswer = outcome.kind !== 'fatal' && !isSpared(call, outcome);
    if (isAnswer) progress.passage.note(outcome, permit.sentAt);
    if (outcome.kind !== 'success') progress.spentMs += clock.now() - permit.sentAt;
    return outcome;
  }

  private async acquire(call: Call, progress: Progress): Promise<Permit> {
    const { attempts, lastFailure } = progress;
    try {
      const { template } = call.endpoint;
      return await this.parts.scheduler.acquire(template, call.priority, attempts > 0);
    } catch (error) {
      if (!(error instanceof LimitExhausted)) throw error;
      const limited: Breakdown = { kind: 'breakdown', cause: 'rate-limited' };
      throw failure(call, lastFailure ?? limited, attempts, USED_UP_TOO_LONG);
    }
  }

  private async outcomeOf(url: string, ticket: Ticket): Promise<Outcome> {
    try {
      const response = await this.parts.get(url, ticket);
      return readSuccess(response.status, response.headers, await response.text());
    } catch (error) {
      if (error instanceof AnswerNotOk) return readRefusal(error.answer);
      if (error instanceof TransportError)
        return { kind: 'breakdown', cause: error.kind, code: error.systemCode };
      return { kind: 'fatal', error: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  /** True when the request is to be sent again at once. Throws when the credential is dead. */
  private async isSettledByAuth(
    call: Call,
    refusal: Refusal,
    progress: Progress,
  ): Promise<boolean> {
    const { template } = call.endpoint;
    const verdict = this.parts.authenticator.judge(refusal, progress.ticket);
    if (verdict === 'again') {
      progress.ticket.tries += 1;
      return true;
    }
    if (verdict === 'dead' || (await this.check.isDead(template, refusal, progress.sentAt))) {
      throw this.ended(authenticationError(template, refusal.status, DEAD_TOKEN));
    }
    return false;
  }

  private async isRefusedEverywhere(): Promise<boolean> {
    const { harmless, authenticator } = this.parts;
    const progress = new Progress(this.parts.outages.passage(harmless.endpoint.template));
    const outcome = await this.attempt({ ...harmless, priority: 'list' }, progress);
    if (outcome.kind !== 'refusal') return false;
    const verdict = authenticator.judge(outcome, progress.ticket);
    return verdict === 'dead' || (verdict === 'not-mine' && isUnexplained(outcome));
  }

  /** A refused credential and a refused host end the client; other errors concern this request alone. */
  private ended(error: Error): Error {
    if (isFatal(error)) this.parts.onFatal(error);
    return error;
  }

  private async pauseOrFail(
    call: Call,
    outcome: Refusal | Breakdown,
    progress: Progress,
  ): Promise<void> {
    progress.count(outcome, this.parts.clock.now());
    const decision = this.decide(call, outcome, progress);
    if (decision.action === 'give-up') {
      if (isRetriable(outcome) && !isSpared(call, outcome)) progress.passage.gaveUp();
      throw failure(call, outcome, progress.attempts);
    }
    const { scheduler } = this.parts;
    const pauseMs = this.pauseMs(decision);
    progress.spentMs += decision.action === 'retry' ? pauseMs : 0;
    const cause = retryCause(outcome);
    const { template } = call.endpoint;
    this.parts.logger?.debug({ endpoint: template, cause, pauseMs }, 'Okta request is sent again');
    await scheduler.pause(template, cause, pauseMs);
  }

  private decide(call: Call, outcome: Refusal | Breakdown, progress: Progress): Decision {
    const { clock, random, scheduler } = this.parts;
    if (isLimited(outcome) && scheduler.isHopeless(call.endpoint.template)) {
      return { action: 'give-up' };
    }
    const budget = this.budgetFor(call, outcome, progress.passage);
    return decide(outcome, progress.history(clock.now()), budget, random);
  }

  private pauseMs(decision: Decision): number {
    if (decision.action === 'retry') return decision.afterMs;
    return decision.action === 'back-off' ? this.parts.scheduler.concurrencyPause() : 0;
  }

  private budgetFor(call: Call, outcome: Refusal | Breakdown, passage: Passage): RetryBudget {
    const { retryBudget } = this.parts;
    const heavy = isTooHeavy(outcome) ? call.attemptsWhenHeavy : undefined;
    const attempts = Math.min(passage.attempts(retryBudget), heavy ?? Infinity);
    return { ...retryBudget, attempts };
  }
}

/** A page that seems too heavy, and that a smaller one can stand in for, says nothing of the path. */
function isSpared(call: Call, outcome: Outcome): boolean {
  if (outcome.kind === 'success' || outcome.kind === 'fatal') return false;
  return call.attemptsWhenHeavy !== undefined && isTooHeavy(outcome);
}

/** The cause under which a retry is counted: the status where there is one. */
function retryCause(outcome: Refusal | Breakdown): string {
  return outcome.kind === 'refusal' && outcome.cause === 'http-status'
    ? `HTTP ${outcome.status}`
    : outcome.cause;
}
