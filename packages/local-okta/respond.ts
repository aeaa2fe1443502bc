/** Writing a response: headers that every one has, and what faults do to it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './call';
import { errorBody, OktaError, statusOf } from './errors';
import type { AnswerFault, ConnectionFault, ResponseFault } from './faults';
import type { Json } from './types';

export interface RateHeaders {
  limit: number;
  remaining: number;
  /** Epoch seconds. */
  reset: number;
}

/** Bytes and headers, ready to be written. */
export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

const JSON_TYPE = 'application/json';
const HTML =
  '<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body><h1>We will be back soon</h1></body></html>';

export function replyOf(answer: Answer): Reply {
  if (answer.body === undefined) {
    return { status: answer.status, headers: answer.headers ?? {}, body: '' };
  }
  return {
    status: answer.status,
    headers: { 'Content-Type': JSON_TYPE, ...answer.headers },
    body: JSON.stringify(answer.body),
  };
}

export function errorReply(error: OktaError, requestId: string): Reply {
  const headers: Record<string, string> = { 'Content-Type': JSON_TYPE };
  if (error.code === 'E0000011') headers['WWW-Authenticate'] = 'SSWS';
  return {
    status: error.status,
    headers,
    body: JSON.stringify(errorBody(error, `oae${requestId}`)),
  };
}

/** The simple ones among the faults, as codes of Okta's catalogue. */
const CODES: Partial<Record<ResponseFault['kind'], string>> = {
  forbidden: 'E0000006',
  notFound: 'E0000007',
  serverError: 'E0000009',
  featureOff: 'E0000015',
  badRequest: 'E0000001',
  readOnlyMode: 'E0000010',
  invalidToken: 'E0000011',
  heavy: 'E0000009',
  rateLimited: 'E0000047',
  concurrencyLimited: 'E0000047',
};

/**
 * What stands in place of the right answer.
 *
 * @param right the answer that the fault replaces, made only where it is needed.
 * @param empty what the endpoint answers when there is nothing.
 */
export function faultReply(
  fault: ResponseFault,
  right: () => Reply,
  empty: Json,
  requestId: string,
): Reply {
  const code = CODES[fault.kind];
  if (code !== undefined) return errorReply(new OktaError(code), requestId);
  switch (fault.kind) {
    case 'status':
      return statusReply(fault, requestId);
    case 'empty':
      return replyOf({ status: 200, body: empty, headers: linkToItself(right()) });
    case 'html':
      return { status: 200, headers: { 'Content-Type': 'text/html' }, body: HTML };
    case 'invalidJson': {
      const reply = right();
      return { ...reply, body: `${reply.body.slice(0, Math.ceil(reply.body.length * 0.6))}{` };
    }
    case 'wrongShape': {
      const isArray = Array.isArray(empty);
      return replyOf({ status: 200, body: isArray ? { items: [] } : [] });
    }
    case 'redirect':
      return { status: fault.status ?? 302, headers: { Location: fault.to }, body: '' };
    default:
      throw new Error(`No reply for the fault ${fault.kind}`);
  }
}

/** Where a list links to itself, its empty page does so too. */
function linkToItself({ headers }: Reply): Record<string, string[]> {
  const lines = headers['Link'];
  if (!Array.isArray(lines)) return {};
  return { Link: lines.filter((line) => line.endsWith('rel="self"')) };
}

function statusReply(fault: ResponseFault & { kind: 'status' }, requestId: string): Reply {
  const code = fault.code ?? codeFor(fault.status ?? 500);
  const status = fault.status ?? statusOf(code);
  const extra = fault.headers ?? {};
  switch (fault.body ?? 'okta') {
    case 'okta': {
      const reply = errorReply(new OktaError(code, [], undefined, status), requestId);
      return { ...reply, headers: { ...reply.headers, ...extra } };
    }
    case 'html':
      return { status, headers: { 'Content-Type': 'text/html', ...extra }, body: HTML };
    case 'text':
      return { status, headers: { 'Content-Type': 'text/plain', ...extra }, body: 'upstream' };
    case 'foreign':
      return replyOf({ status, body: { status, message: 'Resource not found' }, headers: extra });
    case 'empty':
      return { status, headers: { ...extra }, body: '' };
  }
}

const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'E0000001',
  401: 'E0000011',
  403: 'E0000006',
  404: 'E0000007',
  405: 'E0000022',
  423: 'E0000239',
  429: 'E0000047',
  501: 'E0000060',
  503: 'E0000010',
};

function codeFor(status: number): string {
  return CODE_BY_STATUS[status] ?? 'E0000009';
}

export interface Clock {
  /** True time, ms since the epoch. */
  now: number;
  /** By how much this org's clock is off. */
  skewMs: number;
  dates: HttpDates;
}

/** The headers of every response; `Date` and Reset come from the same clock, right or wrong. */
export function commonHeaders(
  rate: RateHeaders | undefined,
  faults: readonly AnswerFault[],
  clock: Clock,
  requestId: string,
): Record<string, string> {
  let skew = clock.skewMs;
  for (const fault of faults) if (fault.kind === 'clockSkew') skew += fault.ms;
  const bare = faults.find((fault) => fault.kind === 'noRateHeaders');
  const headers: Record<string, string> = {
    'x-okta-request-id': requestId,
    'Cache-Control': 'no-cache, no-store',
    'Set-Cookie': 'JSESSIONID=CANARY-cookie; Path=/; Secure; HttpOnly',
  };
  if (bare?.date !== 'absent') headers['Date'] = clock.dates.at(clock.now + skew);
  if (rate !== undefined && bare === undefined) {
    const past = faults.find((fault) => fault.kind === 'resetInPast');
    const reset = past === undefined ? rate.reset : clock.now / 1000 - (past.seconds ?? 30);
    headers['X-Rate-Limit-Limit'] = String(rate.limit);
    headers['X-Rate-Limit-Remaining'] = String(rate.remaining);
    headers['X-Rate-Limit-Reset'] = String(Math.ceil(reset + skew / 1000));
  }
  return headers;
}

/**
 * `Date` texts. The text changes once a second: making it again for each response costs more than
 * the rest of the headers.
 */
export class HttpDates {
  private second = Number.NaN;
  private text = '';

  at(ms: number): string {
    const second = Math.floor(ms / 1000);
    if (second !== this.second) {
      this.second = second;
      this.text = new Date(second * 1000).toUTCString();
    }
    return this.text;
  }
}

/** Sends the reply, or what a broken connection lets through of it. */
export function write(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  common: Record<string, string>,
  connection: ConnectionFault | undefined,
  oversizedBy: number,
): void {
  const length = Buffer.byteLength(reply.body) + oversizedBy;
  response.sendDate = false;
  response.writeHead(reply.status, {
    ...common,
    ...reply.headers,
    'Content-Length': String(length),
  });
  if (connection?.kind === 'truncated' || connection?.kind === 'stall') {
    const half = reply.body.slice(0, Math.floor(reply.body.length / 2));
    response.write(half, () => {
      if (connection.kind === 'truncated') request.socket.destroy();
    });
    return;
  }
  if (oversizedBy > 0) {
    response.write(reply.body);
    pad(response, oversizedBy);
    return;
  }
  response.end(reply.body);
}

/** Spaces in pieces, at the pace at which they are read. */
function pad(response: ServerResponse, bytes: number): void {
  if (response.destroyed) return;
  const piece = Math.min(bytes, 1024 * 1024);
  if (piece === 0) {
    response.end();
    return;
  }
  response.write(' '.repeat(piece), (error) => {
    if (error === null || error === undefined) pad(response, bytes - piece);
  });
}
