/** What the rest of the code may use of the Okta client. */
export type { Priority } from './limits/bucket';
export type { OktaClient, OktaListRequest, OktaRequest, OktaSnapshot, QueryValue } from './client';
export type { Clock } from './clock';
export { createOktaClient } from './createClient';
export { IntegrationNotAnOktaOrgError, verifyOktaOrg } from './discover';
export { endpoint, type Endpoint } from './endpoint';
export { isEveryone } from './everyone';
export { FACTOR_EVENTS, lateFactorEvents, showsFactor } from './factorEvents';
export {
  IntegrationOktaApiError,
  IntegrationOktaClosedError,
  isAuthenticationFailure,
  isBadRequest,
  isBlocked,
  isFatal,
  isFeatureDisabled,
  isForbidden,
  isForbiddenByStatus,
  isGone,
  isNotFound,
  isOktaApiError,
  isRefusal,
  isUnavailable,
  WHERE_REQUESTS_ARE_BLOCKED,
} from './errors';
export type {
  OAuthCredentials,
  OktaClientOptions,
  OktaCredentials,
  TokenCredentials,
} from './options';
export { isFirstParty } from './firstParty';
export { itemsOf } from './lists/pagination';
export { isFarShort } from './lists/shortfall';
export type { OrgIdentity } from './org';
export { bucketOf } from './limits/buckets';
export { estimateMs, type BucketSnapshot } from './limits/snapshot';
export { DEFAULT_CONCURRENCY, DEFAULT_THRESHOLD, usableOf } from './limits/settings';
export { formatDuration, formatReport } from './limits/report';
export type { LimitAnswer } from './limits/rateWindow';
export { RateLimiter } from './limits/rateLimiter';
export type { Outage } from './requests/outage';
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
  type SendOptions,
  type Transport,
} from './http/transport';
export { codeOf } from './http/transportError';
