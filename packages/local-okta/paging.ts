/** Pages: opaque keyset cursors, limits per endpoint, the `Link` header and body paging. */
import type { Call } from './call';
import { OktaError } from './errors';
import { firstAfter, indexOf, valueAt } from './listing';
import type { Predicate } from './search';
import { adminUrl, type Json, type JsonObject, type Listing } from './types';

export interface PageRules {
  defaultLimit: number;
  maxLimit: number;
  minLimit?: number;
  /** Code for a cursor that is not one of this list; devices answer E0000031. */
  cursorError?: string;
}

export interface Page<T> {
  items: T[];
  /** Cursor of the following page. */
  next?: string;
}

/** Where a page begins: after `key`, with an object that a fault held back from an earlier page. */
interface Cursor {
  key: string;
  held?: string;
}

export function encodeCursor(template: string, cursor: Cursor): string {
  const held = cursor.held === undefined ? '' : `\n${cursor.held}`;
  return Buffer.from(`${template}\n${cursor.key}${held}`).toString('base64url');
}

function decodeCursor(template: string, after: string, code: string): Cursor {
  const [list, key, held] = Buffer.from(after, 'base64url').toString().split('\n');
  if (list !== template || key === undefined) throw new OktaError(code, ['Invalid cursor.']);
  return held === undefined ? { key } : { key, held };
}

function limitOf(call: Call, rules: PageRules): number {
  const asked = call.query.get('limit');
  if (asked === null) return rules.defaultLimit;
  const limit = Number(asked);
  if (!Number.isInteger(limit)) throw new OktaError('E0000001', ['limit: must be a number']);
  if (limit < 1) return rules.defaultLimit;
  return Math.min(rules.maxLimit, Math.max(rules.minLimit ?? 1, limit));
}

/**
 * One page of a listing, by the request's `after` and `limit`.
 *
 * @param accept only entries for which it answers true are shown.
 */
export function pageOf<T>(
  call: Call,
  listing: Listing<T>,
  rules: PageRules,
  accept?: Predicate,
): Page<T> {
  const code = rules.cursorError ?? 'E0000029';
  const after = call.query.get('after');
  const from = after === null ? undefined : decodeCursor(call.template, after, code);
  if (from !== undefined && call.pageFaults.some((fault) => fault.kind === 'cursorExpires')) {
    throw new OktaError(code, ['Invalid cursor.']);
  }
  const limit = Math.min(limitOf(call, rules), shortest(call));
  const positions = positionsOf(call, listing, limit, from, accept);
  const items = positions.shown.map((index) => listing.at(index));
  const next = nextCursor(call, listing, positions, from);
  return next === undefined ? { items } : { items, next: encodeCursor(call.template, next) };
}

/** The least that the `shortPages` faults of this request allow. */
function shortest(call: Call): number {
  const limits = call.pageFaults.map((fault) =>
    fault.kind === 'shortPages' ? fault.limit : Infinity,
  );
  return Math.min(...limits, Infinity);
}

interface Positions {
  shown: number[];
  /** Position that ends the page; the cursor points here. */
  last?: number;
  more: boolean;
  held?: string;
}

function accepts(listing: Listing<unknown>, index: number, accept?: Predicate): boolean {
  if (accept === undefined) return true;
  return accept((path) =>
    listing.fieldAt === undefined ? valueAt(listing.at(index), path) : listing.fieldAt(index, path),
  );
}

function positionsOf(
  call: Call,
  listing: Listing<unknown>,
  limit: number,
  from: Cursor | undefined,
  accept: Predicate | undefined,
): Positions {
  const shown: number[] = [];
  let index = from === undefined ? 0 : firstAfter(listing, from.key);
  if (call.pageFaults.some((fault) => fault.kind === 'emptyPage') && index < listing.size) {
    return { shown, last: index - 1, more: true, ...(from?.held && { held: from.held }) };
  }
  const overlap = call.pageFaults.find((fault) => fault.kind === 'overlap');
  if (from !== undefined && overlap !== undefined) {
    for (let back = Math.max(0, index - overlap.by); back < index; back += 1) {
      if (accepts(listing, back, accept)) shown.push(back);
    }
  }
  let last: number | undefined;
  let taken = 0;
  for (; index < listing.size && taken < limit; index += 1) {
    if (!accepts(listing, index, accept)) continue;
    shown.push(index);
    last = index;
    taken += 1;
  }
  let more = false;
  for (; index < listing.size && !more; index += 1) more = accepts(listing, index, accept);
  return holdBack(call, listing, { shown, more, ...(last !== undefined && { last }) }, from);
}

/** The `moved` fault: the page's first object is shown on the following page instead. */
function holdBack(
  call: Call,
  listing: Listing<unknown>,
  positions: Positions,
  from: Cursor | undefined,
): Positions {
  const held = from?.held === undefined ? -1 : indexOf(listing, from.held);
  if (held !== -1) positions.shown.push(held);
  const moves = call.pageFaults.some((fault) => fault.kind === 'moved');
  const first = positions.shown[0];
  if (moves && positions.more && first !== undefined && positions.shown.length > 1) {
    positions.shown.shift();
    positions.held = listing.keyAt(first);
  }
  for (const fault of call.pageFaults) {
    if (fault.kind === 'reversed') positions.shown.reverse();
    if (fault.kind === 'doubled') positions.shown = positions.shown.flatMap((at) => [at, at]);
  }
  return positions;
}

function nextCursor(
  call: Call,
  listing: Listing<unknown>,
  positions: Positions,
  from: Cursor | undefined,
): Cursor | undefined {
  if (!positions.more) return undefined;
  if (call.pageFaults.some((fault) => fault.kind === 'repeatedCursor') && from !== undefined) {
    return from;
  }
  const last = positions.last;
  const key = last === undefined || last < 0 ? '' : listing.keyAt(last);
  return positions.held === undefined ? { key } : { key, held: positions.held };
}

/** `next` as an absolute URL, on the host that the faults choose. */
function nextUrl(call: Call, after: string, origin: string): string {
  const query = new URLSearchParams(call.query);
  query.set('after', after);
  query.sort();
  const elsewhere = call.pageFaults.find((fault) => fault.kind === 'nextHost');
  return `${elsewhere?.origin ?? origin}${call.path}?${query.toString()}`;
}

/** A list response with its two `Link` lines; `self` comes back reordered and re-encoded. */
export function linked(call: Call, items: Json, next: string | undefined) {
  const self = new URLSearchParams(call.query);
  self.sort();
  const text = self.toString();
  const lines = [`<${call.origin}${call.path}${text === '' ? '' : `?${text}`}>; rel="self"`];
  if (next !== undefined) lines.push(`<${nextUrl(call, next, call.origin)}>; rel="next"`);
  return { status: 200, body: items, headers: { Link: lines } };
}

/** A list of `/api/v1/iam`: the array under a key of its own, `next` in the body. */
export function wrapped(call: Call, key: string, items: Json, next: string | undefined) {
  const body: JsonObject = { [key]: items };
  if (next !== undefined) {
    const href = nextUrl(call, next, adminUrl(call.world.source.facts));
    body['_links'] = { next: { href } };
  }
  return { status: 200, body };
}
