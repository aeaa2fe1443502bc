/**
 * Builds the Okta SDK's Client and fences what it would do by itself: no cache, no configuration from
 * files or environment, no retries, no agent of its own.
 */
import { IntegrationError } from '@jupiterone/integration-sdk-core';
import type { Response } from 'node-fetch';
import { execute, type ExecutorRequest } from './executor';
import type { OktaClientOptions } from '../options';
import type { Origin } from './origin';
import type { Transport } from './transport';

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

/** One GET of a URL on the org's origin, authenticated. Rejects with what `execute` rejects with. */
export type Get = (url: string, ticket: Ticket) => Promise<Response>;

/**
 * Given to the SDK so that it does not read `HTTPS_PROXY`: it would make an agent of it that nobody uses,
 * and Node prints a proxy's URL that it finds odd, password included.
 */
const NO_PROXY_OF_ITS_OWN = 'http://127.0.0.1:9';

/**
 * Every field is given, since the SDK fills gaps from `~/.okta/okta.yaml`, `./okta.yaml` and
 * `OKTA_CLIENT_*`: an empty string here keeps those out.
 */
function settings({ origin, credentials, userAgent }: SdkClientOptions) {
  const common = {
    orgUrl: origin.origin,
    userAgent: userAgent ?? '',
    cacheMiddleware: null,
    httpsProxy: NO_PROXY_OF_ITS_OWN,
  };
  if (credentials.kind === 'token') {
    const none = { clientId: '', scopes: [], privateKey: '', keyId: '' };
    return { ...common, ...none, authorizationMode: 'SSWS', token: credentials.token };
  }
  const { clientId, privateKey, keyId } = credentials;
  const scopes = [...credentials.scopes];
  const key = { clientId, privateKey, scopes, keyId: keyId ?? '' };
  return { ...common, ...key, authorizationMode: 'PrivateKey', token: '' };
}

/**
 * The SDK reads its configuration files whether they are wanted or not, and fails where one is broken.
 * Its message may quote such a file, and a file may hold a token, so it is not passed on.
 */
function setUp<T>(create: () => T): T {
  try {
    return create();
  } catch {
    throw new IntegrationError({
      code: 'OKTA_SDK_ERROR',
      message:
        'The Okta SDK cannot be set up: check ~/.okta/okta.yaml and okta.yaml in the working ' +
        'directory, which it reads although they are not used',
      fatal: true,
    });
  }
}

/** Loads the SDK, which takes most of a second, and so only when the first request is due. */
export async function createSdkClient(options: SdkClientOptions): Promise<Get> {
  const { Client, RequestExecutor } = await import('@okta/okta-sdk-nodejs');
  class FencedExecutor extends RequestExecutor {
    override fetch(request: ExecutorRequest): Promise<Response> {
      return execute(request, options.origin, options.transport);
    }
  }
  const tickets = new WeakMap<object, Ticket>();
  const client = setUp(
    () => new Client({ ...settings(options), requestExecutor: new FencedExecutor() }),
  );
  if (options.credentials.kind === 'oauth') {
    // With this the SDK would answer any error of status 401 with a second try of its own.
    Reflect.deleteProperty(client.http, 'oauth');
    client.http.prepareRequest = async (request) => {
      const ticket = tickets.get(request) ?? { generation: 0, renewals: 0, tries: 0 };
      await options.authorize(request, ticket);
      return request;
    };
  }
  return (url, ticket) => {
    const request = { method: 'get', headers: { Accept: 'application/json' } };
    tickets.set(request, ticket);
    return client.http.http(url, request);
  };
}
