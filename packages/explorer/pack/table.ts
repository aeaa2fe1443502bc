/**
 * Rows of properties, kept as columns of distinct values while they are read: 100,000 users with 50 properties
 * each then take little more room than their distinct values.
 */
import type { JsonObject, JsonValue } from '../../../src/json';

/** Distinct values of a property and, by row, which of them stands there (0: absent). */
export class ColumnBuilder {
  readonly values: JsonValue[] = [null];
  readonly codes: number[] = [];
  private readonly codeOf = new Map<JsonValue, number>([[null, 0]]);

  set(row: number, value: JsonValue): void {
    while (this.codes.length < row) this.codes.push(0);
    this.codes[row] = this.encode(value);
  }

  private encode(value: JsonValue): number {
    // Arrays and objects are distinguished by their JSON; the prefix keeps it from meeting a like string.
    const identity =
      typeof value === 'object' && value !== null ? `\u0000${JSON.stringify(value)}` : value;
    const known = this.codeOf.get(identity);
    if (known !== undefined) return known;
    const code = this.values.push(value) - 1;
    this.codeOf.set(identity, code);
    return code;
  }
}

/** The rows of one type. */
export class Table {
  readonly columns = new Map<string, ColumnBuilder>();
  readonly classes = new Set<string>();
  rows = 0;

  constructor(readonly name: string) {}

  /** Adds a row of the properties that `isWanted` lets through and answers its number. */
  add(properties: JsonObject, isWanted: (name: string, value: JsonValue) => boolean): number {
    const row = this.rows;
    this.rows += 1;
    for (const [name, value] of Object.entries(properties)) {
      if (value === undefined || value === null || !isWanted(name, value)) continue;
      const column = this.columns.get(name) ?? new ColumnBuilder();
      this.columns.set(name, column);
      column.set(row, value);
    }
    return row;
  }

  addClasses(value: unknown): void {
    const names: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const name of names) if (typeof name === 'string') this.classes.add(name);
  }

  /** The value in a row as text, empty where it is absent or not a string. */
  text(row: number, name: string): string {
    const column = this.columns.get(name);
    const value = column?.values[column.codes[row] ?? 0];
    return typeof value === 'string' ? value : '';
  }
}

/** The table of a name, made when it is first asked for. */
export function tableOf(tables: Map<string, Table>, name: string): Table {
  const known = tables.get(name);
  if (known) return known;
  const table = new Table(name);
  tables.set(name, table);
  return table;
}
