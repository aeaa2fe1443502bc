/**
 * Carries requests through Okta's SDK, of which only the module that does so is loaded: the rest is models of
 * objects that are not used, most of its memory and time. What it would do by itself is fenced: no cache, no
 * retries, no agent of its own, no configuration from files or environment.
 */
import os from 'node:os';
import type { RequestExecutor } from '@okta/okta-sdk-nodejs';
import type { Response } from 'node-fetch';
import { execute, type ExecutorRequest } from './executor';
import type { OktaClientOptions } from '../options';
import type { Origin } from './origin';
import type { SendOptions, Transport } from './transport';

/** One request's dealings with the credential, over all its attempts. */
export interface Ticket {
  /** Number of the access token that it went out with last; filled in when it is signed. */
  generation: number;
  /** How often a token was renewed because this request was refused. */
  renewals: number;
  /** How often it was to be sent again at once. */
  tries: number;
}

/** Signs a request right before it is sent. */
export type Authorize = (request: ExecutorRequest, ticket: Ticket) => Promise<void>;

export interface SdkClientOptions {
  readonly origin: Origin;
  readonly transport: Transport;
  readonly credentials: OktaClientOptions['credentials'];
  readonly userAgent: string | undefined;
  /** In place of the SDK's own OAuth handling; not called for API tokens. */
  readonly authorize: Authorize;
}

/** One GET of a URL on the org's origin. Rejects with what `execute` rejects with. */
export type Get = (url: string, ticket: Ticket, options?: SendOptions) => Promise<Response>;

/**
 * Given to the SDK so that it does not read `HTTPS_PROXY`: it would make an agent of it that nobody uses,
 * and Node prints a proxy's URL that it finds odd, password included.
 */
const NO_PROXY_OF_ITS_OWN = 'http://127.0.0.1:9';

const ACCEPT = { Accept: 'application/json' };

/** Its inner modules carry no types. */
const PACKAGE = '@okta/okta-sdk-nodejs';

/** What is used of the SDK's `Http`. */
interface SdkHttp {
  /** Sent with every request. */
  defaultHeaders: Record<string, string>;
  /** Called before each attempt. */
  prepareRequest: (request: ExecutorRequest) => Promise<unknown>;
  http(url: string, request: ExecutorRequest): Promise<Response>;
}

interface SdkHttpModule {
  readonly Http: new (config: {
    readonly requestExecutor: Pick<RequestExecutor, 'fetch'>;
    readonly cacheMiddleware: null;
    readonly httpsProxy: string;
  }) => SdkHttp;
}

/** What the SDK's executor and hook have to know of a request, which they are given as a plain object. */
interface Sending {
  readonly ticket: Ticket;
  readonly options: SendOptions | undefined;
}

/** Loads the part of the SDK, which takes a fifth of a second, and so only when the first request is due. */
export async function createSdkClient(options: SdkClientOptions): Promise<Get> {
  const { origin, transport, credentials, authorize } = options;
  const { Http } = await loadHttp();
  const sendings = new WeakMap<object, Sending>();
  const http = new Http({
    requestExecutor: {
      fetch: (request) => execute(request, origin, transport, sendings.get(request)?.options),
    },
    cacheMiddleware: null,
    httpsProxy: NO_PROXY_OF_ITS_OWN,
  });
  http.defaultHeaders['User-Agent'] = await userAgentOf(options.userAgent);
  if (credentials.kind === 'token') http.defaultHeaders.Authorization = `SSWS ${credentials.token}`;
  else {
    http.prepareRequest = async (request) => {
      const ticket = sendings.get(request)?.ticket ?? { generation: 0, renewals: 0, tries: 0 };
      await authorize(request, ticket);
    };
  }
  return (url, ticket, sendOptions) => {
    const request = { method: 'get', headers: ACCEPT };
    sendings.set(request, { ticket, options: sendOptions });
    return http.http(url, request);
  };
}

/** Gets what anybody may read: without a credential, and so without the SDK. */
export function anonymousGet(origin: Origin, transport: Transport): Get {
  const request = { method: 'get', headers: { accept: 'application/json' } };
  return (url, _ticket, options) => execute({ ...request, url }, origin, transport, options);
}

async function loadHttp(): Promise<SdkHttpModule> {
  const loaded: unknown = await import(`${PACKAGE}/src/http`);
  if (isHttpModule(loaded)) return loaded;
  throw new Error(`${PACKAGE} is not of the version that this integration is made for`);
}

function isHttpModule(loaded: unknown): loaded is SdkHttpModule {
  return typeof loaded === 'object' && loaded !== null && 'Http' in loaded;
}

/** As the SDK's own client names itself to Okta. */
async function userAgentOf(ours: string | undefined): Promise<string> {
  const { version } = await import('@okta/okta-sdk-nodejs/package.json');
  const own = `${PACKAGE}/${version} node/${process.versions.node} ${os.platform()}/${os.release()}`;
  return ours === undefined ? own : `${ours} ${own}`;
}
