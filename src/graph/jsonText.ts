/** JSON as the value of a property: never longer than the indexer takes, and always JSON. */
import { isJsonObject, type JsonValue } from '../json';
import { MAX_PROPERTY_LENGTH } from './limits';

/**
 * The value as JSON text. Where that is too long, every list in it keeps as many of its first items
 * as fit, whole ones; where it is too long without any item, its texts are cut, and those end in
 * `…`. Undefined where even that does not fit.
 */
export function jsonText(value: JsonValue): string | undefined {
  const text = JSON.stringify(value);
  if (text.length <= MAX_PROPERTY_LENGTH) return text;
  const { items, characters } = longestIn(value);
  return (
    longestFitting(items, (most) => JSON.stringify(reduced(value, most, characters))) ??
    longestFitting(characters, (most) => JSON.stringify(reduced(value, 0, most)))
  );
}

/** What `write` makes of the largest measure, at most `limit`, with which it fits. */
function longestFitting(limit: number, write: (measure: number) => string): string | undefined {
  let fitting: string | undefined;
  let low = 0;
  let high = limit;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const text = write(middle);
    if (text.length <= MAX_PROPERTY_LENGTH) {
      fitting = text;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return fitting;
}

interface Lengths {
  readonly items: number;
  readonly characters: number;
}

/** The length of the longest list and of the longest text, at any depth. */
function longestIn(value: JsonValue): Lengths {
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

function reduced(value: JsonValue, items: number, characters: number): JsonValue {
  if (typeof value === 'string') return shortened(value, characters);
  if (typeof value !== 'object' || value === null) return value;
  if (!isJsonObject(value)) {
    return value.slice(0, items).map((item) => reduced(item, items, characters));
  }
  const copy: Record<string, JsonValue | undefined> = {};
  for (const [key, each] of Object.entries(value)) {
    copy[key] = each === undefined ? undefined : reduced(each, items, characters);
  }
  return copy;
}

/** A cut within a character would leave half of it, which is no text. */
function shortened(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return `${text.slice(0, characters).replace(/[\ud800-\udbff]$/, '')}…`;
}
