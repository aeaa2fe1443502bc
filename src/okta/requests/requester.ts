/** One request from asking for its turn to its result: paced, sent, retried, or failed for good. */
import { authenticationError, DEAD_TOKEN, type Authenticator } from '../auth/authenticator';
import type { Clock } from '../clock';
import type { Endpoint } from '../endpoint';
import { isFatal } from '../errors';
import { AnswerNotOk } from '../http/executor';
import type { Get, Ticket } from '../http/sdkClient';
import { TransportError } from '../http/transportError';
import type { Priority } from '../limits/bucket';
import type { DefaultMap } from '../limits/defaultMap';
import { LimitExhausted, type Permit, type RateLimiter } from '../limits/rateLimiter';
import type { OktaLogger } from '../options';
import { Attempts, type CircuitBreaker } from './circuitBreaker';
import { CredentialCheck, isUnexplained } from './credentialCheck';
import type { OutageWatch } from './outage';
import {
  failure,
  isLimited,
  limitAnswerOf,
  readRefusal,
  readSuccess,
  type Breakdown,
  type Outcome,
  type Refusal,
  type Success,
} from './outcome';
import type { Patience } from './patience';
import { isRetriable, isTooHeavy, retryPauseMs } from './retryPolicy';

/** A request as the requester gets it. */
export interface Call {
  readonly url: string;
  readonly endpoint: Endpoint;
  readonly priority: Priority;
  /** Properties of the items of a list, if only these are read. */
  readonly properties?: readonly string[] | undefined;
  /** Attempts when the answer is that too much was asked (500, 504, silence); default: as others. */
  readonly attemptsWhenHeavy?: number | undefined;
  /** Whether a failure may pass at all; default: as `isRetriable` has it. */
  readonly mayPass?: ((outcome: Refusal | Breakdown, attempts: number) => boolean) | undefined;
}

export interface RequesterParts {
  readonly limiter: RateLimiter;
  /** The circuits of all paths. */
  readonly breakers: DefaultMap<CircuitBreaker>;
  readonly watch: OutageWatch;
  readonly authenticator: Authenticator;
  readonly get: Get;
  /** A request that every living credential may send; none if there is no credential. */
  readonly canary: Pick<Call, 'url' | 'endpoint'> | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly patience: Patience;
  readonly logger: OktaLogger | undefined;
  /** Called with the error that ends everything: a dead credential, a host that may not be reached. */
  readonly onFatal: (error: Error) => void;
}

/** Clauses for the error of a request that was not sent, or not sent any more. */
const DOWN_TOO_LONG = 'not asked again, as it has been down for too long';
const USED_UP_TOO_LONG = 'not asked again, as others have used up this limit for too long';

/** One request over all its attempts. */
class Progress extends Attempts {
  sent = 0;
  sentAt = 0;
  spentMs = 0;
  /** How long it stayed silent at its last attempt, if it hung. */
  hungMs: number | undefined;
  lastFailure: Refusal | Breakdown | undefined;
  readonly ticket: Ticket = { generation: 0, renewals: 0, tries: 0 };

  readonly breaker: CircuitBreaker;

  constructor(
    readonly call: Call,
    breakers: DefaultMap<CircuitBreaker>,
  ) {
    super();
    this.breaker = breakers.of(this.template);
  }

  get template(): string {
    return this.call.endpoint.template;
  }

  fail(outcome: Refusal | Breakdown, explanation?: string): Error {
    return failure(this.call.endpoint, outcome, this.sent, explanation);
  }

  /** A page that seems too heavy, and that a smaller one can stand in for, says nothing of the path. */
  isSpared(outcome: Refusal | Breakdown): boolean {
    return this.call.attemptsWhenHeavy !== undefined && isTooHeavy(outcome);
  }
}

/** Sends requests until each is answered or has failed for good. */
export class Requester {
  private readonly check = new CredentialCheck(() => this.isRefusedEverywhere());
  /** Whether any answer so far had a `Link` header: then nothing on the way removes them. */
  hasSeenLinks = false;

  constructor(private readonly parts: RequesterParts) {}

  /** Rejects with IntegrationOktaApiError, or with the error that ended the client. */
  async send(call: Call): Promise<Success> {
    const progress = new Progress(call, this.parts.breakers);
    try {
      for (;;) {
        await this.waitForPath(progress);
        const outcome = await this.attempt(progress);
        if (outcome.kind === 'success') return this.succeeded(outcome, progress);
        if (outcome.kind === 'refusal' && (await this.isSettledByAuth(outcome, progress))) continue;
        await this.pauseOrFail(outcome, progress);
      }
    } catch (error) {
      // A refused credential and a refused host end the client; other errors concern this request alone.
      if (error instanceof Error && isFatal(error)) this.parts.onFatal(error);
      throw error;
    } finally {
      progress.breaker.leave(progress);
    }
  }

  /** Waits until the path's outage is over, or until this request is to find out whether it is. */
  private async waitForPath(progress: Progress): Promise<void> {
    const { breaker, lastFailure, template } = progress;
    const entered = breaker.enter(progress);
    const mayGo = lastFailure ? this.parts.limiter.pausing(template, entered) : entered;
    if (await mayGo) return;
    const last = lastFailure ?? breaker.lastFailure ?? { kind: 'breakdown', cause: 'timeout' };
    throw progress.fail(last, DOWN_TOO_LONG);
  }

  /** Sends once, in its turn. */
  private async attempt(progress: Progress): Promise<Outcome> {
    const { watch, patience, clock } = this.parts;
    const permit = await this.permit(progress);
    progress.sent += 1;
    progress.sentAt = permit.sentAt;
    watch.sent(permit.sentAt);
    const silenceMs = patience.of(progress.template, progress.hungMs);
    let outcome: Outcome | undefined;
    try {
      outcome = await this.outcomeOf(progress, silenceMs);
    } finally {
      permit.release(limitAnswerOf(outcome, clock));
      watch.ended();
    }
    this.note(outcome, progress, silenceMs);
    return outcome;
  }

  private async permit(progress: Progress): Promise<Permit> {
    const { call, sent, lastFailure, template } = progress;
    try {
      return await this.parts.limiter.acquire(template, call.priority, sent > 0);
    } catch (error) {
      if (!(error instanceof LimitExhausted)) throw error;
      const limited: Breakdown = { kind: 'breakdown', cause: 'rate-limited' };
      throw progress.fail(lastFailure ?? limited, USED_UP_TOO_LONG);
    }
  }

  /** Rejects with what is none of the request's own failures: no token, a refused host, the client's end. */
  private async outcomeOf({ call, ticket }: Progress, silenceMs?: number): Promise<Outcome> {
    try {
      const response = await this.parts.get(call.url, ticket, { silenceMs });
      const { status, headers } = response;
      return readSuccess(status, headers, await response.buffer(), call.properties);
    } catch (error) {
      if (error instanceof AnswerNotOk) return readRefusal(error.answer);
      if (error instanceof TransportError)
        return { kind: 'breakdown', cause: error.kind, code: error.systemCode };
      throw error;
    }
  }

  /** What an attempt says of the request, its path and the org. */
  private note(outcome: Outcome, progress: Progress, silenceMs?: number): void {
    const { watch, patience, clock } = this.parts;
    const { breaker, sentAt, template } = progress;
    const tookMs = clock.now() - sentAt;
    if (outcome.kind !== 'breakdown') patience.answered(template, tookMs);
    const failed = outcome.kind === 'success' ? undefined : outcome;
    progress.hungMs = failed?.cause === 'timeout' ? patience.hung(template, silenceMs) : undefined;
    const mayPass = failed !== undefined && isRetriable(failed);
    if (mayPass) watch.failed(failed);
    else watch.answered(clock.now());
    if (failed) {
      progress.spentMs += tookMs;
      progress.lastFailure = failed;
      // A refusal by a limit shows that the org is there, and nothing of the path.
      if (isLimited(failed) || progress.isSpared(failed)) return;
    }
    if (mayPass) breaker.failed(failed, sentAt, progress);
    else breaker.answered(sentAt, progress);
  }

  private succeeded(success: Success, { template, ticket }: Progress): Success {
    this.hasSeenLinks ||= success.headers.get('link') !== null;
    this.check.succeeded(template, this.parts.clock.now());
    this.parts.authenticator.accepted(ticket);
    return success;
  }

  /** True when the request is to be sent again at once. Throws when the credential is dead. */
  private async isSettledByAuth(refusal: Refusal, progress: Progress): Promise<boolean> {
    const { template, ticket, sentAt } = progress;
    const verdict = this.parts.authenticator.judge(refusal, ticket);
    if (verdict === 'again') {
      ticket.tries += 1;
      return true;
    }
    if (verdict === 'dead' || (await this.check.isDead(template, refusal, sentAt))) {
      throw authenticationError(template, refusal.status, DEAD_TOKEN);
    }
    return false;
  }

  /** Whether the canary is refused too: then it is the credential, not the path. */
  private async isRefusedEverywhere(): Promise<boolean> {
    const { canary, authenticator, breakers } = this.parts;
    if (canary === undefined) return false;
    const progress = new Progress({ ...canary, priority: 'list' }, breakers);
    const outcome = await this.attempt(progress);
    if (outcome.kind !== 'refusal') return false;
    const verdict = authenticator.judge(outcome, progress.ticket);
    return verdict === 'dead' || (verdict === 'not-mine' && isUnexplained(outcome));
  }

  private async pauseOrFail(outcome: Refusal | Breakdown, progress: Progress): Promise<void> {
    const pauseMs = this.pauseMs(outcome, progress);
    if (pauseMs === undefined) {
      if (isRetriable(outcome) && !progress.isSpared(outcome)) progress.breaker.giveUps += 1;
      throw progress.fail(outcome);
    }
    if (!isLimited(outcome)) progress.spentMs += pauseMs;
    const isStatus = outcome.kind === 'refusal' && outcome.cause === 'http-status';
    const cause = isStatus ? `HTTP ${outcome.status}` : outcome.cause;
    const { template } = progress;
    this.parts.logger?.debug({ endpoint: template, cause, pauseMs }, 'Okta request is sent again');
    await this.parts.limiter.pause(template, cause, pauseMs);
  }

  /** The pause before the next attempt, ms; undefined if there is none. */
  private pauseMs(outcome: Refusal | Breakdown, progress: Progress): number | undefined {
    const { limiter, random } = this.parts;
    const { call, failures, spentMs, breaker } = progress;
    if (isLimited(outcome)) {
      if (limiter.isHopeless(progress.template)) return undefined;
      // The limiter chooses the moment: the bucket opens, or concurrency has room.
      return outcome.cause === 'rate-limited' ? 0 : limiter.concurrencyPause();
    }
    if (call.mayPass?.(outcome, progress.sent) === false) return undefined;
    const budget = breaker.budgetFor(progress);
    const heavy = isTooHeavy(outcome) ? call.attemptsWhenHeavy : undefined;
    const attempts = Math.min(budget.attempts, heavy ?? Infinity);
    const counted = progress.isSpared(outcome) ? progress.sent : Math.max(1, failures);
    const spent = { failures: counted, spentMs };
    return retryPauseMs(outcome, spent, { ...budget, attempts }, random);
  }
}
