/** What came of sending a request once, and how that reads to the rate limiter and in an error. */
import {
  isJsonObject,
  parseJson,
  text,
  withWholeCharacters,
  type JsonObject,
  type JsonValue,
} from '../../json';
import type { Clock } from '../clock';
import type { Endpoint } from '../endpoint';
import { IntegrationOktaApiError, type FailureCause } from '../errors';
import type { IncomingAnswer } from '../http/transport';
import { isConcurrencyRefusal, readRateLimit, type HeaderSource } from '../limits/headers';
import type { LimitAnswer } from '../limits/rateWindow';
import { selectProperties } from '../http/selectProperties';

/** A usable response. */
export interface Success {
  readonly kind: 'success';
  readonly json: JsonValue;
  readonly headers: HeaderSource;
}

/** A response with an error status, or one whose body cannot be used. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly cause: FailureCause;
  readonly status: number;
  readonly headers: HeaderSource;
  readonly errorCode: string | undefined;
  /** Whether the body is HTML, as proxies send it and Okta's API does not. */
  readonly isHtml?: boolean;
}

/** No response, or only a part of one. */
export interface Breakdown {
  readonly kind: 'breakdown';
  readonly cause: FailureCause;
  /** What the system or the proxy said: `CERT_HAS_EXPIRED`, `HTTP 407`. */
  readonly code?: string | undefined;
}

/** All that can come of sending a request once. */
export type Outcome = Success | Refusal | Breakdown;

/** A header lookup over names in lower case. */
export function headerSource(headers: Readonly<Record<string, string>>): HeaderSource {
  return { get: (name) => headers[name.toLowerCase()] ?? null };
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Proxies that rewrite bodies may put a byte order mark first, which is no part of JSON (RFC 8259, 8.1). */
function parse(body: string): JsonValue | undefined {
  const json = body.startsWith(BYTE_ORDER_MARK) ? body.slice(BYTE_ORDER_MARK.length) : body;
  return parseJson(withWholeCharacters(json));
}

function looksLikeHtml(body: string, headers: HeaderSource): boolean {
  return /^\s*</.test(body) || (headers.get('content-type') ?? '').includes('text/html');
}

/**
 * Reads a 2xx response. A body that is HTML, or broken, is a refusal: it holds nothing to keep.
 * @param properties of the items of a list, if only these are read
 */
export function readSuccess(
  status: number,
  headers: HeaderSource,
  bytes: Buffer,
  properties?: readonly string[],
): Success | Refusal {
  if (status === 204) return { kind: 'success', json: null, headers };
  const selected = properties && selectProperties(bytes, properties);
  const body = selected ?? bytes.toString('utf8');
  const json = parse(body);
  if (json !== undefined) return { kind: 'success', json, headers };
  const cause = looksLikeHtml(body, headers) ? 'html' : 'invalid-json';
  return { kind: 'refusal', cause, status, headers, errorCode: undefined };
}

/** The `errorCode` of Okta's error body, or OAuth's `error`; undefined for any other body. */
function errorCodeOf(body: JsonObject): string | undefined {
  const code = text(body.errorCode) ?? text(body.error);
  return code !== undefined && /^[\w-]{1,64}$/.test(code) ? code : undefined;
}

/** Reads a response that is not 2xx. */
export function readRefusal(answer: IncomingAnswer): Refusal {
  const { status } = answer;
  const headers = headerSource(answer.headers);
  const body = answer.body.toString('utf8');
  const parsed = parse(body);
  const errorCode = isJsonObject(parsed) ? errorCodeOf(parsed) : undefined;
  const isHtml = parsed === undefined && looksLikeHtml(body, headers);
  return {
    kind: 'refusal',
    cause: causeOf(status, headers, errorCode, isHtml),
    status,
    headers,
    errorCode,
    isHtml,
  };
}

function causeOf(
  status: number,
  headers: HeaderSource,
  errorCode: string | undefined,
  isHtml: boolean,
): FailureCause {
  if (isConcurrencyRefusal(status, headers)) return 'concurrency-limited';
  // Okta's token endpoint has answered 400 with this code (docs/okta-api.md#rate-limits).
  if (status === 429 || errorCode === 'E0000047') return 'rate-limited';
  if (status === 403 && isHtml) return 'blocked';
  return status >= 300 && status < 400 ? 'redirect' : 'http-status';
}

/** What the rate limiter learns from an outcome; undefined if there was none. */
export function limitAnswerOf(outcome: Outcome | undefined, clock: Clock): LimitAnswer {
  if (outcome === undefined || outcome.kind === 'breakdown') return { answered: false };
  const reading = readRateLimit(outcome.headers, clock);
  if (outcome.kind === 'success') return { reading, answered: true };
  const error = { answered: true, isError: true };
  if (outcome.cause === 'concurrency-limited') return { ...error, refused: 'concurrency' };
  if (outcome.cause !== 'rate-limited') return { ...error, reading };
  return { ...error, reading, refused: 'rate', retryAfterMs: askedPauseMs(outcome) };
}

/** How long a failure asks to be left alone, ms: `Retry-After` if that is at most a minute, or 0. */
export function askedPauseMs(outcome: Refusal | Breakdown): number {
  const header = outcome.kind === 'refusal' ? outcome.headers.get('retry-after') : null;
  const seconds = Number(header ?? '');
  return Number.isFinite(seconds) && seconds > 0 && seconds <= 60 ? seconds * 1000 : 0;
}

/** Refused by a limit, which says nothing of the request itself. */
export function isLimited({ cause }: Refusal | Breakdown): boolean {
  return cause === 'rate-limited' || cause === 'concurrency-limited';
}

/** True for a 403 that names a missing OAuth scope (RFC 6750, 3.1). */
export function lacksScope({ status, headers }: Refusal): boolean {
  return status === 403 && (headers.get('www-authenticate') ?? '').includes('insufficient_scope');
}

/**
 * The error of a request that failed for good.
 * @param attempts how often the request was sent
 * @param explanation a clause to follow what happened
 */
export function failure(
  { template }: Endpoint,
  outcome: Refusal | Breakdown,
  attempts: number,
  explanation?: string,
): IntegrationOktaApiError {
  const refusal = outcome.kind === 'refusal' ? outcome : undefined;
  return new IntegrationOktaApiError({
    ...outcome,
    method: 'GET',
    endpoint: template,
    insufficientScope: refusal && lacksScope(refusal),
    requestId: refusal?.headers.get('x-okta-request-id') ?? undefined,
    systemCode: outcome.kind === 'breakdown' ? outcome.code : undefined,
    attempts,
    explanation,
  });
}
