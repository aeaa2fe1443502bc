/** What can go wrong with a request, as typed errors by consequence, and guards for them. */
import {
  IntegrationError,
  IntegrationProviderAuthenticationError,
} from '@jupiterone/integration-sdk-core';

import { named, visible } from '../visible';

/** Why no usable response came, or what was wrong with the one that came. */
export type FailureCause =
  | 'connection-reset'
  | 'connection-refused'
  | 'dns'
  | 'unreachable'
  | 'connect-timeout'
  | 'timeout'
  | 'tls'
  | 'proxy'
  | 'protocol'
  | 'truncated'
  | 'too-large'
  | 'html'
  | 'invalid-json'
  | 'unexpected-json'
  | 'redirect'
  | 'blocked'
  | 'foreign-link'
  | 'endless-list'
  | 'links-removed'
  | 'next-missing'
  | 'rate-limited'
  | 'concurrency-limited'
  | 'http-status';

export interface OktaApiErrorDetails {
  readonly method: string;
  /** Path template; holds no id and no query. */
  readonly endpoint: string;
  readonly cause: FailureCause;
  /** HTTP status, where there was a response. */
  readonly status?: number | undefined;
  /** Okta's error code, for example `E0000006`. */
  readonly errorCode?: string | undefined;
  /** Whether the response was HTML, as proxies send it and Okta's API does not. */
  readonly isHtml?: boolean | undefined;
  /** True for 403 on an OAuth token that lacks the endpoint's scope. */
  readonly insufficientScope?: boolean | undefined;
  readonly requestId?: string | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
  /** What the system or the proxy said: `ECONNREFUSED`, `HTTP 407`. */
  readonly systemCode?: string | undefined;
  /** A fixed sentence of ours that says more; never text from a response. */
  readonly explanation?: string | undefined;
}

/**
 * The meaning of the error codes a read may meet (docs/okta-api.md#errors). Okta's own `errorSummary` is not
 * used: it may repeat what was asked, and so a person's data.
 */
const MEANINGS: Readonly<Record<string, string>> = {
  E0000001: 'the request is not valid',
  E0000004: 'authentication failed',
  E0000006: 'no permission',
  E0000007: 'not found',
  E0000008: 'no such path',
  E0000009: 'internal error of Okta',
  E0000010: 'Okta is in read-only mode',
  E0000011: 'the token is not valid',
  E0000015: 'the feature is not enabled',
  E0000022: 'the endpoint does not support this method',
  E0000026: 'the endpoint is no longer supported',
  E0000028: 'a parameter is missing',
  E0000029: 'the paging cursor is not valid',
  E0000031: 'the search is not valid',
  E0000038: 'not allowed in this status',
  E0000047: 'rate limit exceeded',
  E0000060: 'the operation is not supported',
  E0000239: 'the resource is locked',
};

const CAUSES: Readonly<Record<FailureCause, string>> = {
  'connection-reset': 'the connection was reset',
  'connection-refused': 'the connection was refused',
  dns: 'the host name could not be resolved',
  unreachable: 'the network is not reachable',
  'connect-timeout': 'no connection within the time limit',
  timeout: 'no answer within the time limit',
  tls: 'the TLS certificate was refused',
  proxy: 'the proxy cannot be reached, or refuses the connection',
  protocol: 'the response is no valid HTTP',
  truncated: 'the response was cut off',
  'too-large': 'the response is larger than allowed',
  html: 'the response is HTML, not JSON',
  'invalid-json': 'the response is no valid JSON',
  'unexpected-json': 'the response is not of the expected shape',
  redirect: 'the response is a redirect, which is not followed',
  blocked: 'the request was blocked before it reached Okta’s API',
  'foreign-link': 'the next page is on a foreign host, which is not followed',
  'endless-list': 'the list repeats itself without end',
  'links-removed':
    'a page came without its Link header, which something on the way must have removed',
  'next-missing': 'a full page has no link to the next one, although the list goes on',
  'rate-limited': 'the rate limit stayed exceeded',
  'concurrency-limited': 'the concurrency limit stayed exceeded',
  'http-status': '',
};

/** Characters of a request id: those of Okta have 30, and what stands in between may write any. */
const REQUEST_ID = 64;

/** Where to look if a request was blocked, to follow what happened. */
export const WHERE_REQUESTS_ARE_BLOCKED =
  'look for a network zone that blocks the address of this machine (Admin Console > Security > Networks), ' +
  'and for a proxy that refuses the request';

/** What happened, in fixed words: `the connection was refused, ECONNREFUSED`, `HTTP 503`. */
export function describeFailure(failure: {
  readonly cause: FailureCause;
  readonly status?: number;
  readonly code?: string | undefined;
}): string {
  const { cause, status, code } = failure;
  return joined([CAUSES[cause], status === undefined ? '' : `HTTP ${status}`, code ?? '']);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

function describe(details: OktaApiErrorDetails): string {
  const { status, errorCode } = details;
  const meaning = errorCode === undefined ? undefined : MEANINGS[errorCode];
  const parts = [
    CAUSES[details.cause],
    status === undefined ? '' : `HTTP ${status}`,
    errorCode === undefined ? '' : errorCode + (meaning === undefined ? '' : ` (${meaning})`),
    details.insufficientScope === true ? 'the OAuth scope is missing' : '',
    details.systemCode ?? '',
    details.cause === 'blocked' ? WHERE_REQUESTS_ARE_BLOCKED : '',
    details.explanation ?? '',
    details.requestId === undefined ? '' : `request ${named(details.requestId, REQUEST_ID)}`,
    details.attempts > 1 ? `${details.attempts} attempts` : '',
  ];
  return visible(`${details.method} ${details.endpoint} failed: ${joined(parts)}`);
}

/**
 * A request that failed for good. Not thrown for a dead credential: that is the SDK's
 * IntegrationProviderAuthenticationError, which ends the run. Message and fields hold no credential,
 * no id and no query value.
 */
export class IntegrationOktaApiError extends IntegrationError {
  readonly endpoint: string;
  readonly causeKind: FailureCause;
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
  readonly isHtml: boolean;
  readonly insufficientScope: boolean;
  readonly requestId: string | undefined;
  readonly systemCode: string | undefined;
  readonly attempts: number;

  constructor(details: OktaApiErrorDetails) {
    super({ code: 'OKTA_API_ERROR', message: describe(details), fatal: false });
    this.endpoint = details.endpoint;
    this.causeKind = details.cause;
    this.status = details.status;
    this.errorCode = details.errorCode;
    this.isHtml = details.isHtml ?? false;
    this.insufficientScope = details.insufficientScope ?? false;
    // The SDK's log shows an error with its fields.
    this.requestId = details.requestId && named(details.requestId, REQUEST_ID);
    this.systemCode = details.systemCode;
    this.attempts = details.attempts;
  }
}

/** The client was closed while a request waited or ran. Fatal: an interrupted run finalises nothing. */
export class IntegrationOktaClosedError extends IntegrationError {
  constructor() {
    super({
      code: 'OKTA_CLIENT_CLOSED_ERROR',
      message: 'The Okta client was closed before the request was done',
      fatal: true,
    });
  }
}

/** Whether a single request failed, of whatever cause. */
export function isOktaApiError(error: unknown): error is IntegrationOktaApiError {
  return error instanceof IntegrationOktaApiError;
}

/** 401 with E0000015: the org does not have the feature. The token is fine. */
export function isFeatureDisabled(error: unknown): error is IntegrationOktaApiError {
  return isOktaApiError(error) && error.errorCode === 'E0000015';
}

/** 403 of Okta's API: the credential's admin role or OAuth scope does not suffice. */
export function isForbidden(error: unknown): error is IntegrationOktaApiError {
  return isOktaApiError(error) && error.status === 403 && !isBlocked(error);
}

/** 403 as HTML: a network zone or a proxy lets nothing through, whatever the credential may do. */
export function isBlocked(error: unknown): error is IntegrationOktaApiError {
  return isOktaApiError(error) && error.causeKind === 'blocked';
}

/** 403 about one user: what was asked is not allowed in the user's status. No right is missing. */
const STATUS_FORBIDS = 'E0000038';

/** Okta does not do this for a user of this status; it may for others. */
export function isForbiddenByStatus(error: unknown): boolean {
  return isForbidden(error) && error.errorCode === STATUS_FORBIDS;
}

/** A right is missing (403), or a feature that the org does not have. */
export function isRefusal(error: unknown): error is IntegrationOktaApiError {
  return (isForbidden(error) && !isForbiddenByStatus(error)) || isFeatureDisabled(error);
}

/** 404 or 410: the object, or the endpoint, does not exist. */
export function isNotFound(error: unknown): error is IntegrationOktaApiError {
  return isOktaApiError(error) && (error.status === 404 || error.status === 410);
}

/**
 * Okta does not offer this to the credential, and asking again will not change it: no right (403), no
 * such feature (401 E0000015) or path (404, 410), or an answer of another kind than Okta documents.
 */
export function isUnavailable(error: unknown): error is IntegrationOktaApiError {
  if (isForbidden(error) || isFeatureDisabled(error) || isNotFound(error)) return true;
  return isOktaApiError(error) && error.causeKind === 'unexpected-json';
}

/**
 * 404 in Okta's own words: the object does not exist (E0000007, "Resource not found exception" of its
 * catalogue). A 404 with another body, or none, may come from whatever stands in between and proves
 * nothing of the object; E0000008, E0000026 and 410 are about the path.
 */
export function isGone(error: unknown): error is IntegrationOktaApiError {
  return isOktaApiError(error) && error.status === 404 && error.errorCode === 'E0000007';
}

/** 400: the request does not fit this org, as with group rules where there is no licence for them. */
export function isBadRequest(error: unknown): error is IntegrationOktaApiError {
  return isOktaApiError(error) && error.status === 400;
}

/** The credential is dead or was refused; nothing can be asked of this org any more. */
export function isAuthenticationFailure(
  error: unknown,
): error is IntegrationProviderAuthenticationError {
  return error instanceof IntegrationProviderAuthenticationError;
}

/** Ends the whole run, and nothing is finalised: a dead credential, a refused host, a closed client. */
export function isFatal(error: unknown): boolean {
  return error instanceof IntegrationError && error.fatal === true;
}
