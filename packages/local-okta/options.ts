/** How a local Okta org is started, and what tests get hold of. */
import type { Plan } from './buckets';
import type { DataFile } from './dataFiles';
import type { CountersView } from './counters';
import type { Fault } from './faults';
import type { OAuthCredentials, OAuthOptions } from './oauth';
import type { OrgSource } from './types';
import type { OrgHooks } from './world';

export interface PermissionOptions {
  /** `none`: an OAuth application with scopes and no role, which sees `200 []` for users. */
  adminRole?: 'super' | 'readOnly' | 'none';
  /** Path templates (or prefixes ending in `*`) that answer 403 E0000006. */
  deny?: readonly string[];
}

export interface LocalOktaOptions {
  /** Default: the sample org. */
  org?: OrgSource;
  /** Default: any free one. */
  port?: number;
  /** Default `workforce`. */
  plan?: Plan;
  /** Share of each bucket that one token may use; default 0.5, as Okta's. */
  tokenShare?: number;
  /** Length of a rate-limit window; default 60,000 ms. */
  windowMs?: number;
  /** `firstUse` (default): windows open with the first call. `grid`: at fixed times per bucket. */
  windows?: 'firstUse' | 'grid';
  /** Time from request to response: fixed, or between two bounds (chosen by the seed). */
  latencyMs?: number | readonly [number, number];
  faults?: readonly Fault[];
  /** Added to `Date` and to every Reset, as an org whose clock is off. */
  clockSkewMs?: number;
  /** Share of the caller's limit that others use, evenly over each window; 0 to 1. */
  otherConsumers?: number;
  /** Requests in flight that one caller may have; default: the plan's, by token share. */
  concurrencyLimit?: number;
  /** Default `['sample-token']`. */
  apiTokens?: readonly string[];
  permissions?: PermissionOptions;
  oauth?: OAuthOptions;
  /** Further paths that answer, besides those of the data files. */
  data?: DataFile;
  seed?: number;
  /** Requests kept in `counters.requests`; default 20,000. Counting goes on beyond it. */
  keepRequests?: number;
  now?: () => number;
}

export interface LocalOkta {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** The first of the API tokens. */
  readonly apiToken: string;
  /** Of the service application; its key is generated when it is first read. */
  readonly oauth: OAuthCredentials;
  readonly counters: CountersView;
  /** To change the org while it is read. */
  readonly org: OrgHooks;
  setFaults(faults: readonly Fault[]): void;
  /** Forgets counters, windows and issued access tokens; changes to the org stay. */
  reset(): void;
  /** Makes the next proof need a new DPoP nonce. */
  rotateNonce(): void;
  /** Every access token issued so far is refused from now on. */
  revokeTokens(): void;
  /** API tokens other than these are refused from now on. */
  setApiTokens(tokens: readonly string[]): void;
  close(): Promise<void>;
}
