/** Sorting long lists: each distinct value is compared with others once, and an item is a place in a number array. */

/** What an item is sorted by; undefined where it has no value, which stands last in either direction. */
export type SortValue = string | number | undefined;

const { compare } = new Intl.Collator('en', { numeric: true });

/** Numbers that stand for texts: a greater one for a text that stands later. */
function ranksOf(values: readonly SortValue[]): ReadonlyMap<SortValue, number> {
  const texts = [...new Set(values)].filter((value) => typeof value === 'string').sort(compare);
  return new Map(texts.map((text, rank) => [text, rank]));
}

/** The items in order of their values; those of equal value keep their order. */
export function sortedBy<Item>(
  items: readonly Item[],
  valueOf: (item: Item) => SortValue,
  isDescending: boolean,
): readonly Item[] {
  const values = items.map(valueOf);
  const ranks = ranksOf(values);
  const sign = isDescending ? -1 : 1;
  // Numbers stand before texts, in a list that has both.
  const places = Float64Array.from(values, (value) => {
    if (value === undefined || value === '') return Number.POSITIVE_INFINITY;
    if (typeof value === 'number') return sign * value;
    return sign * (Number.MAX_SAFE_INTEGER + 2 * (ranks.get(value) ?? 0) + 2);
  });
  const order = Uint32Array.from(items.keys()).sort((a, b) =>
    places[a] === places[b] ? a - b : (places[a] ?? 0) - (places[b] ?? 0),
  );
  return Array.from(order, (place) => items[place]).filter((item) => item !== undefined);
}
