/** The public surface of the Okta client. */
export type { Priority } from './bucket';
export type { OktaClient, OktaListRequest, OktaRequest, QueryValue } from './client';
export { systemClock, type Cancel, type Clock } from './clock';
export { createOktaClient } from './createClient';
export { IntegrationNotAnOktaOrgError, verifyOktaOrg, type DiscoverOptions } from './discover';
export { endpoint, type Endpoint } from './endpoint';
export {
  IntegrationOktaApiError,
  IntegrationOktaClosedError,
  isAuthenticationFailure,
  isBadRequest,
  isFatal,
  isFeatureDisabled,
  isForbidden,
  isNotFound,
  isOktaApiError,
  type FailureCause,
} from './errors';
export { estimateMs, type Outlook } from './forecast';
export type {
  OAuthCredentials,
  OktaClientOptions,
  OktaCredentials,
  OktaLogger,
  TokenCredentials,
} from './options';
export type { OrgIdentity } from './org';
export { DEFAULT_CONCURRENCY, DEFAULT_PACING, DEFAULT_THRESHOLD, type Pacing } from './pacing';
export { bucketOf } from './rateLimitBuckets';
export { formatDuration, formatReport } from './report';
export { DEFAULT_RETRY_BUDGET, type RetryBudget } from './retry';
export { Scheduler, type BucketWait, type Permit, type PermitResult } from './scheduler';
export type { BucketSnapshot, OktaSnapshot } from './snapshot';
export {
  createTransport,
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_TIMEOUTS,
  type IncomingAnswer,
  type OutgoingRequest,
  type Timeouts,
  type Transport,
} from './transport';
