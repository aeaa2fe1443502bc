/** Composes the Okta client from its parts. */
import type { JsonValue } from '../json';
import { tokenAuthenticator, type Authenticator } from './auth/authenticator';
import type { OktaClient, OktaListRequest, OktaRequest, OktaSnapshot } from './client';
import { systemClock, type Clock } from './clock';
import { endpoint } from './endpoint';
import { IntegrationOktaClosedError } from './errors';
import { TOKEN_PATH } from './http/executor';
import { ListReader } from './lists/listReader';
import { OAuthAuthenticator } from './auth/oauth';
import type { OktaClientOptions, OktaCredentials } from './options';
import { Origin } from './http/origin';
import { buildUrl } from './lists/pagination';
import { DefaultMap } from './limits/defaultMap';
import { RateLimiter, type BucketWait } from './limits/rateLimiter';
import { DEFAULT_SETTINGS, type LimitSettings } from './limits/settings';
import { givingUpHungRequests } from './http/hungRequests';
import { anonymousGet, createSdkClient, type Get } from './http/sdkClient';
import { ABANDONED_AFTER, CircuitBreaker, type BreakerParts } from './requests/circuitBreaker';
import { OutageWatch } from './requests/outage';
import { DEFAULT_PATIENCE, Patience } from './requests/patience';
import { Requester, type Call, type RequesterParts } from './requests/requester';
import { DEFAULT_RETRY_BUDGET, type RetryBudget } from './requests/retryPolicy';
import {
  createTransport,
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_TIMEOUTS,
  type Transport,
} from './http/transport';

/** All options but the credential. */
export type AnonymousOptions = Omit<OktaClientOptions, 'credentials'>;
type ClientOptions = AnonymousOptions & Partial<Pick<OktaClientOptions, 'credentials'>>;

/** Every living credential may list users; one that may see none is answered an empty list. */
function canaryOf({ origin }: Origin): RequesterParts['canary'] {
  const users = endpoint`/api/v1/users`;
  return { url: buildUrl(origin, users.path, { limit: 1 }), endpoint: users };
}

function pacingOf(options: ClientOptions): LimitSettings {
  const { pacing, rateLimitThreshold, maxConcurrency } = options;
  return {
    ...DEFAULT_SETTINGS,
    ...pacing,
    ...(rateLimitThreshold === undefined ? {} : { threshold: rateLimitThreshold }),
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
  };
}

function transportOf(options: ClientOptions): Transport {
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

class Client implements AnonymousClient, OktaClient {
  private readonly clock: Clock;
  private readonly random: () => number;
  private readonly retryBudget: RetryBudget;
  private readonly origin: Origin;
  private readonly transport: Transport;
  private readonly limiter: RateLimiter;
  private readonly watch: OutageWatch;
  private readonly breakers: DefaultMap<CircuitBreaker>;
  private readonly patience: Patience;
  private readonly requester: Requester;

  constructor(private readonly options: ClientOptions) {
    const { clock = systemClock, random = Math.random } = options;
    this.clock = clock;
    this.random = random;
    this.retryBudget = { ...DEFAULT_RETRY_BUDGET, ...options.retryBudget };
    this.origin = new Origin(options.org);
    this.transport = givingUpHungRequests(transportOf(options), clock);
    this.limiter = new RateLimiter({
      pacing: pacingOf(options),
      clock,
      random,
      onWait: (wait) => {
        this.announce(wait);
      },
    });
    // A single request has nobody to wait for, and is given up with the time for retries.
    const budgets = options.credentials === undefined ? 1 : ABANDONED_AFTER;
    this.watch = new OutageWatch(this.retryBudget.ms * budgets);
    const breakerParts: BreakerParts = {
      clock,
      random,
      budget: this.retryBudget,
      watch: this.watch,
      onChange: (template, isOpen) => {
        this.announceOutage(template, isOpen);
      },
    };
    this.breakers = new DefaultMap((template) => new CircuitBreaker(breakerParts, template));
    const ceilingMs = options.timeouts?.idleMs ?? DEFAULT_TIMEOUTS.idleMs;
    this.patience = new Patience({ ...DEFAULT_PATIENCE, ceilingMs, ...options.patience });
    this.requester = this.createRequester();
  }

  async get(request: OktaRequest & Pick<Call, 'mayPass'>): Promise<JsonValue> {
    const { endpoint, query, priority = 'item', attemptsWhenHeavy, mayPass } = request;
    const url = buildUrl(this.origin.origin, endpoint.path, query ?? {});
    return (await this.requester.send({ url, endpoint, priority, attemptsWhenHeavy, mayPass }))
      .json;
  }

  async *pages(request: OktaListRequest): AsyncGenerator<readonly JsonValue[], void, undefined> {
    const reader = new ListReader(
      {
        requester: this.requester,
        origin: this.origin,
        onRepeat: (template, cause) => this.limiter.pause(template, cause, 0),
      },
      request,
    );
    yield* reader.pages();
  }

  expect(endpointTemplate: string, count: number): void {
    this.limiter.expect(endpointTemplate, count);
  }

  snapshot(): OktaSnapshot {
    return { ...this.limiter.snapshot(), outage: this.watch.outage(this.clock.now()) };
  }

  close(): Promise<void> {
    this.end(new IntegrationOktaClosedError());
    return Promise.resolve();
  }

  private end(reason: Error): void {
    this.limiter.stop(reason);
    for (const breaker of this.breakers.values()) breaker.close();
    this.transport.close(reason);
  }

  private createRequester(): Requester {
    const { clock, random, limiter, breakers, watch, patience, options } = this;
    const { credentials, logger } = options;
    const authenticator = this.createAuthenticator(credentials);
    return new Requester({
      limiter,
      breakers,
      watch,
      authenticator,
      get: this.createGet(credentials, authenticator),
      canary: credentials && canaryOf(this.origin),
      clock,
      random,
      patience,
      logger,
      onFatal: (error) => {
        this.end(error);
      },
    });
  }

  private createAuthenticator(credentials: OktaCredentials | undefined): Authenticator {
    if (credentials?.kind !== 'oauth') return tokenAuthenticator;
    const { origin, transport, clock, random, retryBudget, limiter, watch, patience } = this;
    return new OAuthAuthenticator({
      origin,
      transport,
      credentials,
      clock,
      random,
      retryBudget,
      watch,
      patience,
      onTokenCall: () => {
        limiter.note(TOKEN_PATH);
      },
      pause: (template, cause, ms) => limiter.pause(template, cause, ms),
    });
  }

  /** Okta's SDK is loaded when the first request is due. */
  private createGet(credentials: OktaCredentials | undefined, { authorize }: Authenticator): Get {
    const { origin, transport } = this;
    if (credentials === undefined) return anonymousGet(origin, transport);
    const { userAgent } = this.options;
    let loading: Promise<Get> | undefined;
    return async (url, ticket, options) => {
      loading ??= createSdkClient({ origin, transport, credentials, userAgent, authorize });
      return (await loading)(url, ticket, options);
    };
  }

  private announceOutage(endpoint: string, isOpen: boolean): void {
    const sentence = isOpen
      ? `${endpoint} fails repeatedly: its requests wait, and one at a time tries whether it is back`
      : `${endpoint} answers again`;
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
  }
}

/** One client for one run and one org; nothing is shared between two of them. */
export function createOktaClient(options: OktaClientOptions): OktaClient {
  return new Client(options);
}

/** Asks for what anybody may read. */
export interface AnonymousClient extends Pick<OktaClient, 'snapshot' | 'close'> {
  get(request: OktaRequest & Pick<Call, 'mayPass'>): Promise<JsonValue>;
}

/** A client without a credential, which obeys the same rules as any other. */
export function createAnonymousClient(options: AnonymousOptions): AnonymousClient {
  return new Client(options);
}
