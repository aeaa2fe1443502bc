/**
 * A list of any length as a table: narrowed by typing, sorted by any column, with the columns that a person chooses,
 * shown page by page and saved as CSV; the same for eyes, keyboard and screen reader.
 */
import { countText, counted } from '../../cli/terminal/format';
import { csvText } from '../../cli/terminal/csv';
import { fold } from '../model/search';
import { sortedBy } from '../model/sorting';
import type { Address } from '../model/route';
import type { ExplorerContext } from './context';
import { button, el } from './dom';
import { download, fileName } from './download';
import { nextSort, shownColumns, sortingOf, type ListColumn } from './listOrder';
import { pager } from './pager';
import { tableFrame } from './table';

export const PAGE_SIZE = 50;

export interface ListPanel<Item> {
  /** What the table lists, for its caption: `Users of this group`. */
  readonly caption: string;
  readonly items: readonly Item[];
  /** One and many of the items, for the count. */
  readonly noun: readonly [string, string];
  /** The first stands at the head of each row. */
  readonly columns: readonly ListColumn<Item>[];
  /** Text that typing is matched with; without it the list is not narrowed by typing. */
  readonly textOf?: (item: Item) => string;
  /** Said instead of an empty table. */
  readonly empty: string;
}

/** Shorter lists are seen at a glance. */
const WORTH_NARROWING = 8;

class List<Item> {
  readonly place = el('div', { class: 'list' });
  private address: Address;
  private folded: readonly string[] | undefined;
  private sorted: { readonly sort: string; readonly items: readonly Item[] } | undefined;

  constructor(
    readonly context: ExplorerContext,
    readonly panel: ListPanel<Item>,
  ) {
    this.address = context.address;
  }

  /** Unpacks what the columns read, and draws the page of the list that the address names. */
  async show(): Promise<number> {
    const { columns } = this;
    const sorted = this.panel.columns.filter(({ id }) => id === sortingOf(this.address)?.column);
    for (const { load } of [...columns, ...sorted]) await load?.();
    const items = this.items();
    this.place.replaceChildren(...this.parts(items));
    return items.length;
  }

  /** Draws the list again without leaving the view, and writes the address. */
  async change(parts: Partial<Address>): Promise<number> {
    this.address = { ...this.address, page: 1, ...parts };
    this.context.rewrite(this.address);
    return this.show();
  }

  /** What the list needs besides its table. */
  tools(): HTMLElement | undefined {
    const { panel, context } = this;
    if (panel.items.length === 0) return undefined;
    const isLong = panel.items.length > WORTH_NARROWING;
    const needsField = panel.textOf !== undefined && (isLong || context.address.text !== '');
    const parts = [needsField ? this.field() : undefined, this.chooser(), this.saver()];
    return el('div', { class: 'list-tools' }, ...parts);
  }

  private get columns(): readonly ListColumn<Item>[] {
    return shownColumns(this.panel.columns, this.address);
  }

  private items(): readonly Item[] {
    const { panel, address } = this;
    const { sort } = address;
    if (this.sorted?.sort !== sort) {
      const sorting = sortingOf(address);
      const column = panel.columns.find(({ id }) => id === sorting?.column);
      const items = column
        ? sortedBy(panel.items, column.order ?? column.text, sorting?.isDescending === true)
        : panel.items;
      this.sorted = { sort, items };
      this.folded = undefined;
    }
    return this.matching(this.sorted.items);
  }

  /** Narrows by text. The texts of a long list are folded once, when a person begins to type. */
  private matching(items: readonly Item[]): readonly Item[] {
    const { textOf } = this.panel;
    const wanted = fold(this.address.text.trim());
    if (wanted === '' || !textOf) return items;
    const texts = (this.folded ??= items.map((item) => fold(textOf(item))));
    return items.filter((_, position) => texts[position]?.includes(wanted));
  }

  private parts(items: readonly Item[]): readonly HTMLElement[] {
    const { panel, address, columns } = this;
    const all = counted(panel.items.length, ...panel.noun);
    const isWhole = items.length === panel.items.length;
    const words = isWhole ? all : `${countText(items.length)} of ${all}`;
    const count = el('p', { class: 'count' }, words);
    if (items.length === 0) {
      const reason = panel.items.length === 0 ? panel.empty : 'Nothing here contains this text.';
      return [count, el('p', { class: 'empty' }, reason)];
    }
    const pages = Math.ceil(items.length / PAGE_SIZE);
    const first = (Math.min(address.page, pages) - 1) * PAGE_SIZE;
    const rows = items
      .slice(first, first + PAGE_SIZE)
      .map((item) => columns.map(({ cell }) => cell(item)));
    const headings = columns.map((column) => this.heading(column));
    const steps = pager(address, pages);
    return [count, tableFrame(panel.caption, headings, rows), ...(steps ? [steps] : [])];
  }

  private heading({ id, heading }: ListColumn<Item>): HTMLElement {
    const sorting = sortingOf(this.address);
    const isSorted = sorting?.column === id;
    const direction = sorting?.isDescending === true ? 'descending' : 'ascending';
    const sort = button(heading, () => {
      const next = nextSort(this.address, id);
      this.change({ sort: next })
        .then(() => {
          this.place.querySelector<HTMLElement>(`[data-column="${CSS.escape(id)}"]`)?.focus();
          this.context.announce(sortWords(heading, next));
        })
        .catch(reportError);
    });
    sort.dataset.column = id;
    sort.title = `Sort by ${heading}`;
    const state = isSorted ? { 'aria-sort': direction } : {};
    return el('th', { scope: 'col', class: 'sortable', ...state }, sort);
  }

  private field(): HTMLElement {
    const field = el('input', {
      type: 'search',
      'aria-label': `Narrow ${this.panel.caption}`,
      placeholder: 'Narrow this list',
      value: this.address.text,
    });
    field.addEventListener('input', () => {
      this.change({ text: field.value })
        .then((found) => {
          this.context.announce(`${countText(found)} found`);
        })
        .catch(reportError);
    });
    return field;
  }

  /** Boxes to tick: which columns are shown. */
  private chooser(): HTMLElement | undefined {
    const [, ...choices] = this.panel.columns;
    if (choices.length < 2) return undefined;
    const shown = new Set(this.columns.map(({ id }) => id));
    const boxes = choices.map(({ id, heading }) => {
      const box = el('input', { type: 'checkbox', value: id, checked: shown.has(id) });
      return { box, label: el('label', {}, box, ` ${heading}`) };
    });
    const fields = el('fieldset', {}, el('legend', { class: 'unseen' }, 'Columns'));
    fields.append(...boxes.map(({ label }) => label));
    fields.addEventListener('change', () => {
      const columns = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
      const [first] = this.panel.columns;
      const chosen = columns.length > 0 || !first ? columns : [first.id];
      this.change({ columns: chosen, page: this.address.page }).catch(reportError);
    });
    return el('details', { class: 'chooser' }, el('summary', {}, 'Columns'), fields);
  }

  private saver(): HTMLElement {
    return button('Save as CSV', () => {
      const name = fileName(this.panel.caption, 'csv');
      const { columns } = this;
      const rows = this.items().map((item) => columns.map(({ text }) => text(item)));
      const csv = csvText(
        columns.map(({ heading }) => heading),
        rows,
      );
      download(new Blob(['\uFEFF', csv], { type: 'text/csv' }), name);
      this.context.announce(`Saved ${counted(rows.length, 'row')} as ${name}`);
    });
  }
}

function sortWords(heading: string, sort: string): string {
  if (sort === '') return 'No longer sorted';
  return `Sorted by ${heading}, ${sort.startsWith('-') ? 'descending' : 'ascending'}`;
}

/** The list with its tools, at the page that the address names. */
export async function listPanel<Item>(
  context: ExplorerContext,
  panel: ListPanel<Item>,
): Promise<HTMLElement> {
  const list = new List(context, panel);
  await list.show();
  return el('div', {}, list.tools(), list.place);
}
