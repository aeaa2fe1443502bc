/**
 * What the rest of the integration may ask of Okta: raw JSON by path, one object or a list in pages.
 * How a request is paced, retried and authenticated is decided below this interface.
 */
import type { JsonValue } from '../json';
import type { Endpoint } from './endpoint';
import type { Priority } from './limits/bucket';
import type { LimitsSnapshot } from './limits/snapshot';
import type { Outage } from './requests/outage';

/** Several values are sent as several parameters of the name: `expand=a&expand=b`. */
export type QueryValue = string | number | boolean | readonly string[];

/** One read of one endpoint. */
export interface OktaRequest {
  readonly endpoint: Endpoint;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly priority?: Priority;
  /**
   * How often it is sent at most where Okta fails on it or does not answer (500, 504, silence), for what
   * can be learned in another way. Such failures say nothing of the path. By default as often as any.
   */
  readonly attemptsWhenHeavy?: number;
}

/** A read of a list, page by page. */
export interface OktaListRequest extends OktaRequest {
  /**
   * Page size asked for (the `limit` query parameter). Left out where the endpoint has no pages: with a
   * size and without `bodyKey`, a page that has no `Link` header is not believed to be the last.
   */
  readonly limit?: number;
  /**
   * Smaller page sizes to step down to when a page is too heavy (500, 504), largest first. When the
   * smallest fails as well, the parameters named by `dropWhenHeavy` are left out.
   */
  readonly smallerLimits?: readonly number[];
  /** Query parameters to give up last, for example `['expand']`. */
  readonly dropWhenHeavy?: readonly string[];
  /**
   * The properties of each item that are read; the items have no others then. For lists of large items: what
   * is not read is not parsed, and costs neither time nor memory.
   */
  readonly properties?: readonly string[];
  /** For `/api/v1/iam/*`: the key of the array in the body, which then carries `_links.next` too. */
  readonly bodyKey?: string;
}

/** The whole client at one moment. */
export interface OktaSnapshot extends LimitsSnapshot {
  /** While nothing that is asked of Okta gets a usable answer, and at the end if it ended so. */
  readonly outage?: Outage | undefined;
}

/**
 * Reads Okta, paced and retried. Its methods reject with IntegrationOktaApiError for what concerns
 * one request, and with a fatal error (`isFatal`) for what ends the run.
 */
export interface OktaClient {
  /** One JSON value. Rejects with an error of `errors.ts`. */
  get(request: OktaRequest): Promise<JsonValue>;
  /**
   * The items of a list, a page at a time (a page may be empty), whatever they are. One that a
   * restarted list shows again is not emitted twice.
   */
  pages(request: OktaListRequest): AsyncGenerator<readonly JsonValue[], void, undefined>;
  /** Announces calls to come, for the forecast: `count` calls of this path template. */
  expect(endpointTemplate: string, count: number): void;
  /** The state of every bucket now, and of an outage; cheap enough to ask ten times a second. */
  snapshot(): OktaSnapshot;
  /** Ends what is in flight; every later call rejects. */
  close(): Promise<void>;
}
