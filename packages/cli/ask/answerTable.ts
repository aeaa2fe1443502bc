/** An answer as a table for people, as wide as what shows it. */
import type { JsonValue } from '../../../src/json';
import { named } from '../../../src/visible';
import { counted } from '../terminal/format';
import { PLAIN } from '../terminal/style';
import { renderTable } from '../terminal/table';
import { cellText, type Answer } from './answer';

const WIDEST_COLUMN = 60;
/** A name or an address may be cut in two; that many columns of a word stay together. */
const WIDEST_WORD = 24;

/** Characters of one cell: CSV and JSON have longer ones in full. */
const LONGEST_CELL = 1000;

function shown(value: JsonValue): string {
  return named(cellText(value), LONGEST_CELL);
}

/** @param width of the terminal; without one, each row is one line, and long cells are cut */
export function asTable(answer: Answer, width = Number.POSITIVE_INFINITY): string {
  const columns = answer.columns.map((title) => ({
    title,
    flexible: WIDEST_WORD,
    most: WIDEST_COLUMN,
  }));
  const rows = answer.rows.map((row) => row.map(shown));
  const lines = renderTable(columns, rows, width, PLAIN, 'blocks');
  return `${[...lines, '', `(${counted(answer.rows.length, 'row')})`].join('\n')}\n`;
}
