/** How a list is sorted, and which columns it shows: read from the address, written to it. */
import type { SortValue } from '../model/sorting';
import type { Address } from '../model/route';
import type { Child } from './dom';

/** A column of a list. */
export interface ListColumn<Item> {
  /** Names it in an address. */
  readonly id: string;
  readonly heading: string;
  readonly cell: (item: Item) => Child;
  /** What the cell says, as text: for a CSV file, and to sort by unless `order` says otherwise. */
  readonly text: (item: Item) => string;
  readonly order?: (item: Item) => SortValue;
  /** Unpacks what the column reads. */
  readonly load?: () => Promise<unknown>;
  /** True if it is shown only where a person chooses it. */
  readonly isExtra?: boolean;
}

/** The columns that an address asks for, or those that the list shows by default. The first is always shown. */
export function shownColumns<Item>(
  columns: readonly ListColumn<Item>[],
  { columns: chosen }: Address,
): readonly ListColumn<Item>[] {
  const ids = new Set(chosen);
  return columns.filter(({ id, isExtra }, position) => {
    if (position === 0) return true;
    return ids.size === 0 ? isExtra !== true : ids.has(id);
  });
}

export interface Sorting {
  readonly column: string;
  readonly isDescending: boolean;
}

export function sortingOf({ sort }: Address): Sorting | undefined {
  if (sort === '') return undefined;
  const isDescending = sort.startsWith('-');
  return { column: isDescending ? sort.slice(1) : sort, isDescending };
}

/** What pressing a heading asks for: ascending, then descending, then as the list came. */
export function nextSort(address: Address, column: string): string {
  const now = sortingOf(address);
  if (now?.column !== column) return column;
  return now.isDescending ? '' : `-${column}`;
}
