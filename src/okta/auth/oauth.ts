/**
 * OAuth service apps: one access token for all requests, renewed before it expires, and a fresh DPoP
 * proof for every attempt. Takes the place of the SDK's own handling, which neither raises the token
 * endpoint's errors nor watches the token's age (docs/okta-api.md#oauth-service-apps).
 */
import { isDeadToken, type Authenticator, type Verdict } from './authenticator';
import type { Clock } from '../clock';
import { IntegrationOktaApiError } from '../errors';
import { plainHeaders, TOKEN_PATH, type ExecutorRequest } from '../http/executor';
import type { OAuthCredentials } from '../options';
import type { Origin } from '../http/origin';
import type { OutageWatch } from '../requests/outage';
import type { Breakdown, Refusal } from '../requests/outcome';
import { DEFAULT_SETTINGS } from '../limits/settings';
import { readSigningKey, type SigningKey } from './signingKey';
import { readRateLimit } from '../limits/headers';
import type { Patience } from '../requests/patience';
import { isRetriable, retryPauseMs, type RetryBudget } from '../requests/retryPolicy';
import type { Ticket } from '../http/sdkClient';
import { dpopProof, TokenEndpoint, type AccessToken } from './tokenEndpoint';
import type { IncomingAnswer, Transport } from '../http/transport';

export interface OAuthParts {
  readonly origin: Origin;
  readonly transport: Transport;
  readonly credentials: OAuthCredentials;
  readonly clock: Clock;
  readonly random: () => number;
  readonly retryBudget: RetryBudget;
  /** Is told of every request for a token: without one, nothing else is answered either. */
  readonly watch: Pick<OutageWatch, 'sent' | 'ended' | 'answered' | 'failed'>;
  readonly patience: Patience;
  /** Called for every answer of the token endpoint. */
  readonly onTokenCall: () => void;
  /** Pauses before another try; rejects when the client ends. */
  readonly pause: (template: string, cause: string, ms: number) => Promise<void>;
}

/** A token is renewed this long before it expires, or in the last fifth of a short life. */
const RENEW_BEFORE_MS = 300_000;
const RENEW_IN_LAST_SHARE = 0.2;

/** New tokens that one request may be given, one after the other, before its refusal is believed. */
const MAX_RENEWALS = 3;
/** A nonce may change again while the request that learnt it is on its way. */
const MAX_TRIES = 4;

/** Okta bears a clock that is off by less than the life of an assertion. */
const TOLERATED_SKEW_MS = 30_000;

interface HeldToken extends AccessToken {
  readonly generation: number;
  readonly renewAt: number;
  readonly expiresAt: number;
  /** Fetched because the one before was refused: if it is refused unused, the app itself is. */
  readonly afterRefusal: boolean;
  /** At least one request went through with it. */
  accepted: boolean;
}

/**
 * Signs with access tokens that it renews in time, with proofs of possession where Okta wants
 * them.
 */
export class OAuthAuthenticator implements Authenticator {
  private readonly key: SigningKey;
  private readonly endpoint: TokenEndpoint;
  private held: HeldToken | undefined;
  private renewing: Promise<HeldToken> | undefined;
  private generation = 0;
  /** The token endpoint was down for the whole retry budget: from then on it is asked once each time. */
  private hasFailed = false;
  private nonce: string | undefined;
  /** The last token was given up because Okta refused it. */
  private refused = false;
  /** Okta's clock minus ours; proofs and assertions are dated by it. */
  private skewMs = 0;

  constructor(private readonly parts: OAuthParts) {
    const { credentials } = parts;
    this.key = readSigningKey(credentials.privateKey, credentials.keyId);
    this.endpoint = new TokenEndpoint({
      ...parts,
      key: this.key,
      now: () => this.now(),
      onAnswer: (answer) => {
        parts.onTokenCall();
        return this.learnsClock(answer);
      },
    });
  }

  readonly authorize = async (request: ExecutorRequest, ticket: Ticket): Promise<void> => {
    const token = await this.token();
    ticket.generation = token.generation;
    const headers: Record<string, string> = { authorization: `${token.type} ${token.value}` };
    if (token.type === 'DPoP') {
      const target = {
        method: (request.method ?? 'get').toUpperCase(),
        url: request.url ?? '',
        nowMs: this.now(),
      };
      headers.dpop = dpopProof(this.key, target, { nonce: this.nonce, accessToken: token.value });
    }
    request.headers = { ...plainHeaders(request.headers), ...headers };
  };

  judge(refusal: Refusal, ticket: Ticket): Verdict {
    const { status, headers } = refusal;
    const nonce = headers.get('dpop-nonce') ?? undefined;
    const challenge = headers.get('www-authenticate') ?? '';
    if ((status === 400 || status === 401) && asksForNonce(refusal, challenge)) {
      if (nonce === undefined || ticket.tries >= MAX_TRIES) return 'dead';
      this.nonce = nonce;
      return 'again';
    }
    if (status === 401 && refusal.errorCode === 'invalid_dpop_proof') return 'dead';
    if (!isDeadToken(refusal) && !(status === 401 && challenge.includes('invalid_token'))) {
      return 'not-mine';
    }
    // Of many requests refused for one token, the first has it renewed, the others go with the new one.
    if (this.held?.generation === ticket.generation) {
      if (this.held.afterRefusal && !this.held.accepted) return 'dead';
      this.held = undefined;
      this.refused = true;
    }
    ticket.renewals += 1;
    // Tokens that work elsewhere are not dead, whatever this one request is told.
    return ticket.renewals <= MAX_RENEWALS ? 'again' : 'not-mine';
  }

  accepted({ generation }: Ticket): void {
    if (this.held?.generation === generation) this.held.accepted = true;
  }

  private now(): number {
    return this.parts.clock.now() + this.skewMs;
  }

  /** True when Okta's clock turns out to be another than thought. Date is cut to whole seconds. */
  private learnsClock({ headers }: IncomingAnswer): boolean {
    const off = Date.parse(headers.date ?? '') - this.now();
    if (!(Math.abs(off) > TOLERATED_SKEW_MS)) return false;
    this.skewMs += off;
    return true;
  }

  private async token(): Promise<HeldToken> {
    const { held } = this;
    const now = this.parts.clock.now();
    if (held && now < held.renewAt) return held;
    this.renewing ??= this.renew().finally(() => {
      this.renewing = undefined;
    });
    if (!held || now >= held.expiresAt) return this.renewing;
    // The old token still lives: a token endpoint that is down for a minute must not stop the run.
    return this.renewing.catch((error: unknown) => {
      if (error instanceof IntegrationOktaApiError) return held;
      throw error;
    });
  }

  private async renew(): Promise<HeldToken> {
    const { clock, pause } = this.parts;
    const startedAt = clock.now();
    let windows = 0;
    for (let attempts = 1; ; attempts += 1) {
      const result = await this.request();
      if (!('kind' in result)) return this.hold(result);
      const spentMs = clock.now() - startedAt;
      const windowMs = this.windowMs(result);
      if (windowMs !== undefined) windows += 1;
      const pauseMs = this.pauseMs(result, windowMs, attempts - windows, spentMs);
      if (pauseMs === undefined) throw this.failure(result, attempts);
      await pause(TOKEN_PATH, result.cause, pauseMs);
    }
  }

  private async request(): Promise<AccessToken | Refusal | Breakdown> {
    const { watch, patience, clock } = this.parts;
    const sentAt = clock.now();
    const silenceMs = patience.of(TOKEN_PATH);
    watch.sent(sentAt);
    try {
      const result = await this.endpoint.request({ silenceMs });
      const isHung = 'cause' in result && result.cause === 'timeout';
      if (isHung) patience.hung(TOKEN_PATH, silenceMs);
      else patience.answered(TOKEN_PATH, clock.now() - sentAt);
      if ('kind' in result && isRetriable(result)) watch.failed(result);
      else watch.answered(clock.now());
      return result;
    } finally {
      watch.ended();
    }
  }

  /** Until the window ends of which the token endpoint has no more; undefined if it names none. */
  private windowMs(result: Refusal | Breakdown): number | undefined {
    if (result.kind !== 'refusal' || result.cause !== 'rate-limited') return undefined;
    const { untilResetMs } = readRateLimit(result.headers, this.parts.clock) ?? {};
    return untilResetMs === undefined ? undefined : untilResetMs + DEFAULT_SETTINGS.marginMs;
  }

  /** The pause before the next try, or undefined when there is none. */
  private pauseMs(
    result: Refusal | Breakdown,
    windowMs: number | undefined,
    failures: number,
    spentMs: number,
  ): number | undefined {
    const { random, retryBudget } = this.parts;
    if (windowMs !== undefined) {
      return this.hasFailed || spentMs + windowMs > retryBudget.ms ? undefined : windowMs;
    }
    const budget = this.hasFailed ? { ...retryBudget, attempts: 1 } : retryBudget;
    return retryPauseMs(result, { failures, spentMs }, budget, random);
  }

  private failure(result: Refusal | Breakdown, attempts: number): IntegrationOktaApiError {
    this.hasFailed = true;
    const status = result.kind === 'refusal' ? result.status : undefined;
    const { cause } = result;
    return new IntegrationOktaApiError({
      method: 'POST',
      endpoint: TOKEN_PATH,
      cause,
      status,
      attempts,
      systemCode: result.kind === 'breakdown' ? result.code : undefined,
    });
  }

  private hold(token: AccessToken): HeldToken {
    const now = this.parts.clock.now();
    const early = Math.min(RENEW_BEFORE_MS, token.lifetimeMs * RENEW_IN_LAST_SHARE);
    this.hasFailed = false;
    this.generation += 1;
    this.held = {
      ...token,
      generation: this.generation,
      renewAt: now + token.lifetimeMs - early,
      expiresAt: now + token.lifetimeMs,
      afterRefusal: this.refused,
      accepted: false,
    };
    this.refused = false;
    return this.held;
  }
}

function asksForNonce({ errorCode }: Refusal, challenge: string): boolean {
  return errorCode === 'use_dpop_nonce' || challenge.includes('use_dpop_nonce');
}
