/** An answer as a table for people, as wide as what shows it. */
import type { JsonValue } from '../../../src/json';
import { named } from '../../../src/visible';
import { counted } from '../terminal/format';
import { cut, padEnd, widthOf, wrap } from '../terminal/style';
import { cellText, type Answer } from './answer';

const GAP = '  ';
const WIDEST_COLUMN = 60;
/** A name or an address may be cut in two; that many columns of a word stay together. */
const WIDEST_WORD = 24;

/** Characters of one cell: what is longer, CSV and JSON have in full. */
const LONGEST_CELL = 1000;

function shown(value: JsonValue): string {
  return named(cellText(value), LONGEST_CELL);
}

type Cells = readonly (readonly string[])[];

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
}

/** By column: what its longest cell takes, its title included. */
function neededWidths(columns: readonly string[], cells: Cells): readonly number[] {
  return columns.map((name, i) => {
    const longest = widest(cells.map((row) => row[i] ?? ''));
    return Math.max(widthOf(name), Math.min(longest, WIDEST_COLUMN));
  });
}

/** By column: what its longest word takes, below which a table is hard to read. */
function leastWidths(columns: readonly string[], cells: Cells): readonly number[] {
  return columns.map((name, i) => {
    const words = cells.flatMap((row) => (row[i] ?? '').split(' '));
    return Math.max(widthOf(name), Math.min(widest(words), WIDEST_WORD));
  });
}

/** Takes from the widest column, again and again, until all fit; undefined where they cannot. */
function narrowed(
  needed: readonly number[],
  least: readonly number[],
  room: number,
): readonly number[] | undefined {
  const widths = [...needed];
  let surplus = widths.reduce((sum, width) => sum + width, 0) - room;
  while (surplus > 0) {
    const open = widths.flatMap((width, i) => (width > (least[i] ?? 0) ? [i] : []));
    const [first, ...others] = open;
    if (first === undefined) return undefined;
    const most = others.reduce((a, b) => ((widths[b] ?? 0) > (widths[a] ?? 0) ? b : a), first);
    widths[most] = (widths[most] ?? 0) - 1;
    surplus -= 1;
  }
  return widths;
}

function lineOf(values: readonly string[], widths: readonly number[]): string {
  const padded = values.map((value, i) => padEnd(value, widths[i] ?? 0));
  return padded.join(GAP).trimEnd();
}

/** A row as one line, its cells cut: what a program reads line by line. */
function cutRow(row: readonly string[], widths: readonly number[]): readonly string[] {
  return [
    lineOf(
      row.map((cell, i) => cut(cell, widths[i] ?? 0)),
      widths,
    ),
  ];
}

/** A row on as many lines as its longest cell needs. */
function wrappedRow(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((cell, i) => wrap(cell, widths[i] ?? 1));
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, y) =>
    lineOf(
      cells.map((lines) => lines[y] ?? ''),
      widths,
    ),
  );
}

/** Where columns do not fit side by side: each row as a block of lines, a column to a line. */
function blocks(columns: readonly string[], cells: Cells, width: number): readonly string[] {
  const titles = widest(columns);
  const room = Math.max(WIDEST_WORD, width - titles - GAP.length);
  return cells.flatMap((row, number) => [
    ...(number === 0 ? [] : ['']),
    ...columns.flatMap((name, i) =>
      wrap(row[i] ?? '', room).map((line, y) =>
        lineOf([y === 0 ? name : '', line], [titles, widthOf(line)]),
      ),
    ),
  ]);
}

function tableLines({ columns }: Answer, cells: Cells, width: number): readonly string[] {
  const needed = neededWidths(columns, cells);
  const room = width - GAP.length * (columns.length - 1);
  const widths = narrowed(needed, leastWidths(columns, cells), room);
  if (widths === undefined && cells.length > 0) return blocks(columns, cells, width);
  const fitting = widths ?? needed;
  const rowOf = width === Number.POSITIVE_INFINITY ? cutRow : wrappedRow;
  return [
    lineOf(columns, fitting),
    fitting.map((each) => '-'.repeat(each)).join(GAP),
    ...cells.flatMap((row) => rowOf(row, fitting)),
  ];
}

/** @param width of the terminal; without one, each row is one line, and long cells are cut */
export function asTable(answer: Answer, width = Number.POSITIVE_INFINITY): string {
  const cells = answer.rows.map((row) => row.map(shown));
  const lines = tableLines(answer, cells, width);
  return `${[...lines, '', `(${counted(answer.rows.length, 'row')})`].join('\n')}\n`;
}
