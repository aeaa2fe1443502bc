/** Asks the org's token endpoint for an access token, with a DPoP proof where the app demands one. */
import { randomUUID, createHash } from 'node:crypto';
import { number, record, text, type JsonObject } from '../../json';
import { visible } from '../../visible';
import { authenticationError } from './authenticator';
import { WHERE_REQUESTS_ARE_BLOCKED } from '../errors';
import { TOKEN_PATH } from '../http/executor';
import type { OAuthCredentials } from '../options';
import type { Origin } from '../http/origin';
import {
  headerSource,
  isLimited,
  readRefusal,
  readSuccess,
  type Breakdown,
  type Refusal,
} from '../requests/outcome';
import type { SigningKey } from './signingKey';
import type { IncomingAnswer, SendOptions, Transport } from '../http/transport';
import { TransportError } from '../http/transportError';

/** A token as the endpoint issued it; times are ms on the client's clock. */
export interface AccessToken {
  readonly value: string;
  readonly type: 'Bearer' | 'DPoP';
  /** Lifetime from the response on. */
  readonly lifetimeMs: number;
}

export interface TokenEndpointParts {
  readonly origin: Origin;
  readonly transport: Transport;
  readonly credentials: OAuthCredentials;
  readonly key: SigningKey;
  /** Milliseconds since the epoch, by Okta's clock. */
  readonly now: () => number;
  /** Told of every answer; true when it has corrected our idea of Okta's clock. */
  readonly onAnswer: (answer: IncomingAnswer) => boolean;
}

/** Okta accepts up to an hour; five minutes bear a clock that is a little off. */
const ASSERTION_SECONDS = 300;

/** Clock corrected, without a proof, with one, with a nonce, and once more where that has changed. */
const MAX_ROUNDS = 5;

/** What the lifetime is if the answer does not say it (docs/okta-api.md#oauth-service-apps). */
const USUAL_LIFETIME_SECONDS = 3600;

/** A proof of possession of the key for one request (RFC 9449, 4.2). */
export function dpopProof(
  key: SigningKey,
  request: { readonly method: string; readonly url: string; readonly nowMs: number },
  extra: { readonly nonce?: string | undefined; readonly accessToken?: string | undefined },
): string {
  const { nonce, accessToken } = extra;
  const claims = {
    htm: request.method,
    htu: request.url.split(/[?#]/)[0],
    iat: Math.floor(request.nowMs / 1000),
    jti: randomUUID(),
    ...(nonce === undefined ? {} : { nonce }),
    ...(accessToken === undefined
      ? {}
      : { ath: createHash('sha256').update(accessToken).digest('base64url') }),
  };
  return key.sign({ typ: 'dpop+jwt', jwk: key.publicJwk }, claims);
}

/** The sentence for what the token endpoint refused; `error` codes of RFC 6749 and RFC 9449. */
function reasonOf(refusal: Refusal, credentials: OAuthCredentials, description: string): string {
  const told = description === '' ? '' : ` (Okta: ${description})`;
  switch (refusal.errorCode) {
    case 'invalid_client':
      return `Okta does not know this client, or the private key does not belong to it: check oktaClientId, oktaPrivateKey, oktaKeyId and the org URL${told}`;
    case 'invalid_scope':
      return `Not every scope is granted to the app: grant ${credentials.scopes.join(', ')} under Okta API Scopes, or switch off what needs them${told}`;
    case 'invalid_dpop_proof':
    case 'use_dpop_nonce':
      return `The app demands DPoP, and Okta refuses our proof${told}`;
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return `The app may not use client credentials: it must be of the kind API Services${told}`;
    case 'access_denied':
      return `Okta denies the app access, by a policy or a network zone${told}`;
    default:
      if (refusal.cause === 'blocked') {
        return `The request was blocked before it reached Okta: ${WHERE_REQUESTS_ARE_BLOCKED}`;
      }
      return `Okta refuses to issue an access token${told}`;
  }
}

/** Okta's description, of which nothing is shown that might be a token or a key. */
function descriptionOf(body: JsonObject): string {
  const written = text(body.error_description) ?? text(body.errorSummary) ?? '';
  return visible(written)
    .replace(/[\w+/=.-]{40,}/g, '…')
    .slice(0, 200)
    .replace(/\.$/, '');
}

/** Okta refuses the whole token because one scope or more are not granted to the app. */
interface UngrantedScope {
  readonly kind: 'ungranted-scope';
  readonly error: Error;
}

type Requested = AccessToken | Refusal | Breakdown;

/** Asks for access tokens, answering what the endpoint demands: proofs, nonces, patience. */
export class TokenEndpoint {
  private dpop = false;
  private nonce: string | undefined;
  /** What is asked for: without the scopes that turned out not to be granted. */
  private scopes: readonly string[];
  /** Of these, what Okta said when it was asked for a token with this scope alone. */
  private readonly isGranted = new Map<string, boolean>();

  constructor(private readonly parts: TokenEndpointParts) {
    this.scopes = parts.credentials.scopes;
  }

  /**
   * One access token with the scopes that are granted; a refusal that passing time may heal is answered
   * as such. Rejects with IntegrationProviderAuthenticationError when the endpoint refuses this app.
   *
   * Okta may refuse the whole token because of a single scope, without saying which. Without that scope,
   * whatever needs it is refused with 403 later, just as if Okta had left the scope out of the token.
   */
  async request(options?: SendOptions): Promise<Requested> {
    const answer = await this.requestFor(this.scopes, options);
    if (!isUngranted(answer)) return answer;
    const interruption = await this.keepGranted(options);
    if (interruption !== undefined) return interruption;
    if (this.scopes.length === 0) throw answer.error;
    const again = await this.requestFor(this.scopes, options);
    if (isUngranted(again)) throw again.error;
    return again;
  }

  /** Asks for each scope alone, and keeps the granted ones. Goes on where an interruption ended it. */
  private async keepGranted(options?: SendOptions): Promise<Refusal | Breakdown | undefined> {
    for (const scope of this.scopes) {
      if (this.isGranted.has(scope)) continue;
      const answer = await this.requestFor([scope], options);
      if ('kind' in answer && !isUngranted(answer)) return answer;
      this.isGranted.set(scope, !isUngranted(answer));
    }
    this.scopes = this.scopes.filter((scope) => this.isGranted.get(scope) === true);
    // A scope can be withdrawn later, when the token is renewed.
    this.isGranted.clear();
    return undefined;
  }

  private async requestFor(
    scopes: readonly string[],
    options?: SendOptions,
  ): Promise<Requested | UngrantedScope> {
    for (let round = 1; ; round += 1) {
      const answer = await this.send(scopes, options);
      if (answer instanceof TransportError) {
        return { kind: 'breakdown', cause: answer.kind, code: answer.systemCode };
      }
      const clockCorrected = this.parts.onAnswer(answer);
      const { status, headers, body } = answer;
      if (status >= 200 && status < 300) {
        const read = readSuccess(status, headerSource(headers), body);
        return read.kind === 'success' ? this.tokenOf(record(read.json)) : read;
      }
      const refusal = readRefusal(answer);
      if (status >= 500 || status === 408 || isLimited(refusal)) return refusal;
      if (round < MAX_ROUNDS && (this.learnsFrom(refusal) || clockCorrected)) continue;
      const description = descriptionOf(bodyOf(answer));
      const reason = reasonOf(refusal, this.parts.credentials, description);
      const error = authenticationError(TOKEN_PATH, status, reason);
      if (refusal.errorCode === 'invalid_scope') return { kind: 'ungranted-scope', error };
      throw error;
    }
  }

  /** True if the refusal says what the next request must bring along. */
  private learnsFrom({ errorCode, headers }: Refusal): boolean {
    const nonce = headers.get('dpop-nonce') ?? undefined;
    if (errorCode === 'use_dpop_nonce' && nonce !== undefined) {
      this.dpop = true;
      this.nonce = nonce;
      return true;
    }
    if (errorCode !== 'invalid_dpop_proof' || this.dpop) return false;
    this.dpop = true;
    return true;
  }

  private async send(
    scopes: readonly string[],
    options?: SendOptions,
  ): Promise<IncomingAnswer | TransportError> {
    const { origin, transport, key, now } = this.parts;
    const url = origin.origin + TOKEN_PATH;
    const headers: Record<string, string> = {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    };
    if (this.dpop) {
      const request = { method: 'POST', url, nowMs: now() };
      headers.dpop = dpopProof(key, request, { nonce: this.nonce });
    }
    try {
      const request = { method: 'POST', url, headers, body: this.form(url, scopes) } as const;
      return await transport.send(request, options);
    } catch (error) {
      if (error instanceof TransportError) return error;
      throw error;
    }
  }

  private form(audience: string, scopes: readonly string[]): string {
    const { credentials, key, now } = this.parts;
    const issuedAt = Math.floor(now() / 1000);
    const claims = {
      aud: audience,
      iss: credentials.clientId,
      sub: credentials.clientId,
      iat: issuedAt,
      exp: issuedAt + ASSERTION_SECONDS,
      jti: randomUUID(),
    };
    const header = key.keyId === undefined ? {} : { kid: key.keyId };
    return new URLSearchParams({
      grant_type: 'client_credentials',
      scope: scopes.join(' '),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: key.sign(header, claims),
    }).toString();
  }

  private tokenOf(body: JsonObject): AccessToken {
    const value = text(body.access_token);
    if (value === undefined) {
      throw authenticationError(TOKEN_PATH, 200, 'Okta answered without an access token');
    }
    return {
      value,
      type: text(body.token_type)?.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer',
      lifetimeMs: (number(body.expires_in) ?? USUAL_LIFETIME_SECONDS) * 1000,
    };
  }
}

function isUngranted(answer: Requested | UngrantedScope): answer is UngrantedScope {
  return 'kind' in answer && answer.kind === 'ungranted-scope';
}

function bodyOf({ headers, status, body }: IncomingAnswer): JsonObject {
  const read = readSuccess(status, headerSource(headers), body);
  return read.kind === 'success' ? record(read.json) : {};
}
