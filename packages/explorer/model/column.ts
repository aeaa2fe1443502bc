/** One unpacked property of a type: distinct values and a code for each row. */
import { list, type JsonValue } from '../../../src/json';
import type { PackedColumn } from './format';

type CodeArray = Uint8Array | Uint16Array | Uint32Array;

export interface Column {
  readonly name: string;
  /** Distinct values; `null` stands for an absent property. */
  readonly values: readonly JsonValue[];
  /** Position in `values` of a row's value. */
  readonly code: (row: number) => number;
  /** The value in a row, `null` where the property is absent. */
  readonly at: (row: number) => JsonValue;
}

function codeArray(bytes: Uint8Array, width: 1 | 2 | 4): CodeArray {
  if (width === 1) return bytes;
  const aligned = bytes.slice().buffer;
  return width === 2 ? new Uint16Array(aligned) : new Uint32Array(aligned);
}

function codeReader(packed: PackedColumn, codes: Uint8Array | undefined): (row: number) => number {
  if (packed.codes.kind === 'row') return (row) => row;
  if (packed.codes.kind === 'same' || !codes) return () => 0;
  const array = codeArray(codes, packed.codes.bytes);
  return (row) => array[row] ?? 0;
}

/** Unpacks a column from the JSON text of its values and the bytes of its codes. */
export function createColumn(
  packed: PackedColumn,
  valuesJson: string,
  codes: Uint8Array | undefined,
): Column {
  const parsed: unknown = JSON.parse(valuesJson);
  const values = list(parsed);
  const code = codeReader(packed, codes);
  return { name: packed.name, values, code, at: (row) => values[code(row)] ?? null };
}

/** A column that the page itself computes: a value for each row. */
export function computedColumn(
  name: string,
  rows: number,
  valueOf: (row: number) => JsonValue,
): Column {
  const values: JsonValue[] = [];
  const known = new Map<JsonValue, number>();
  const codes = new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const value = valueOf(row);
    const code = known.get(value) ?? values.push(value) - 1;
    known.set(value, code);
    codes[row] = code;
  }
  const code = (row: number): number => codes[row] ?? 0;
  return { name, values, code, at: (row) => values[code(row)] ?? null };
}
