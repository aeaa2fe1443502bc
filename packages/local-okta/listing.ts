/** Listings over arrays, and the binary search that serves cursors and look-ups by id. */
import type { JsonObject, Listing } from './types';

class ArrayListing<T> implements Listing<T> {
  readonly size: number;

  constructor(
    private readonly keys: readonly string[],
    private readonly values: readonly T[],
  ) {
    this.size = keys.length;
  }

  keyAt(index: number): string {
    return this.keys[index]!;
  }

  at(index: number): T {
    return this.values[index]!;
  }
}

/** Sorts by key; equal keys keep their order, with a suffix that makes them differ. */
export function listingOf<T>(values: readonly T[], keyOf: (value: T) => string): Listing<T> {
  const rows = values.map((value) => ({ key: keyOf(value), value }));
  rows.sort((a, b) => compare(a.key, b.key));
  const keys: string[] = [];
  let repeats = 0;
  rows.forEach(({ key }, index) => {
    repeats = rows[index - 1]?.key === key ? repeats + 1 : 0;
    keys.push(repeats === 0 ? key : `${key}~${String(repeats).padStart(4, '0')}`);
  });
  return new ArrayListing(
    keys,
    rows.map((row) => row.value),
  );
}

export function listingById(values: readonly JsonObject[]): Listing<JsonObject> {
  return listingOf(values, (value) => textOf(value, 'id'));
}

export function listingOfIds(ids: readonly string[]): Listing<string> {
  return listingOf(ids, (id) => id);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Position of the first entry whose key is greater than `key`. */
export function firstAfter(listing: Listing<unknown>, key: string): number {
  let low = 0;
  let high = listing.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (listing.keyAt(middle) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Position of `key`, or -1. */
export function indexOf(listing: Listing<unknown>, key: string): number {
  const index = firstAfter(listing, key) - 1;
  return index >= 0 && listing.keyAt(index) === key ? index : -1;
}

export function* valuesOf<T>(listing: Listing<T>): Generator<T> {
  for (let index = 0; index < listing.size; index += 1) yield listing.at(index);
}

/** The value at a path such as `profile.login`; inside arrays, all values (`target.id`). */
export function valueAt(value: unknown, path: string): unknown {
  let current: unknown = value;
  for (const step of path.split('.')) {
    if (Array.isArray(current)) {
      current = current.map((item: unknown) => valueAt(item, step));
    } else if (typeof current === 'object' && current !== null) {
      current = (current as Record<string, unknown>)[step];
    } else {
      return undefined;
    }
  }
  return current;
}

/** A property that holds text; empty where it does not. */
export function textOf(value: JsonObject, key: string): string {
  const text = value[key];
  return typeof text === 'string' ? text : '';
}
