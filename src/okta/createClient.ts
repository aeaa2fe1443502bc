/** Composes the Okta client from its parts. */
import type { JsonValue } from '../json';
import { tokenAuthenticator, type Authenticator } from './auth/authenticator';
import type { OktaClient, OktaListRequest, OktaRequest } from './client';
import { systemClock, type Clock } from './clock';
import { endpoint } from './endpoint';
import { IntegrationOktaClosedError } from './errors';
import { CallFailed } from './exchange/callFailed';
import { Exchange, type ExchangeParts } from './exchange/exchange';
import { TOKEN_PATH } from './http/executor';
import { ListReader } from './lists/listReader';
import { OAuthAuthenticator } from './auth/oauth';
import type { OktaClientOptions } from './options';
import { Origin } from './http/origin';
import { Outages } from './exchange/outages';
import { DEFAULT_PACING, type Pacing } from './pacing/pacing';
import { buildUrl } from './lists/pagination';
import { DEFAULT_RETRY_BUDGET, type RetryBudget } from './exchange/retry';
import { Scheduler, type BucketWait } from './pacing/scheduler';
import { createSdkClient, type Get } from './http/sdkClient';
import type { OktaSnapshot } from './pacing/snapshot';
import {
  createTransport,
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_TIMEOUTS,
  type Transport,
} from './http/transport';

/** Every living credential may list users; one that may see none is answered an empty list. */
function harmless({ origin }: Origin): ExchangeParts['harmless'] {
  const users = endpoint`/api/v1/users`;
  return { url: buildUrl(origin, users.path, { limit: 1 }), endpoint: users };
}

function pacingOf(options: OktaClientOptions): Pacing {
  const { pacing, rateLimitThreshold, maxConcurrency } = options;
  return {
    ...DEFAULT_PACING,
    ...pacing,
    ...(rateLimitThreshold === undefined ? {} : { threshold: rateLimitThreshold }),
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
  };
}

function transportOf(options: OktaClientOptions): Transport {
  const { transport, timeouts, maxBodyBytes, proxyFor, lookup, ca } = options;
  if (transport) return transport;
  return createTransport({
    timeouts: { ...DEFAULT_TIMEOUTS, ...timeouts },
    maxBodyBytes: maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
    lookup,
    ca,
    ...(proxyFor === undefined ? {} : { proxyFor }),
  });
}

/** A list's and a request's failure, without what only the client needs to know of it. */
function unwrap(error: unknown): unknown {
  return error instanceof CallFailed ? error.error : error;
}

class Client implements OktaClient {
  private readonly origin: Origin;
  private readonly transport: Transport;
  private readonly scheduler: Scheduler;
  private readonly authenticator: Authenticator;
  private readonly exchange: Exchange;
  private readonly outages: Outages;
  private sdk: Get | undefined;
  private loading: Promise<Get> | undefined;

  constructor(private readonly options: OktaClientOptions) {
    const { clock = systemClock, random = Math.random, logger } = options;
    this.origin = new Origin(options.org);
    this.transport = transportOf(options);
    this.scheduler = new Scheduler({
      pacing: pacingOf(options),
      clock,
      random,
      onWait: (wait) => {
        this.announce(wait);
      },
    });
    const retryBudget = { ...DEFAULT_RETRY_BUDGET, ...options.retryBudget };
    this.authenticator = this.createAuthenticator(clock, random, retryBudget);
    this.outages = new Outages({
      clock,
      random,
      budget: retryBudget,
      onChange: (template, isDown) => {
        this.announceOutage(template, isDown);
      },
    });
    this.exchange = new Exchange({
      scheduler: this.scheduler,
      outages: this.outages,
      authenticator: this.authenticator,
      get: (url, ticket) =>
        this.sdk ? this.sdk(url, ticket) : this.loadSdk().then((get) => get(url, ticket)),
      harmless: harmless(this.origin),
      clock,
      random,
      retryBudget,
      logger,
      onFatal: (error) => {
        this.end(error);
      },
    });
  }

  async get(request: OktaRequest): Promise<JsonValue> {
    const { endpoint, query, priority = 'item', attemptsWhenHeavy } = request;
    const url = buildUrl(this.origin.origin, endpoint.path, query ?? {});
    try {
      return (await this.exchange.send({ url, endpoint, priority, attemptsWhenHeavy })).json;
    } catch (error) {
      throw unwrap(error);
    }
  }

  async *pages(request: OktaListRequest): AsyncGenerator<readonly JsonValue[], void, undefined> {
    const reader = new ListReader(
      {
        exchange: this.exchange,
        origin: this.origin,
        onRepeat: (template, cause) => this.scheduler.pause(template, cause, 0),
      },
      request,
    );
    try {
      yield* reader.pages();
    } catch (error) {
      throw unwrap(error);
    }
  }

  expect(endpointTemplate: string, count: number): void {
    this.scheduler.expect(endpointTemplate, count);
  }

  snapshot(): OktaSnapshot {
    return this.scheduler.snapshot();
  }

  close(): Promise<void> {
    this.end(new IntegrationOktaClosedError());
    return Promise.resolve();
  }

  private end(reason: Error): void {
    this.scheduler.stop(reason);
    this.outages.stop(reason);
    this.transport.close(reason);
  }

  private createAuthenticator(
    clock: Clock,
    random: () => number,
    retryBudget: RetryBudget,
  ): Authenticator {
    const { credentials } = this.options;
    if (credentials.kind === 'token') return tokenAuthenticator;
    const { origin, transport, scheduler } = this;
    return new OAuthAuthenticator({
      origin,
      transport,
      credentials,
      clock,
      random,
      retryBudget,
      onTokenCall: () => {
        scheduler.note(TOKEN_PATH);
      },
      pause: (template, cause, ms) => scheduler.pause(template, cause, ms),
    });
  }

  private loadSdk(): Promise<Get> {
    const { credentials, userAgent } = this.options;
    this.loading ??= createSdkClient({
      origin: this.origin,
      transport: this.transport,
      credentials,
      userAgent,
      authorize: this.authenticator.authorize,
    }).then((get) => {
      this.sdk = get;
      return get;
    });
    return this.loading;
  }

  private announceOutage(endpoint: string | undefined, isDown: boolean): void {
    const what = endpoint ?? 'Okta';
    const sentence = isDown
      ? `${what} fails repeatedly: its requests wait, and one at a time tries whether it is back`
      : `${what} answers again`;
    this.options.logger?.info({ endpoint }, sentence);
  }

  private announce(wait: BucketWait): void {
    const { bucket, reason, queued } = wait;
    const seconds = Math.ceil(wait.waitMs / 1000);
    const why =
      reason === 'budget'
        ? 'this run has used its share of the rate limit'
        : 'Okta has refused a request for its rate limit';
    this.options.logger?.info(
      { bucket, seconds, reason, queued },
      `Waiting ${seconds} s for ${bucket}: ${why}; ${queued} requests queued`,
    );
    this.options.onWait?.(wait);
  }
}

/** One client for one run and one org; nothing is shared between two of them. */
export function createOktaClient(options: OktaClientOptions): OktaClient {
  return new Client(options);
}
