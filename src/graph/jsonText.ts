/** JSON as the value of a property: never longer than the indexer takes, and always JSON. */
import { isJsonObject, type JsonValue } from '../json';
import { cutTo, ELLIPSIS, MAX_PROPERTY_LENGTH } from './limits';

/**
 * The value as JSON text. If that is too long, every list in it keeps as many of its first items as
 * fit, whole ones; if it is too long without any item, its texts are cut. What was cut ends in `…`, lists
 * as well as texts. Undefined if even that does not fit.
 */
export function jsonText(value: JsonValue): string | undefined {
  const write = (items: number, characters: number): string | undefined => {
    const text = JSON.stringify(reduced(value, items, characters));
    return text.length <= MAX_PROPERTY_LENGTH ? text : undefined;
  };
  const { items, characters } = longestIn(value);
  return (
    write(items, characters) ??
    largest(items, (most) => write(most, characters)) ??
    largest(characters, (most) => write(0, most))
  );
}

/** What `make` gives for the largest measure from 0 to `limit` for which it gives anything. */
export function largest<T>(limit: number, make: (measure: number) => T | undefined): T | undefined {
  let found: T | undefined;
  let low = 0;
  let high = limit;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const made = make(middle);
    if (made === undefined) {
      high = middle - 1;
    } else {
      found = made;
      low = middle + 1;
    }
  }
  return found;
}

export interface Lengths {
  readonly items: number;
  readonly characters: number;
}

/** The length of the longest list and of the longest text, at any depth. */
export function longestIn(value: JsonValue): Lengths {
  if (typeof value === 'string') return { items: 0, characters: value.length };
  if (typeof value !== 'object' || value === null) return { items: 0, characters: 0 };
  const inner = isJsonObject(value) ? Object.values(value) : value;
  let items = isJsonObject(value) ? 0 : value.length;
  let characters = 0;
  for (const each of inner) {
    const lengths = longestIn(each ?? null);
    items = Math.max(items, lengths.items);
    characters = Math.max(characters, lengths.characters);
  }
  return { items, characters };
}

/** The value with lists of so many items and texts of so many characters at most. What is cut ends in `…`. */
export function reduced(value: JsonValue, items: number, characters: number): JsonValue {
  if (typeof value === 'string') return cutTo(characters, value);
  if (typeof value !== 'object' || value === null) return value;
  if (!isJsonObject(value)) {
    const kept = value.slice(0, items).map((item) => reduced(item, items, characters));
    return kept.length < value.length ? [...kept, ELLIPSIS] : kept;
  }
  const copy: Record<string, JsonValue | undefined> = {};
  for (const [key, each] of Object.entries(value)) {
    copy[key] = each === undefined ? undefined : reduced(each, items, characters);
  }
  return copy;
}
