/**
 * A column as the page keeps it: rows in their final order, values numbered by first appearance, and the codes left
 * out where they say nothing.
 */
import type { JsonValue } from '../../../src/json';
import type { PackedCodes, PackedColumn } from '../model/format';
import type { ChunkStore } from './chunkStore';
import type { ColumnBuilder, Table } from './table';

interface Recoded {
  readonly values: readonly JsonValue[];
  readonly codes: Uint32Array;
}

function recode(column: ColumnBuilder, order: Int32Array): Recoded {
  const renumbered = new Int32Array(column.values.length).fill(-1);
  const values: JsonValue[] = [];
  const codes = new Uint32Array(order.length);
  order.forEach((row, place) => {
    const old = column.codes[row] ?? 0;
    if (renumbered[old] === -1) renumbered[old] = values.push(column.values[old] ?? null) - 1;
    codes[place] = renumbered[old] ?? 0;
  });
  return { values, codes };
}

function asBytes(codes: Uint32Array, bytes: 1 | 2 | 4): Uint8Array {
  const narrowed =
    bytes === 1 ? Uint8Array.from(codes) : bytes === 2 ? Uint16Array.from(codes) : codes;
  return new Uint8Array(narrowed.buffer);
}

function packCodes({ values, codes }: Recoded, chunks: ChunkStore): PackedCodes {
  if (values.length === 1) return { kind: 'same' };
  if (values.length === codes.length) return { kind: 'row' };
  const bytes = values.length <= 256 ? 1 : values.length <= 65_536 ? 2 : 4;
  return { kind: 'listed', bytes, chunk: chunks.add(asBytes(codes, bytes)) };
}

/** Packs one column; `order` lists the rows in their final order. */
function packColumn(
  name: string,
  column: ColumnBuilder,
  order: Int32Array,
  chunks: ChunkStore,
): PackedColumn {
  const recoded = recode(column, order);
  const values = chunks.add(Buffer.from(JSON.stringify(recoded.values)));
  return { name, distinct: recoded.values.length, values, codes: packCodes(recoded, chunks) };
}

/** Packs all columns of a table. */
export function packColumns(table: Table, order: Int32Array, chunks: ChunkStore): PackedColumn[] {
  return [...table.columns].map(([name, column]) => packColumn(name, column, order, chunks));
}
