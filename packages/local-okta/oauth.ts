/** The org authorization server: the token endpoint and the check of its tokens. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { ProofChecker, type Refusal } from './dpop';
import { readJwt } from './jwt';
import type { Answer, Call } from './call';

export interface OAuthOptions {
  /** The application demands DPoP, as new ones do; default true. */
  dpop?: boolean;
  /** Resource calls must carry a nonce too; default false. */
  resourceNonce?: boolean;
  /** Lifetime told and kept, seconds; default 3600. */
  expiresIn?: number;
  /** Calls after which each token is dead; default never. */
  tokenCalls?: number;
  /** Scopes granted to the application; default all that are asked for. */
  scopes?: readonly string[];
  /** Ungranted scopes fail the token request or are left out of the token; default `refuse`. */
  ungranted?: 'refuse' | 'drop';
  /** The application has an administrator role; default true. */
  adminRole?: boolean;
  clientId?: string;
  /** Key pair of another local org, to save the time of making one. */
  credentials?: OAuthCredentials;
}

/** What a client needs to use the service application. */
export interface OAuthCredentials {
  clientId: string;
  keyId: string;
  privateKeyPem: string;
  privateKeyJwk: JsonWebKey & { kid: string };
}

interface AccessToken {
  scopes: ReadonlySet<string>;
  /** Thumbprint of the key that it is bound to. */
  boundTo?: string;
  /** Ms since the epoch. */
  expires: number;
  calls: number;
  revoked: boolean;
}

/** A bearer of a token that passed. */
export interface Grant {
  principal: string;
  scopes: ReadonlySet<string>;
  adminRole: boolean;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

class OAuthError extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    description: string,
    readonly nonce?: string,
  ) {
    super(description);
  }
}

export class AuthorizationServer {
  private pair: { credentials: OAuthCredentials; publicKey: KeyObject } | undefined;
  private readonly tokens = new Map<string, AccessToken>();
  private readonly proofs = new ProofChecker();
  private readonly assertions = new Set<string>();
  private nonces: string[] = [newNonce()];
  private readonly clientId: string;

  constructor(
    private readonly options: OAuthOptions,
    private readonly now: () => number,
  ) {
    this.clientId = options.clientId ?? '0oaserviceapp00000h7';
  }

  /** The key pair is made when it is first asked for: it costs a tenth of a second. */
  get credentials(): OAuthCredentials {
    return this.keys().credentials;
  }

  /** A new nonce; the one before stays valid, as Okta's does for three days. */
  rotateNonce(): void {
    this.nonces = [newNonce(), this.nonces[0]!];
  }

  revokeAll(): void {
    this.tokens.forEach((token) => (token.revoked = true));
  }

  revoke(token: string): void {
    const known = this.tokens.get(token);
    if (known !== undefined) known.revoked = true;
  }

  /** `POST /oauth2/v1/token` */
  token(call: Call): Answer {
    try {
      return this.issue(call);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      return {
        status: error.status,
        body: { error: error.error, error_description: error.message },
        ...(error.nonce !== undefined && { headers: { 'dpop-nonce': error.nonce } }),
      };
    }
  }

  /**
   * Checks the `Authorization` header of a resource call.
   *
   * @returns the grant; a refusal of the proof; undefined for a token that is not valid.
   */
  check(call: Call, scheme: string, value: string): Grant | Refusal | undefined {
    const token = this.tokens.get(value);
    if (token === undefined || token.revoked || token.expires <= this.now()) return undefined;
    if (token.calls >= (this.options.tokenCalls ?? Number.POSITIVE_INFINITY)) return undefined;
    if ((token.boundTo !== undefined) !== (scheme === 'dpop')) return undefined;
    if (token.boundTo !== undefined) {
      const result = this.proofs.check(header(call, 'dpop'), {
        method: call.method,
        url: `${call.origin}${call.path}`,
        now: this.now(),
        accessToken: value,
        ...(this.options.resourceNonce === true && { nonces: this.nonces }),
      });
      if (typeof result !== 'string') return result;
      if (result !== token.boundTo) {
        return { error: 'invalid_dpop_proof', description: 'The DPoP proof has another key.' };
      }
    }
    token.calls += 1;
    return {
      principal: this.clientId,
      scopes: token.scopes,
      adminRole: this.options.adminRole ?? true,
    };
  }

  private issue(call: Call): Answer {
    const form = new URLSearchParams(call.body);
    if (form.get('grant_type') !== 'client_credentials') {
      throw new OAuthError(400, 'unsupported_grant_type', 'The grant type is not supported.');
    }
    this.checkAssertion(call, form);
    const scopes = this.grantedScopes(form.get('scope'));
    const boundTo = this.checkProof(call);
    const token = `eyJraWQiOiJsb2NhbCJ9.${randomBytes(48).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
    const expiresIn = this.options.expiresIn ?? 3600;
    this.tokens.set(token, {
      scopes,
      expires: this.now() + expiresIn * 1000,
      calls: 0,
      revoked: false,
      ...(boundTo !== undefined && { boundTo }),
    });
    return {
      status: 200,
      body: {
        token_type: boundTo === undefined ? 'Bearer' : 'DPoP',
        expires_in: expiresIn,
        access_token: token,
        scope: [...scopes].join(' '),
      },
      headers: { 'Cache-Control': 'no-store' },
    };
  }

  private checkAssertion(call: Call, form: URLSearchParams): void {
    const refuse = (description: string) => new OAuthError(401, 'invalid_client', description);
    const assertion = form.get('client_assertion');
    if (form.get('client_assertion_type') !== ASSERTION_TYPE || assertion === null) {
      throw refuse('Client authentication must be private_key_jwt.');
    }
    const jwt = readJwt(assertion);
    if (jwt === undefined) throw refuse('The client_assertion is malformed.');
    const { claims, header: head } = jwt;
    if (claims['iss'] !== this.clientId || claims['sub'] !== this.clientId) {
      throw refuse("Invalid value for 'client_id' parameter.");
    }
    const { credentials, publicKey } = this.keys();
    if (head['kid'] !== undefined && head['kid'] !== credentials.keyId) {
      throw refuse('The client_assertion signature is invalid: unknown kid.');
    }
    if (!jwt.signedBy(publicKey)) throw refuse('The client_assertion signature is invalid.');
    if (claims['aud'] !== `${call.origin}/oauth2/v1/token`) {
      throw refuse('The audience claim for client_assertion must be the endpoint invoked.');
    }
    const ahead = Number(claims['exp']) - this.now() / 1000;
    if (!(ahead > 0)) throw refuse('The client_assertion token is expired.');
    if (ahead > 3660) throw refuse('The client_assertion token has an expiration too far ahead.');
    const jti = claims['jti'];
    if (typeof jti === 'string') {
      if (this.assertions.has(jti)) throw refuse('The client_assertion token was used before.');
      this.assertions.add(jti);
    }
  }

  private grantedScopes(asked: string | null): ReadonlySet<string> {
    const wanted = (asked ?? '').split(/\s+/).filter((scope) => scope !== '');
    if (wanted.length === 0) {
      throw new OAuthError(400, 'invalid_scope', "The 'scope' parameter must be provided.");
    }
    const granted = this.options.scopes;
    const kept = granted === undefined ? wanted : wanted.filter((one) => granted.includes(one));
    if (kept.length < wanted.length && this.options.ungranted !== 'drop') {
      throw new OAuthError(
        400,
        'invalid_scope',
        'One or more scopes are not configured for the authorization server resource.',
      );
    }
    return new Set(kept);
  }

  private checkProof(call: Call): string | undefined {
    const proof = header(call, 'dpop');
    if (this.options.dpop === false) return undefined;
    const result = this.proofs.check(proof, {
      method: 'POST',
      url: `${call.origin}/oauth2/v1/token`,
      now: this.now(),
      nonces: this.nonces,
    });
    if (typeof result === 'string') return result;
    throw new OAuthError(400, result.error, result.description, result.nonce);
  }

  private keys() {
    const given = this.options.credentials;
    if (this.pair === undefined && given !== undefined) {
      const publicKey = createPublicKey(given.privateKeyPem);
      this.pair = { credentials: { ...given, clientId: this.clientId }, publicKey };
    }
    if (this.pair === undefined) {
      // As text and read back: where a collection of garbage falls into the export of a key object that
      // was just generated, Node 20 waits for itself for ever.
      const { privateKey: privateKeyPem, publicKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      });
      const keyId = 'local-key-1';
      const jwk = createPrivateKey(privateKeyPem).export({ format: 'jwk' });
      const credentials = {
        clientId: this.clientId,
        keyId,
        privateKeyPem,
        privateKeyJwk: { ...jwk, kid: keyId, alg: 'RS256' },
      };
      this.pair = { credentials, publicKey: createPublicKey(publicKey) };
    }
    return this.pair;
  }
}

function newNonce(): string {
  return randomBytes(16).toString('base64url');
}

function header(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return typeof value === 'string' ? value : undefined;
}
