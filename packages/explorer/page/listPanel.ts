/**
 * A list of any length as a table: narrowed by typing, shown page by page, the same for eyes, keyboard and screen reader.
 */
import { countText, counted } from '../../cli/terminal/format';
import { fold } from '../model/search';
import type { Address } from '../model/route';
import { formatAddress } from '../model/route';
import type { ExplorerContext } from './context';
import { el, type Child } from './dom';

export const PAGE_SIZE = 50;

export interface ListPanel<Item> {
  /** What the table lists, for its caption: `Users of this group`. */
  readonly caption: string;
  readonly items: readonly Item[];
  /** One and many of the items, for the count. */
  readonly noun: readonly [string, string];
  readonly headings: readonly string[];
  /** The cells of a row; the first becomes its heading. */
  readonly cells: (item: Item) => readonly Child[];
  /** Text that typing is matched with; without it the list is not narrowed by typing. */
  readonly textOf?: (item: Item) => string;
  /** Said instead of an empty table. */
  readonly empty: string;
}

function headRow(headings: readonly string[]): HTMLElement {
  return el('thead', {}, el('tr', {}, ...headings.map((text) => el('th', { scope: 'col' }, text))));
}

function bodyRow(cells: readonly Child[]): HTMLElement {
  const [first, ...others] = cells;
  const row = el('tr', {}, el('th', { scope: 'row' }, first));
  row.append(...others.map((cell) => el('td', {}, cell)));
  return row;
}

/** A table with a caption, in a frame that scrolls sideways where the window is narrow. */
export function table(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  const head = headRow(headings);
  const body = el('tbody', {}, ...rows.map(bodyRow));
  const whole = el('table', {}, el('caption', {}, caption), head, body);
  return el('div', { class: 'table-frame' }, whole);
}

function pagerLink(
  label: string,
  address: Address,
  page: number,
  isPossible: boolean,
): HTMLElement {
  if (!isPossible) return el('span', { class: 'page-step' }, label);
  return el('a', { class: 'page-step', href: formatAddress({ ...address, page }) }, label);
}

function pager(address: Address, pages: number): HTMLElement | undefined {
  if (pages <= 1) return undefined;
  const page = Math.min(address.page, pages);
  return el(
    'nav',
    { class: 'pager', 'aria-label': 'Pages' },
    pagerLink('First', address, 1, page > 1),
    pagerLink('Previous', address, page - 1, page > 1),
    el('span', {}, `Page ${countText(page)} of ${countText(pages)}`),
    pagerLink('Next', address, page + 1, page < pages),
    pagerLink('Last', address, pages, page < pages),
  );
}

/** Narrows by text. The texts of a long list are folded once, when a person begins to type. */
function matcher<Item>({ items, textOf }: ListPanel<Item>): (text: string) => readonly Item[] {
  let folded: readonly string[] | undefined;
  return (text) => {
    const wanted = fold(text.trim());
    if (wanted === '' || !textOf) return items;
    const texts = (folded ??= items.map((item) => fold(textOf(item))));
    return items.filter((_, position) => texts[position]?.includes(wanted));
  };
}

function countOf<Item>({ items, noun }: ListPanel<Item>, shown: number): string {
  const all = counted(items.length, ...noun);
  return shown === items.length ? all : `${countText(shown)} of ${all}`;
}

function pageOf<Item>(
  panel: ListPanel<Item>,
  address: Address,
  items: readonly Item[],
): readonly (HTMLElement | undefined)[] {
  const count = el('p', { class: 'count' }, countOf(panel, items.length));
  if (items.length === 0) {
    const words = panel.items.length === 0 ? panel.empty : 'Nothing here contains this text.';
    return [count, el('p', { class: 'empty' }, words)];
  }
  const pages = Math.ceil(items.length / PAGE_SIZE);
  const first = (Math.min(address.page, pages) - 1) * PAGE_SIZE;
  const rows = items.slice(first, first + PAGE_SIZE).map(panel.cells);
  return [count, table(panel.caption, panel.headings, rows), pager(address, pages)];
}

/** The list with its field for narrowing, at the page that the address names. */
export function listPanel<Item>(context: ExplorerContext, panel: ListPanel<Item>): HTMLElement {
  const place = el('div', { class: 'list' });
  const matching = matcher(panel);
  const show = (address: Address): number => {
    const items = matching(address.text);
    const parts = pageOf(panel, address, items).filter((part) => part !== undefined);
    place.replaceChildren(...parts);
    return items.length;
  };
  show(context.address);
  const needsField = panel.textOf !== undefined && panel.items.length > 8;
  if (!needsField && context.address.text === '') return place;
  const field = el('input', {
    type: 'search',
    'aria-label': `Narrow ${panel.caption}`,
    placeholder: 'Narrow this list',
    value: context.address.text,
  });
  field.addEventListener('input', () => {
    const address = { ...context.address, text: field.value, page: 1 };
    const found = show(address);
    context.rewrite(address);
    context.announce(`${countText(found)} found`);
  });
  return el('div', {}, el('div', { class: 'narrow' }, field), place);
}
