/** What the readers of all Okta resources share: ids, lower-case words, links, and pages of objects. */
import { isJsonObject, record, text, type JsonObject, type JsonValue } from '../json';
import { isFatal } from '../okta';
import { asError, IntegrationIncompleteDataError, type Reading } from './losses';

/**
 * Most of Okta's ids are 20 letters and digits. The rule here is wider (`default` is one), but keeps out
 * characters that mean something in keys and URLs.
 */
const OKTA_ID = /^[\w.~:@+=-]{1,200}$/;

/** A usable Okta id, else undefined: an object without one cannot be an entity. */
export function oktaId(value: unknown): string | undefined {
  return typeof value === 'string' && OKTA_ID.test(value) ? value : undefined;
}

/**
 * Pages of raw items as pages of what `parse` makes of them. Rejects after the last page if any is no
 * object or `parse` refused it: the list has something that cannot be in the graph, so it is not
 * complete. The error names these items.
 */
export async function* parsedPages<T>(
  pages: AsyncIterable<readonly JsonValue[]>,
  parse: (json: JsonObject) => T | undefined,
): AsyncGenerator<readonly T[], void, undefined> {
  const odd: string[] = [];
  let total = 0;
  for await (const page of pages) {
    const parsed: T[] = [];
    for (const item of page) {
      const one = isJsonObject(item) ? parse(item) : undefined;
      if (one === undefined) odd.push(nameOf(item));
      else parsed.push(one);
    }
    total += page.length;
    yield parsed;
  }
  if (odd.length > 0) throw unusable(odd, total);
}

/** Some items of a list cannot be used; its others can. */
class IntegrationUnusableItemsError extends IntegrationIncompleteDataError {}

/** How many items that cannot be used an error names. */
const NAMED_ITEMS = 5;

/** The error for a list of which these items cannot be used. */
export function unusable(names: readonly string[], total: number): IntegrationIncompleteDataError {
  const named = names.slice(0, NAMED_ITEMS).join('; ') + (names.length > NAMED_ITEMS ? '; …' : '');
  return new IntegrationUnusableItemsError(
    `${names.length} of ${total} items in Okta’s list cannot be used (${named})`,
  );
}

/** What may show a person which object it is, and holds neither secrets nor personal data. */
const TELLING = ['type', 'factorType', 'assignmentType', 'status', 'label', 'name'];

/** Words as Okta writes them: no address, no markup, nothing long. */
const PLAIN = /^[\w][\w :.-]{0,59}$/;

/** What is known of an item that cannot be used: its id, or else what it says of itself. */
export function nameOf(item: JsonValue): string {
  if (!isJsonObject(item)) return 'no object';
  const { id } = item;
  if (typeof id === 'string' && PLAIN.test(id)) return `id ${id}`;
  const told = TELLING.flatMap((name) => {
    const value = item[name];
    return typeof value === 'string' && PLAIN.test(value) ? [`${name} ${value}`] : [];
  });
  return ['no usable id', ...told].join(', ');
}

/** The pages without those objects that are not wanted; leaving out these loses nothing. */
export async function* wantedPages(
  pages: AsyncIterable<readonly JsonValue[]>,
  isWanted: (json: JsonObject) => boolean,
): AsyncGenerator<readonly JsonValue[], void, undefined> {
  for await (const page of pages) {
    yield page.filter((item) => !isJsonObject(item) || isWanted(item));
  }
}

/**
 * All items of a list that is short enough to hold, with the error if it has items that cannot be used or
 * could not be read to its end. Rejects if nothing could be read, and with what ends the run.
 */
export async function allOf<T>(pages: AsyncIterable<readonly T[]>): Promise<Reading<readonly T[]>> {
  const all: T[] = [];
  try {
    for await (const page of pages) all.push(...page);
    return { value: all };
  } catch (error) {
    const isPart = all.length > 0 || error instanceof IntegrationUnusableItemsError;
    if (isFatal(error) || !isPart) throw error;
    return { value: all, failure: asError(error) };
  }
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

/** What an object's own link looks like: below a collection, not the collection itself. */
const LINK_TO_OBJECT = /^(?:.*\/api\/v1\/(?:[^/]+\/)+)?([^/]+)$/;

/** The Okta id at the end of a HAL link: `{"href": "https://acme.okta.com/api/v1/apps/0oa1"}`. */
export function linkedId(link: unknown): string | undefined {
  return oktaId(LINK_TO_OBJECT.exec(text(record(link).href) ?? '')?.[1]);
}
