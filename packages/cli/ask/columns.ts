/** Decides which columns a table has, and of which SQL type, from what was declared and what was seen. */
import { quoteIdentifier, quoteText } from './sqlText';

export type ColumnType =
  'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR[]' | 'BIGINT[]' | 'JSON';

/** Columns by property name. */
export type Columns = ReadonlyMap<string, ColumnType>;

/** One kind of value seen in one property, as DuckDB's `json_type` (arrays: `json_structure`) says. */
export interface Sighting {
  readonly property: string;
  /** `VARCHAR`, `UBIGINT`, `["VARCHAR"]`, …; null for JSON null. */
  readonly kind: string | null;
}

const TYPE_OF_KIND: Readonly<Record<string, ColumnType>> = {
  VARCHAR: 'VARCHAR',
  BOOLEAN: 'BOOLEAN',
  UBIGINT: 'BIGINT',
  BIGINT: 'BIGINT',
  DOUBLE: 'DOUBLE',
  '["VARCHAR"]': 'VARCHAR[]',
  '["UBIGINT"]': 'BIGINT[]',
  '["BIGINT"]': 'BIGINT[]',
};

const EMPTY_ARRAY = '["NULL"]';

/** The one type that holds values of both; values of unlike types stay JSON. */
function widen(known: ColumnType | undefined, next: ColumnType): ColumnType {
  if (known === undefined || known === next) return next;
  const numbers = new Set<ColumnType>(['BIGINT', 'DOUBLE']);
  return numbers.has(known) && numbers.has(next) ? 'DOUBLE' : 'JSON';
}

/** The type that the sightings of one property agree on; undefined when none says anything. */
function seenType(kinds: ReadonlySet<string | null>): ColumnType | undefined {
  const telling = [...kinds].filter((kind) => kind !== null && kind !== EMPTY_ARRAY);
  const types = telling.map((kind) => TYPE_OF_KIND[String(kind)] ?? 'JSON');
  const type = types.reduce<ColumnType | undefined>(widen, undefined);
  if (!kinds.has(EMPTY_ARRAY)) return type;
  return type === undefined || type.endsWith('[]') ? type : 'JSON';
}

/**
 * The declared columns in their order, then the others by name. What was seen outweighs what was
 * declared; a property that was always null or empty keeps its declared type.
 */
export function mergeColumns(sightings: readonly Sighting[], declared: Columns): Columns {
  const kinds = new Map<string, Set<string | null>>();
  for (const { property, kind } of sightings) {
    const known = kinds.get(property) ?? new Set();
    kinds.set(property, known.add(kind));
  }
  const others = [...kinds.keys()].filter((name) => name !== '' && !declared.has(name)).sort();
  const merged = new Map<string, ColumnType>();
  for (const name of [...declared.keys(), ...others]) {
    const seen = kinds.get(name) ?? new Set();
    const fallback = declared.get(name) ?? (seen.has(EMPTY_ARRAY) ? 'VARCHAR[]' : 'VARCHAR');
    merged.set(name, seenType(seen) ?? fallback);
  }
  return merged;
}

export function omitColumns(columns: Columns, names: readonly string[]): Columns {
  return new Map([...columns].filter(([name]) => !names.includes(name)));
}

/** The SELECT of a table without rows. */
export function emptyRows(columns: Columns): string {
  const nothing = [...columns].map(([name, type]) => `NULL::${type} AS ${quoteIdentifier(name)}`);
  return `SELECT ${nothing.join(', ')} WHERE false`;
}

/** How `json_transform` writes a type. */
function transformType(type: ColumnType): unknown {
  return type.endsWith('[]') ? [type.slice(0, -2)] : type;
}

/**
 * The select list that turns the JSON value `source` into columns. SQL knows no upper and lower case
 * in names, Okta's custom attributes do: the second of `dept` and `Dept` becomes the column `Dept_2`.
 */
export function selectList(source: string, columns: Columns): string {
  const structure: Record<string, unknown> = {};
  const taken = new Set<string>();
  const apart: string[] = [];
  for (const [property, type] of columns) {
    if (!taken.has(property.toLowerCase())) {
      taken.add(property.toLowerCase());
      structure[property] = transformType(type);
      continue;
    }
    let suffix = 2;
    while (taken.has(`${property}_${suffix}`.toLowerCase())) suffix += 1;
    const name = `${property}_${suffix}`;
    taken.add(name.toLowerCase());
    const value = `json_transform(${source} -> ${quoteText(property)}, ${quoteText(JSON.stringify(transformType(type)))})`;
    apart.push(`${value} AS ${quoteIdentifier(name)}`);
  }
  const together = `unnest(json_transform(${source}, ${quoteText(JSON.stringify(structure))}))`;
  return [together, ...apart].join(', ');
}
