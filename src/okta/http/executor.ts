/**
 * The Okta SDK's request executor: the one door through which requests leave. It holds the last fence
 * (own origin only, reading only) and turns every response into what the SDK or our retry expects.
 */
import { Response, type HeadersInit } from 'node-fetch';
import type { RequestExecutor } from '@okta/okta-sdk-nodejs';
import type { Origin } from './origin';
import { TransportError } from './transportError';
import type { IncomingAnswer, OutgoingRequest, SendOptions, Transport } from './transport';

export type ExecutorRequest = Parameters<RequestExecutor['fetch']>[0];

/** Path of the token endpoint, the only one that is written to. */
export const TOKEN_PATH = '/oauth2/v1/token';

/**
 * A response that is not 2xx, raised past the SDK: its error filter would lose headers and cause, and
 * its way of handling a 401 would send a second request that nobody paced.
 */
export class AnswerNotOk extends Error {
  constructor(readonly answer: IncomingAnswer) {
    super(`HTTP ${answer.status}`);
    this.name = 'AnswerNotOk';
  }
}

/** The headers of a success that somebody reads; node-fetch takes long over each. */
const READ_HEADERS: readonly string[] = [
  'content-type',
  'date',
  'link',
  'x-okta-request-id',
  'x-rate-limit-limit',
  'x-rate-limit-remaining',
  'x-rate-limit-reset',
];

function headersToRead({ headers }: IncomingAnswer): Record<string, string> {
  const read: Record<string, string> = {};
  for (const name of READ_HEADERS) {
    const value = headers[name];
    if (value !== undefined) read[name] = value;
  }
  return read;
}

/** The headers of a request as the SDK has set them: one value for each name. */
export function plainHeaders(headers: HeadersInit | undefined): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (typeof value === 'string') plain[name] = value;
  }
  return plain;
}

/** The request as it may leave. Throws when it is for a foreign origin, or would change something. */
function checked(request: ExecutorRequest, origin: Origin): OutgoingRequest {
  const url = request.url ?? '';
  if (!origin.isOwn(url)) throw new TransportError('foreign-link');
  const method = (request.method ?? 'get').toUpperCase();
  const headers = plainHeaders(request.headers);
  if (method === 'GET') return { method, url, headers };
  if (method !== 'POST' || new URL(url).pathname !== TOKEN_PATH) {
    throw new Error('A request that would change data was refused');
  }
  const body = typeof request.body === 'string' ? request.body : '';
  return { method, url, headers, body };
}

/**
 * Sends a request of the SDK over our transport. The SDK's own agent, timeout and redirect options
 * are passed over. Rejects with AnswerNotOk or a TransportError.
 */
export async function execute(
  request: ExecutorRequest,
  origin: Origin,
  transport: Transport,
  options?: SendOptions,
): Promise<Response> {
  const answer = await transport.send(checked(request, origin), options);
  const { status, body } = answer;
  if (status < 200 || status >= 300) throw new AnswerNotOk(answer);
  return new Response(body, { status, headers: headersToRead(answer) });
}
