/** What the rest of the code may use of the Okta client. */
export type { Priority } from './pacing/bucket';
export type { OktaClient, OktaListRequest, OktaRequest, QueryValue } from './client';
export type { Clock } from './clock';
export { createOktaClient } from './createClient';
export { IntegrationNotAnOktaOrgError, verifyOktaOrg } from './discover';
export { endpoint, type Endpoint } from './endpoint';
export { isEveryone } from './everyone';
export {
  IntegrationOktaApiError,
  IntegrationOktaClosedError,
  isAuthenticationFailure,
  isBadRequest,
  isFatal,
  isFeatureDisabled,
  isForbidden,
  isForbiddenByStatus,
  isGone,
  isNotFound,
  isOktaApiError,
  isRefusal,
  isUnavailable,
  type FailureCause,
} from './errors';
export type {
  OAuthCredentials,
  OktaClientOptions,
  OktaCredentials,
  TokenCredentials,
} from './options';
export { isFirstParty } from './firstParty';
export { itemsOf } from './lists/pagination';
export type { OrgIdentity } from './org';
export { bucketOf } from './pacing/rateLimitBuckets';
export { estimateMs } from './pacing/forecast';
export { DEFAULT_CONCURRENCY, DEFAULT_THRESHOLD, usableOf } from './pacing/pacing';
export { formatDuration, formatReport } from './pacing/report';
export type { PermitResult } from './pacing/answer';
export { Scheduler } from './pacing/scheduler';
export type { BucketSnapshot, OktaSnapshot } from './pacing/snapshot';
export { NotFoundRate } from './notFoundRate';
export {
  isLoopback,
  leadsToThisMachine,
  oktaHostOf,
  withoutAdminSuffix,
  type OktaHostParts,
} from './hosts';
export {
  createTransport,
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_TIMEOUTS,
  type IncomingAnswer,
  type OutgoingRequest,
  type Transport,
} from './http/transport';
export { codeOf } from './http/transportError';
