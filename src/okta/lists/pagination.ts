/** Where a list goes on: the next page's URL from the Link header or the body, and edits to a URL. */
import {
  isJsonArray,
  isJsonObject,
  record,
  text,
  type JsonObject,
  type JsonValue,
} from '../../json';
import type { OktaListRequest, QueryValue } from '../client';
import type { HeaderSource } from '../limits/headers';

/**
 * The target of `rel="next"` in a Link header, whose several lines come joined by commas.
 * Reading by angle brackets is safe against commas and semicolons within the URL.
 */
export function nextOfHeader(headers: HeaderSource): string | undefined {
  for (const [, target, parameters] of (headers.get('link') ?? '').matchAll(
    /<([^>]*)>((?:\s*;\s*[\w*!-]+\s*=\s*(?:"[^"]*"|[^\s",;]+))*)/g,
  )) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters ?? '')) {
      return target;
    }
  }
  return undefined;
}

/** `_links.next.href` of a body, as `/api/v1/iam/*` pages. */
export function nextOfBody(body: JsonObject): string | undefined {
  return text(record(record(body._links).next).href);
}

/** The first page's URL. Values are percent-encoded; a blank becomes `%20`, never `+`. */
export function buildUrl(
  origin: string,
  path: string,
  query: Readonly<Record<string, QueryValue | undefined>>,
): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    valuesOf(value).map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`),
  );
  return origin + path + (pairs.length === 0 ? '' : `?${pairs.join('&')}`);
}

/** A copy of the URL with parameters set, or taken out where the value is undefined. */
export function withQuery(
  url: URL,
  changes: Readonly<Record<string, QueryValue | undefined>>,
): URL {
  const copy = new URL(url);
  for (const [name, value] of Object.entries(changes)) {
    const [first, ...others] = valuesOf(value);
    if (first === undefined) copy.searchParams.delete(name);
    else copy.searchParams.set(name, first);
    for (const each of others) copy.searchParams.append(name, each);
  }
  return copy;
}

function valuesOf(value: QueryValue | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [String(value)];
}

/** What distinguishes one page of a list from another: the cursor, or the whole query without the page size. */
export function cursorOf(url: URL): string {
  return url.searchParams.get('after') ?? withQuery(url, { limit: undefined }).search;
}

/** The items of a page, or undefined when the body is not what the request says it is. */
export function itemsOf(
  body: JsonValue,
  { bodyKey }: OktaListRequest,
): readonly JsonValue[] | undefined {
  const items = bodyKey === undefined ? body : record(body)[bodyKey];
  return isJsonArray(items) ? items : undefined;
}

/** The link to the next page, unchecked. */
export function nextLink(
  body: JsonValue,
  headers: HeaderSource,
  { bodyKey }: OktaListRequest,
): string | undefined {
  if (bodyKey === undefined) return nextOfHeader(headers);
  return (isJsonObject(body) ? nextOfBody(body) : undefined) ?? nextOfHeader(headers);
}
