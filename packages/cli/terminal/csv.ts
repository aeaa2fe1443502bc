/** Tables as CSV that a spreadsheet may open: pure, for commands and for the explorer's page. */
import type { JsonValue } from '../../../src/json';
import { visible } from '../../../src/visible';

/** A value as people read it. */
export function cellText(value: JsonValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.join(', ');
  }
  return JSON.stringify(value);
}

/**
 * What a spreadsheet takes for a formula: one of its first signs, also in full width, behind blanks,
 * quotation marks or characters that it drops.
 */
const FORMULA = /^[\s'"\p{Cc}\p{Cf}]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/u;

/** A number that was written as text, as whole numbers beyond 2^53 are. */
const NUMBER = /^-?\d+(?:\.\d+)?$/;

function field(value: JsonValue): string {
  const written = cellText(value);
  const isFormula = FORMULA.test(written) && typeof value !== 'number' && !NUMBER.test(written);
  const safe = `${isFormula ? "'" : ''}${visible(written)}`;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front: names in
 * the graph come from anybody who may create a user or a group.
 */
export function csvText(columns: readonly string[], rows: Iterable<readonly JsonValue[]>): string {
  const lines = [columns, ...rows].map((row) => row.map(field).join(','));
  return `${lines.join('\r\n')}\r\n`;
}
