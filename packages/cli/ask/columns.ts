/** Decides which columns a table has, and of which SQL type, from what was declared and what was seen. */
import { isTime, isTimeName } from '../../explorer/model/values';
import { quoteIdentifier, quoteText } from './sqlText';

export type ColumnType =
  'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP' | 'VARCHAR[]' | 'BIGINT[]' | 'JSON';

/** Columns by property name. */
export type Columns = ReadonlyMap<string, ColumnType>;

/** One kind of value seen in one property, as DuckDB's `json_type` (arrays: `json_structure`) says. */
export interface Sighting {
  readonly property: string;
  /** `VARCHAR`, `UBIGINT`, `["VARCHAR"]`, …; null for JSON null. */
  readonly kind: string | null;
  /** The smallest of the values that are numbers. */
  readonly smallest?: number | undefined;
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
 * declared; a property that was always null or empty keeps its declared type. Times, which the graph
 * holds as milliseconds since the epoch, become timestamps.
 */
export function mergeColumns(sightings: readonly Sighting[], declared: Columns): Columns {
  const seen = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const known = seen.get(sighting.property);
    if (known === undefined) seen.set(sighting.property, [sighting]);
    else known.push(sighting);
  }
  const others = [...seen.keys()].filter((name) => name !== '' && !declared.has(name)).sort();
  const merged = new Map<string, ColumnType>();
  for (const name of [...declared.keys(), ...others]) {
    merged.set(name, columnType(name, seen.get(name) ?? [], declared.get(name)));
  }
  return merged;
}

function columnType(
  name: string,
  sightings: readonly Sighting[],
  declared: ColumnType | undefined,
): ColumnType {
  const kinds = new Set(sightings.map(({ kind }) => kind));
  const fallback = declared ?? (kinds.has(EMPTY_ARRAY) ? 'VARCHAR[]' : 'VARCHAR');
  const type = seenType(kinds) ?? fallback;
  if (type !== 'BIGINT') return type;
  const numbers = sightings.flatMap(({ smallest }) => (smallest === undefined ? [] : [smallest]));
  const areTimes = numbers.length === 0 ? isTimeName(name) : numbers.every((n) => isTime(name, n));
  return areTimes ? 'TIMESTAMP' : type;
}

export function omitColumns(columns: Columns, names: readonly string[]): Columns {
  return new Map([...columns].filter(([name]) => !names.includes(name)));
}

/** How `json_transform` writes a type. */
function transformType(type: ColumnType): unknown {
  if (type === 'TIMESTAMP') return 'BIGINT';
  return type.endsWith('[]') ? [type.slice(0, -2)] : type;
}

/** The last moment that a timestamp of DuckDB and a Date of JavaScript can hold, ms since the epoch. */
const LATEST_MS = 8_640_000_000_000_000;

/**
 * The SELECT that turns the JSON value `json` of each object into columns, behind columns that the objects
 * have themselves. SQL knows no upper and lower case in names, Okta's custom attributes do: the second
 * of `dept` and `Dept` becomes the column `Dept_2`.
 */
export function rowsOf(
  json: string,
  columns: Columns,
  objects: string,
  ready: readonly string[] = [],
): string {
  const structure: Record<string, unknown> = {};
  const taken = new Set(ready.map((name) => name.toLowerCase()));
  const apart: string[] = [];
  const times: string[] = [];
  for (const [property, type] of columns) {
    const name = freeName(property, taken);
    if (type === 'TIMESTAMP') times.push(name);
    if (name === property) structure[property] = transformType(type);
    else {
      const shape = quoteText(JSON.stringify(transformType(type)));
      const value = `json_transform(${json} -> ${quoteText(property)}, ${shape})`;
      apart.push(`${value} AS ${quoteIdentifier(name)}`);
    }
  }
  const shape = quoteText(JSON.stringify(structure));
  const all = [...ready, `unnest(json_transform(${json}, ${shape}))`, ...apart].join(', ');
  const asTimes = times
    .map(quoteIdentifier)
    .map((name) => `CASE WHEN abs(${name}) <= ${LATEST_MS} THEN epoch_ms(${name}) END AS ${name}`);
  const replaced = asTimes.length === 0 ? '' : ` REPLACE (${asTimes.join(', ')})`;
  return `SELECT *${replaced} FROM (SELECT ${all} FROM ${objects})`;
}

function freeName(property: string, taken: Set<string>): string {
  let name = property;
  for (let suffix = 2; taken.has(name.toLowerCase()); suffix += 1) name = `${property}_${suffix}`;
  taken.add(name.toLowerCase());
  return name;
}
