/** The rows of an answer as JSON values, and written as JSON or as CSV. */
import type { DuckDBResultReader } from '@duckdb/node-api';

import { isJsonObject, type JsonValue } from '../../../src/json';
import { csvText } from '../terminal/csv';

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly JsonValue[])[];
}

export const FORMATS = ['table', 'json', 'csv', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** A DuckDB value as JSON: times as ISO 8601 text, whole numbers as numbers where they are exact. */
function toJson(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  }
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (Array.isArray(value)) return value.map(toJson);
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toJson(inner)]));
  }
  return null;
}

/** DuckDB hands JSON columns over as text. */
function parsed(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const json: unknown = JSON.parse(value);
  return toJson(json);
}

export function readAnswer(reader: DuckDBResultReader): Answer {
  const isJson = reader.columnTypes().map((type) => type.alias === 'JSON');
  const rows = reader
    .getRowsJS()
    .map((row) =>
      row.map((value, i) => (isJson[i] === true ? parsed(toJson(value)) : toJson(value))),
    );
  return { columns: reader.deduplicatedColumnNames(), rows };
}

/** The rows as objects by column name. */
export function rowObjects({ columns, rows }: Answer): Record<string, JsonValue>[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));
}

export { cellText } from '../terminal/csv';

/** The rows as CSV. */
export function asCsv({ columns, rows }: Answer): string {
  return csvText(columns, rows);
}
