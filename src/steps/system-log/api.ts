/** Okta's System Log: what happened in the org in the last 90 days. Shared by the steps that ask it. */
import { list, record, text, type JsonObject } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { parsedList, parsedPages } from '../../run/wire';

/** Who acted, or what was acted upon. */
interface OktaLogParty {
  readonly id: string;
  /** `User`, `AppInstance`, `PublicClientApp`, … */
  readonly type: string | undefined;
}

/** A System Log event. */
export interface OktaLogEvent {
  readonly eventType: string | undefined;
  readonly actor: OktaLogParty | undefined;
  readonly targets: readonly OktaLogParty[];
  readonly requestUri: string | undefined;
}

/** Times are ISO 8601; `filter` is in the language of Okta's System Log. */
export interface LogQuery {
  /** Earliest time, ISO 8601. Okta keeps 90 days. */
  readonly since: string;
  /** Latest time, ISO 8601: without it Okta's `next` never ends. */
  readonly until: string;
  /** In Okta's filter language. */
  readonly filter: string;
}

/** How long Okta keeps System Log events. */
export const LOG_RETENTION_DAYS = 90;

/** What is absent or odd is undefined, or empty for targets. */
export function parseLogEvent(json: JsonObject): OktaLogEvent {
  return {
    eventType: text(json.eventType),
    actor: parseParty(record(json.actor)),
    targets: parsedList(list(json.target), parseParty),
    requestUri: text(record(record(json.debugContext).debugData).requestUri),
  };
}

function parseParty(json: JsonObject): OktaLogParty | undefined {
  const id = text(json.id);
  return id === undefined ? undefined : { id, type: text(json.type) };
}

/**
 * The events of a closed period, oldest first, 1000 a page (Okta's maximum). Scope
 * `okta.logs.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/systemlog/
 */
export function listLogEvents(
  okta: OktaClient,
  query: LogQuery,
): AsyncGenerator<readonly OktaLogEvent[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/logs`,
    query: { ...query, sortOrder: 'ASCENDING' },
    limit: 1000,
    smallerLimits: [500, 100],
    priority: 'list',
  });
  return parsedPages(pages, parseLogEvent);
}
