/** What a client is made of: the org, the credential, and every figure and part that may be replaced. */
import type { LookupFunction } from 'node:net';
import type { Clock } from './clock';
import type { OktaHosts } from './http/origin';
import type { Timeouts, Transport } from './http/transport';
import type { BucketWait } from './limits/rateLimiter';
import type { LimitSettings } from './limits/settings';
import type { PatienceSettings } from './requests/patience';
import type { RetryBudget } from './requests/retryPolicy';

/** An API token. */
export interface TokenCredentials {
  readonly kind: 'token';
  /** API token, sent as `SSWS`. */
  readonly token: string;
}

/** An OAuth service app with a private key. */
export interface OAuthCredentials {
  readonly kind: 'oauth';
  /** Client id of a service app (API Services). */
  readonly clientId: string;
  /** A private JWK as JSON text, RSA or EC, with `alg`. */
  readonly privateKey: string;
  /** `kid` of the key; a JWK may bring its own. */
  readonly keyId?: string | undefined;
  readonly scopes: readonly string[];
}

export type OktaCredentials = TokenCredentials | OAuthCredentials;

/** The part of a logger that the client uses; the SDK's IntegrationLogger fits. */
export interface OktaLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What a client is made of; time, chance and transport can be exchanged. */
export interface OktaClientOptions {
  /** The org; an OrgIdentity fits. */
  readonly org: OktaHosts;
  readonly credentials: OktaCredentials;
  /** Share of each bucket's reported limit that may be used, 0.05 to 1. Default: DEFAULT_THRESHOLD. */
  readonly rateLimitThreshold?: number | undefined;
  /** Most requests in flight at once. Default: DEFAULT_CONCURRENCY. */
  readonly maxConcurrency?: number | undefined;
  readonly logger?: OktaLogger | undefined;
  /** Called when a wait of over 30 seconds starts; it is logged as well. */
  readonly onWait?: ((wait: BucketWait) => void) | undefined;
  readonly clock?: Clock | undefined;
  /** 0 (inclusive) to 1, for jitter. */
  readonly random?: (() => number) | undefined;
  /** Sends requests in place of the network. */
  readonly transport?: Transport | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
  readonly maxBodyBytes?: number | undefined;
  readonly retryBudget?: Partial<RetryBudget> | undefined;
  readonly pacing?: Partial<LimitSettings> | undefined;
  /** When a request counts as hung. Default: DEFAULT_PATIENCE, with the idle timeout as its ceiling. */
  readonly patience?: Partial<PatienceSettings> | undefined;
  /** URL of the proxy for a URL, or an empty string. Default: from the environment. */
  readonly proxyFor?: ((url: string) => string) | undefined;
  /**
   * Resolves the org's host in place of `dns.lookup` whenever a direct connection is made; it refuses an
   * address with a fatal IntegrationError, which ends the client.
   */
  readonly lookup?: LookupFunction | undefined;
  /** Trusted certificates as PEM, in place of Node's own and those of NODE_EXTRA_CA_CERTS. */
  readonly ca?: readonly string[] | undefined;
  /** Put before the Okta SDK's own user agent. */
  readonly userAgent?: string | undefined;
}
