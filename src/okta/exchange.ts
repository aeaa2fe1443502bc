/** One request from asking for its turn to its result: paced, sent, retried, or failed for good. */
import { authenticationError, DEAD_TOKEN, type Authenticator } from './authenticator';
import type { Priority } from './client';
import type { Clock } from './clock';
import type { Endpoint } from './endpoint';
import { IntegrationOktaApiError, isFatal } from './errors';
import { AnswerNotOk } from './executor';
import type { OktaLogger } from './options';
import {
  lacksScope,
  permitResult,
  readRefusal,
  readSuccess,
  type Breakdown,
  type Outcome,
  type Refusal,
  type Success,
} from './outcome';
import { decide, isRetriable, isTooHeavy, type RetryBudget } from './retry';
import type { Scheduler } from './scheduler';
import type { Get, Ticket } from './sdkClient';
import { TransportError } from './transportError';

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
  readonly get: Get;
  readonly clock: Clock;
  readonly random: () => number;
  readonly retryBudget: RetryBudget;
  readonly logger: OktaLogger | undefined;
  /** Called with the error that ends everything: a dead credential, a host that may not be reached. */
  readonly onFatal: (error: Error) => void;
}

/** A request that failed for good, with what a list needs to know to ask for less. */
export class CallFailed extends Error {
  constructor(
    readonly error: IntegrationOktaApiError,
    readonly tooHeavy: boolean,
  ) {
    super(error.message);
    this.name = 'CallFailed';
  }
}

/** After so many requests of one path have failed for good in a row, the next ones are sent once only. */
const GIVE_UPS_IN_A_ROW = 3;

interface Progress {
  attempts: number;
  failures: number;
  rateRefusals: number;
  concurrencyRefusals: number;
  spentMs: number;
  readonly ticket: Ticket;
}

export class Exchange {
  private readonly giveUps = new Map<string, number>();

  constructor(private readonly parts: ExchangeParts) {}

  /** Rejects with CallFailed, or with the error that ended the client. */
  async send(call: Call): Promise<Success> {
    const progress: Progress = {
      attempts: 0,
      failures: 0,
      rateRefusals: 0,
      concurrencyRefusals: 0,
      spentMs: 0,
      ticket: { generation: 0, renewals: 0, tries: 0 },
    };
    for (;;) {
      const outcome = await this.attempt(call, progress);
      if (outcome.kind === 'success') {
        this.giveUps.delete(call.endpoint.template);
        this.parts.authenticator.accepted(progress.ticket);
        return outcome;
      }
      if (outcome.kind === 'fatal') throw this.ended(outcome.error);
      if (outcome.kind === 'refusal' && this.isSettledByAuth(call, outcome, progress)) continue;
      await this.pauseOrFail(call, outcome, progress);
    }
  }

  /** Sends once, in its turn. Never rejects for what the request itself met. */
  private async attempt(call: Call, progress: Progress): Promise<Outcome> {
    const { scheduler, clock } = this.parts;
    const again = progress.attempts > 0;
    const permit = await scheduler.acquire(call.endpoint.template, call.priority, again);
    progress.attempts += 1;
    const outcome = await this.outcomeOf(call.url, progress.ticket);
    permit.release(permitResult(outcome, clock));
    if (outcome.kind !== 'success') progress.spentMs += clock.now() - permit.sentAt;
    return outcome;
  }

  private async outcomeOf(url: string, ticket: Ticket): Promise<Outcome> {
    try {
      const response = await this.parts.get(url, ticket);
      return readSuccess(response.status, response.headers, await response.text());
    } catch (error) {
      if (error instanceof AnswerNotOk) return readRefusal(error.answer);
      if (error instanceof TransportError) return { kind: 'breakdown', cause: error.kind };
      return { kind: 'fatal', error: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  /** True when the request is to be sent again at once. Throws when the credential is dead. */
  private isSettledByAuth(call: Call, refusal: Refusal, { ticket }: Progress): boolean {
    const verdict = this.parts.authenticator.judge(refusal, ticket);
    if (verdict === 'dead') {
      throw this.ended(authenticationError(call.endpoint.template, refusal.status, DEAD_TOKEN));
    }
    if (verdict === 'not-mine') return false;
    ticket.tries += 1;
    return true;
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
    if (outcome.cause === 'rate-limited') progress.rateRefusals += 1;
    else if (outcome.cause === 'concurrency-limited') progress.concurrencyRefusals += 1;
    else progress.failures += 1;
    const decision = decide(outcome, progress, this.budgetFor(call, outcome), this.parts.random);
    if (decision.action === 'give-up') throw this.failure(call, outcome, progress);
    const { scheduler } = this.parts;
    const pauseMs =
      decision.action === 'retry'
        ? decision.afterMs
        : decision.action === 'back-off'
          ? scheduler.concurrencyPause()
          : 0;
    progress.spentMs += decision.action === 'retry' ? pauseMs : 0;
    const cause = retryCause(outcome);
    const { template } = call.endpoint;
    this.parts.logger?.debug({ endpoint: template, cause, pauseMs }, 'Okta request is sent again');
    await scheduler.pause(template, cause, pauseMs);
  }

  private budgetFor(call: Call, outcome: Refusal | Breakdown): RetryBudget {
    const { retryBudget } = this.parts;
    const hopeless = (this.giveUps.get(call.endpoint.template) ?? 0) >= GIVE_UPS_IN_A_ROW;
    const heavy = isTooHeavy(outcome) ? call.attemptsWhenHeavy : undefined;
    const attempts = hopeless ? 1 : Math.min(retryBudget.attempts, heavy ?? Infinity);
    return { ...retryBudget, attempts };
  }

  private failure(call: Call, outcome: Refusal | Breakdown, progress: Progress): CallFailed {
    const { template } = call.endpoint;
    const tooHeavy = isTooHeavy(outcome);
    const spared = tooHeavy && call.attemptsWhenHeavy !== undefined;
    if (isRetriable(outcome) && !spared) {
      this.giveUps.set(template, (this.giveUps.get(template) ?? 0) + 1);
    }
    const refusal = outcome.kind === 'refusal' ? outcome : undefined;
    const error = new IntegrationOktaApiError({
      method: 'GET',
      endpoint: template,
      cause: outcome.cause,
      status: refusal?.status,
      errorCode: refusal?.errorCode,
      insufficientScope: refusal === undefined ? false : lacksScope(refusal),
      requestId: refusal?.headers.get('x-okta-request-id') ?? undefined,
      attempts: progress.attempts,
    });
    return new CallFailed(error, tooHeavy);
  }
}

/** The cause under which a retry is counted: the status where there is one. */
function retryCause(outcome: Refusal | Breakdown): string {
  return outcome.kind === 'refusal' && outcome.cause === 'http-status'
    ? `HTTP ${outcome.status}`
    : outcome.cause;
}
