/** What the readers of all Okta resources share: ids, lower-case words, links, and pages of objects. */
import { isJsonObject, record, text, type JsonObject } from '../json';
import { IntegrationIncompleteDataError } from './losses';

/**
 * Okta's ids are 20 letters and digits. The rule here is wider, but keeps what becomes a `_key` at
 * JupiterOne's least length (10) and free of characters that mean something in keys and URLs.
 */
const OKTA_ID = /^[\w.~:@+=-]{10,200}$/;

/** A usable Okta id, else undefined: an object without one cannot be an entity. */
export function oktaId(value: unknown): string | undefined {
  return typeof value === 'string' && OKTA_ID.test(value) ? value : undefined;
}

/**
 * Pages of raw objects as pages of what `parse` makes of them. Rejects after the last page where it
 * refused any: the list has something that cannot be in the graph, so it is not complete.
 */
export async function* parsedPages<T>(
  pages: AsyncIterable<readonly JsonObject[]>,
  parse: (json: JsonObject) => T | undefined,
): AsyncGenerator<readonly T[], void, undefined> {
  let refused = 0;
  for await (const page of pages) {
    const parsed = parsedList(page, parse);
    refused += page.length - parsed.length;
    yield parsed;
  }
  if (refused > 0) {
    throw new IntegrationIncompleteDataError(
      `${refused} of the objects that Okta lists cannot be used, for example because they have no id`,
    );
  }
}

/** The pages with only those objects that are wanted; leaving out the others loses nothing. */
export async function* wantedPages(
  pages: AsyncIterable<readonly JsonObject[]>,
  isWanted: (json: JsonObject) => boolean,
): AsyncGenerator<readonly JsonObject[], void, undefined> {
  for await (const page of pages) yield page.filter(isWanted);
}

/** All items of a list that is short enough to hold. */
export async function allOf<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

/** The objects of one array as what `parse` makes of them; what it refuses is left out. */
export function parsedList<T>(
  items: readonly unknown[],
  parse: (json: JsonObject) => T | undefined,
): readonly T[] {
  const result: T[] = [];
  for (const item of items) {
    const parsed = isJsonObject(item) ? parse(item) : undefined;
    if (parsed !== undefined) result.push(parsed);
  }
  return result;
}

/** The id of any object: for lists of which nothing else is read. */
export function parseId(json: JsonObject): string | undefined {
  return oktaId(json.id);
}

/** The Okta id at the end of a HAL link: `{"href": "https://acme.okta.com/api/v1/apps/0oa1"}`. */
export function linkedId(link: unknown): string | undefined {
  const href = text(record(link).href);
  return href === undefined ? undefined : oktaId(href.slice(href.lastIndexOf('/') + 1));
}
