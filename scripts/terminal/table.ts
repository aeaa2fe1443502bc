/** Tables for people: aligned columns, long cells wrapped. */
import { cut, padEnd, padStart, widthOf, wrap, type Style } from './style';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Takes a share of the width that is left, and wraps. Other columns take what they need. */
  readonly flexible?: boolean;
  /** Colour of a cell, by its whole text. */
  readonly paint?: (cell: string, row: readonly string[]) => string;
}

const GAP = '  ';
const LEAST_FLEXIBLE = 16;
const LEAST_FIRST = 12;

/**
 * Lines without trailing blanks: titles, a rule, the rows. Where the page is too narrow for columns that
 * cannot wrap, the first one is cut.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  style: Style,
): string[] {
  const widths = columnWidths(columns, rows, width);
  const titles = columns.map(({ title, align }, i) => {
    const room = widths[i] ?? 0;
    return aligned(cut(title, room), room, align);
  });
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth));
  return [
    style.bold(titles.join(GAP).trimEnd()),
    style.dim(rule.join(GAP)),
    ...rows.flatMap((row) => renderRow(columns, row, widths)),
  ];
}

function renderRow(
  columns: readonly Column[],
  row: readonly string[],
  widths: readonly number[],
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
      .join(GAP)
      .trimEnd(),
  );
}

function aligned(text: string, width: number, align: Column['align'] = 'left'): string {
  return align === 'right' ? padStart(text, width) : padEnd(text, width);
}

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const needed = columns.map(({ title }, i) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[i] ?? ''))),
  );
  const gaps = GAP.length * (columns.length - 1);
  const fixed = columns.map(({ flexible }, i) => (flexible === true ? 0 : (needed[i] ?? 0)));
  const room = width - gaps - fixed.reduce((sum, each) => sum + each, 0);
  const [first, ...others] = fixed;
  if (room < 0 && first !== undefined && !columns.some(({ flexible }) => flexible === true)) {
    return [Math.min(first, Math.max(LEAST_FIRST, first + room)), ...others];
  }
  const shares = shareOut(
    needed.filter((_, i) => columns[i]?.flexible === true),
    room,
  );
  return columns.map(({ flexible }, i) =>
    flexible === true ? (shares.shift() ?? LEAST_FLEXIBLE) : (fixed[i] ?? 0),
  );
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
