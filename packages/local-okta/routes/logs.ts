/** `/api/v1/logs`: bounded queries that end, polling queries that never do. */
import type { Call, Route } from '../call';
import { OktaError } from '../errors';
import { textOf } from '../listing';
import { encodeCursor, linked, pageOf } from '../paging';
import { parseExpression, type Predicate } from '../search';
import type { JsonObject, Listing } from '../types';

const DAY = 24 * 60 * 60 * 1000;
const RETENTION = 90 * DAY;
const RULES = { defaultLimit: 100, maxLimit: 1000 };
const FILTER = {
  attributes: [
    'eventType',
    'actor.*',
    'target.*',
    'outcome.*',
    'published',
    'uuid',
    'severity',
    'displayMessage',
    'legacyEventType',
    'transaction.*',
    'debugContext.*',
    'client.*',
  ],
};

function time(call: Call, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === null) return undefined;
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new OktaError('E0000001', [`${name}: invalid date`]);
  return value;
}

/** Events from newest to oldest. */
function reversed(listing: Listing<JsonObject>): Listing<JsonObject> {
  const last = listing.size - 1;
  return {
    size: listing.size,
    keyAt: (index) => String(index).padStart(9, '0'),
    at: (index) => listing.at(last - index),
  };
}

function list(call: Call) {
  const until = time(call, 'until');
  const since = time(call, 'since') ?? (until ?? call.now()) - 7 * DAY;
  const oldest = Math.max(since, call.now() - RETENTION);
  const filter = call.query.get('filter');
  const judge = filter === null ? undefined : parseExpression(filter, FILTER);
  const accept: Predicate = (read) => {
    const published = Date.parse(String(read('published')));
    return published >= oldest && published < (until ?? Infinity) && (judge?.(read) ?? true);
  };
  const descending = call.query.get('sortOrder') === 'DESCENDING';
  const { events } = call.world.source;
  const page = pageOf(call, descending ? reversed(events) : events, RULES, accept);
  const polling = until === undefined && !descending;
  return linked(
    call,
    page.items,
    polling ? (page.next ?? pollingCursor(call, page.items)) : page.next,
  );
}

/** Points behind the last event shown, so that later events can follow. */
function pollingCursor(call: Call, items: readonly JsonObject[]): string {
  const last = items.at(-1);
  const after = call.query.get('after');
  if (last === undefined && after !== null) return after;
  const key = last === undefined ? '' : `${textOf(last, 'published')} ${textOf(last, 'uuid')}`;
  return encodeCursor(call.template, { key });
}

export const logRoutes: readonly Route[] = [
  { method: 'GET', template: '/api/v1/logs', scope: 'okta.logs.read', handler: list, empty: [] },
];
