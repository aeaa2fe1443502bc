/** Tables for people: aligned columns, as wide as what shows them. */
import { visible } from '../../../src/visible';
import { cut, padEnd, padStart, widthOf, wrap, type Style } from './style';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /**
   * The cells wrap if there is too little room. The value is how many columns of a word stay together; `true` stands
   * for 16. Other columns take what they need.
   */
  readonly flexible?: boolean | number;
  /** Columns that cells take at most, also if there is room for more. */
  readonly most?: number;
  /** Colour of a cell, by its whole text. */
  readonly paint?: (cell: string, row: readonly string[]) => string;
}

type Rows = readonly (readonly string[])[];

interface Layout {
  readonly widths: readonly number[];
  readonly gap: string;
}

const GAP = 2;
const WIDE = ' '.repeat(GAP);
const NARROW_GAP = 1;
const LEAST_FLEXIBLE = 16;
const LEAST_FIRST = 12;

/**
 * Lines without trailing blanks: titles, a rule, the rows. Without a width (`Number.POSITIVE_INFINITY`)
 * each row is one line, and cells are cut at the `most` of their column.
 *
 * @param ifTooNarrow `cut`: the first column is cut, then the columns move together, and last their
 *   titles are cut; other cells never, as half a number is another number. `blocks`: each row is a
 *   block with a line for each column
 */
export function renderTable(
  columns: readonly Column[],
  cells: Rows,
  width: number,
  style: Style,
  ifTooNarrow: 'cut' | 'blocks' = 'cut',
): string[] {
  const rows = cells.map((row) => row.map(visible));
  const { needed, least } = widthsOf(columns, rows);
  const widths = narrowed(needed, least, width - GAP * (columns.length - 1));
  if (widths !== undefined) return lines(columns, rows, { widths, gap: WIDE }, style, width);
  return ifTooNarrow === 'blocks'
    ? blocks(columns, rows, width)
    : lines(columns, rows, layOutNarrow(columns, needed, rows, width), style, width);
}

function lines(
  columns: readonly Column[],
  rows: Rows,
  layout: Layout,
  style: Style,
  width: number,
): string[] {
  const { widths, gap } = layout;
  const titles = columns.map(({ title, align }, i) => {
    const room = widths[i] ?? 0;
    return aligned(cut(title, room), room, align);
  });
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth));
  const isWrapped = width !== Number.POSITIVE_INFINITY;
  return [
    style.bold(titles.join(gap).trimEnd()),
    style.dim(rule.join(gap)),
    ...rows.flatMap((row) => renderRow(columns, row, layout, isWrapped)),
  ];
}

function renderRow(
  columns: readonly Column[],
  row: readonly string[],
  { widths, gap }: Layout,
  isWrapped: boolean,
): string[] {
  const cells = columns.map((column, i) => {
    const cell = row[i] ?? '';
    const width = widths[i] ?? 0;
    const parts = isWrapped && isFlexible(column) ? wrap(cell, width) : [cut(cell, width)];
    return parts.map((part) => (column.paint === undefined ? part : column.paint(part, row)));
  });
  const height = Math.max(1, ...cells.map((parts) => parts.length));
  return Array.from({ length: height }, (_, y) =>
    columns
      .map(({ align }, i) => aligned(cells[i]?.[y] ?? '', widths[i] ?? 0, align))
      .join(gap)
      .trimEnd(),
  );
}

function blocks(columns: readonly Column[], rows: Rows, width: number): string[] {
  const titles = widest(columns.map(({ title }) => title));
  const room = Math.max(LEAST_FLEXIBLE, width - titles - GAP);
  return rows.flatMap((row, number) => [
    ...(number === 0 ? [] : ['']),
    ...columns.flatMap(({ title }, i) =>
      wrap(row[i] ?? '', room).map((part, y) =>
        `${padEnd(y === 0 ? title : '', titles)}${WIDE}${part}`.trimEnd(),
      ),
    ),
  ]);
}

function aligned(text: string, width: number, align: Column['align'] = 'left'): string {
  return align === 'right' ? padStart(text, width) : padEnd(text, width);
}

function isFlexible({ flexible = false }: Column): boolean {
  return flexible !== false;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, each) => total + each, 0);
}

/** By column: the width of its longest cell, and the width below which its words break. */
function widthsOf(
  columns: readonly Column[],
  rows: Rows,
): { readonly needed: readonly number[]; readonly least: readonly number[] } {
  const needed = columns.map(({ title, most = Number.POSITIVE_INFINITY }, i) =>
    Math.max(widthOf(title), Math.min(most, widest(rows.map((row) => row[i] ?? '')))),
  );
  const least = columns.map(({ title, flexible = false }, i) => {
    if (flexible === false) return needed[i] ?? 0;
    const words = rows.flatMap((row) => (row[i] ?? '').split(' '));
    const together = flexible === true ? LEAST_FLEXIBLE : flexible;
    return Math.max(widthOf(title), Math.min(widest(words), together));
  });
  return { needed, least };
}

/** Takes from the widest column that wraps, again and again, until all fit; undefined if they cannot. */
function narrowed(
  needed: readonly number[],
  least: readonly number[],
  room: number,
): readonly number[] | undefined {
  const widths = [...needed];
  for (let surplus = sum(widths) - room; surplus > 0; surplus -= 1) {
    const open = widths.flatMap((width, i) => (width > (least[i] ?? 0) ? [i] : []));
    const [first, ...others] = open;
    if (first === undefined) return undefined;
    const most = others.reduce((a, b) => ((widths[b] ?? 0) > (widths[a] ?? 0) ? b : a), first);
    widths[most] = (widths[most] ?? 0) - 1;
  }
  return widths;
}

/** With titles or without, near or far: the first layout of columns in which the first one keeps enough. */
function layOutNarrow(
  columns: readonly Column[],
  needed: readonly number[],
  rows: Rows,
  width: number,
): Layout {
  const fixed = columns.map((column, i) =>
    isFlexible(column) ? LEAST_FLEXIBLE : (needed[i] ?? 0),
  );
  const [first = 0] = fixed;
  const attempt = ([, ...others]: readonly number[], gap: number) => {
    const room = width - gap * others.length - sum(others);
    return { room, widths: [Math.min(first, Math.max(LEAST_FIRST, room)), ...others], gap };
  };
  const attempts = [attempt(fixed, GAP), attempt(fixed, NARROW_GAP)];
  const untitled = columns.map((column, i) =>
    isFlexible(column) ? LEAST_FLEXIBLE : Math.max(1, widest(rows.map((row) => row[i] ?? ''))),
  );
  const last = attempt(untitled, NARROW_GAP);
  const { widths, gap } = attempts.find(({ room }) => room >= Math.min(first, LEAST_FIRST)) ?? last;
  return { widths, gap: ' '.repeat(gap) };
}
