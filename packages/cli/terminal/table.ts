/** Tables for people: aligned columns, long cells wrapped. */
import { visible } from '../../../src/visible';
import { cut, padEnd, padStart, widthOf, wrap, type Style } from './style';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Takes a share of the width that is left, and wraps. Other columns take what they need. */
  readonly flexible?: boolean;
  /** Colour of a cell, by its whole text. */
  readonly paint?: (cell: string, row: readonly string[]) => string;
}

const GAP = 2;
const NARROW_GAP = 1;
const LEAST_FLEXIBLE = 16;
const LEAST_FIRST = 12;

interface Layout {
  readonly widths: readonly number[];
  readonly gap: string;
}

/**
 * Lines without trailing blanks: titles, a rule, the rows. Where the page is too narrow for columns that
 * cannot wrap, the first one is cut; then the columns move together, and last their titles are cut. What
 * stands in the other columns is never cut: half a number is another number.
 */
export function renderTable(
  columns: readonly Column[],
  cells: readonly (readonly string[])[],
  width: number,
  style: Style,
): string[] {
  const rows = cells.map((row) => row.map(visible));
  const layout = layOut(columns, rows, width);
  const { widths, gap } = layout;
  const titles = columns.map(({ title, align }, i) => {
    const room = widths[i] ?? 0;
    return aligned(cut(title, room), room, align);
  });
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth));
  return [
    style.bold(titles.join(gap).trimEnd()),
    style.dim(rule.join(gap)),
    ...rows.flatMap((row) => renderRow(columns, row, layout)),
  ];
}

function renderRow(
  columns: readonly Column[],
  row: readonly string[],
  { widths, gap }: Layout,
): string[] {
  const cells = columns.map((column, i) => {
    const cell = row[i] ?? '';
    const lines =
      column.flexible === true ? wrap(cell, widths[i] ?? 1) : [cut(cell, widths[i] ?? 0)];
    return lines.map((line) => (column.paint === undefined ? line : column.paint(line, row)));
  });
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, y) =>
    columns
      .map(({ align }, i) => aligned(cells[i]?.[y] ?? '', widths[i] ?? 0, align))
      .join(gap)
      .trimEnd(),
  );
}

function aligned(text: string, width: number, align: Column['align'] = 'left'): string {
  return align === 'right' ? padStart(text, width) : padEnd(text, width);
}

function cellWidths(count: number, rows: readonly (readonly string[])[]): readonly number[] {
  return Array.from({ length: count }, (_, i) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[i] ?? '')), 0),
  );
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, each) => total + each, 0);
}

/** With titles or without, near or far: the first layout of columns that cannot wrap in which the first keeps enough. */
function layOutFixed(needed: readonly number[], cells: readonly number[], width: number): Layout {
  const [first = 0] = needed;
  const attempt = ([, ...others]: readonly number[], gap: number) => {
    const room = width - gap * others.length - sum(others);
    return { room, widths: [Math.min(first, Math.max(LEAST_FIRST, room)), ...others], gap };
  };
  const attempts = [attempt(needed, GAP), attempt(needed, NARROW_GAP)];
  const last = attempt(
    cells.map((cell) => Math.max(1, cell)),
    NARROW_GAP,
  );
  const { widths, gap } = attempts.find(({ room }) => room >= Math.min(first, LEAST_FIRST)) ?? last;
  return { widths, gap: ' '.repeat(gap) };
}

function layOut(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): Layout {
  const cells = cellWidths(columns.length, rows);
  const needed = columns.map(({ title }, i) => Math.max(widthOf(title), cells[i] ?? 0));
  const isFlexible = ({ flexible }: Column): boolean => flexible === true;
  if (!columns.some(isFlexible)) return layOutFixed(needed, cells, width);
  const fixed = needed.filter((_, i) => columns[i]?.flexible !== true);
  const room = width - GAP * (columns.length - 1) - sum(fixed);
  const shares = shareOut(
    needed.filter((_, i) => columns[i]?.flexible === true),
    room,
  );
  const widths = columns.map((column, i) =>
    isFlexible(column) ? (shares.shift() ?? LEAST_FLEXIBLE) : (needed[i] ?? 0),
  );
  return { widths, gap: ' '.repeat(GAP) };
}

/** Whoever needs less than an even share leaves the rest to the others. */
function shareOut(needed: readonly number[], room: number): number[] {
  const given = needed.map(() => 0);
  const order = needed.map((need, i) => ({ need, i })).sort((a, b) => a.need - b.need);
  let left = room;
  order.forEach(({ need, i }, position) => {
    const even = Math.floor(left / (order.length - position));
    given[i] = Math.min(need, Math.max(LEAST_FLEXIBLE, even));
    left -= given[i] ?? 0;
  });
  return given;
}
