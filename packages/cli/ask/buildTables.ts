/** Fills a database with a collected graph: all objects as JSON, and a table for each type. */
import type { DuckDBConnection } from '@duckdb/node-api';

import { number, text } from '../../../src/json';
import { COLLECTIONS, type Collection } from '../collected/files';
import { mergeColumns, omitColumns, rowsOf, type Columns, type Sighting } from './columns';
import type { Declarations, TableDeclaration } from './declarations';
import type { GraphFiles } from './graphFiles';
import { PROTECTION_VIEWS } from './protectionViews';
import { REACH_VIEWS } from './reachViews';
import { quoteIdentifier, quoteList, quoteText } from './sqlText';

/** Part of a database's signature: a change of how tables are built needs another number. */
const BUILD = '2';

/** Every object, of every type, with the whole JSON: for what no column of a table shows. */
export const WHOLE_GRAPH = COLLECTIONS;

/** A name for what several tables hold together, or say together. */
export interface View {
  readonly tables: readonly string[];
  readonly sql: string;
}

/** The same columns of several tables. */
function together(tables: readonly string[], columns: string): View {
  const selects = tables.map((table) => `SELECT ${columns} FROM ${table}`);
  return { tables, sql: selects.join(' UNION ALL ') };
}

/** In the order in which they build on one another. */
export const VIEWS: ReadonlyMap<string, View> = new Map<string, View>([
  // The same of both types of group: those managed in Okta, and those that an application feeds.
  ['groups', together(['okta_user_group', 'okta_app_user_group'], '_key, displayName, name, type')],
  [
    'memberships',
    together(
      ['okta_group_has_user', 'okta_app_user_group_has_user'],
      '_fromEntityKey, _toEntityKey',
    ),
  ],
  // What policies of every type have.
  [
    'policies',
    together(
      [
        'okta_access_policy',
        'okta_sign_on_policy',
        'okta_password_policy',
        'okta_mfa_enroll_policy',
        'okta_idp_discovery_policy',
        'okta_policy',
      ],
      '_key, displayName, policyType, isActive, isDefault, priority, priorityGap, neverApplies',
    ),
  ],
  ...[...REACH_VIEWS, ...PROTECTION_VIEWS].map(({ name, ...view }) => [name, view] as const),
]);

/** Part of a database's signature, with the text of the views. */
export const TABLES_VERSION = JSON.stringify([BUILD, ...VIEWS]);

/** Never columns: the source's own JSON is reached through `entities.json`, edges' ends have columns. */
const HIDDEN = new Set(['_rawData', '_mapping']);

/** Both ends of a mapped relationship, which holds its source and a description of its target. */
const TARGET = `json -> '_mapping' -> 'targetEntity'`;
const TARGET_KEY = `coalesce(${TARGET} ->> '_key', array_to_string(list_transform(
  flatten(from_json(json -> '_mapping' -> 'targetFilterKeys', '[["VARCHAR"]]')),
  lambda k: coalesce(${TARGET} ->> k, '')), '|'))`;
const SOURCE_KEY = `json -> '_mapping' ->> 'sourceEntityKey'`;
const REVERSED = `json -> '_mapping' ->> 'relationshipDirection' = 'REVERSE'`;
const FROM_KEY = `coalesce(json ->> '_fromEntityKey', CASE WHEN ${REVERSED} THEN ${TARGET_KEY} ELSE ${SOURCE_KEY} END)`;
const TO_KEY = `coalesce(json ->> '_toEntityKey', CASE WHEN ${REVERSED} THEN ${SOURCE_KEY} ELSE ${TARGET_KEY} END)`;

const COLUMNS_OF_WHOLE: Readonly<Record<Collection, string>> = {
  entities: `json ->> '_key' AS _key, json ->> '_type' AS _type,
    from_json(json -> '_class', '["VARCHAR"]') AS _class, json ->> 'displayName' AS displayName,
    json ->> 'name' AS name, json`,
  relationships: `json ->> '_key' AS _key, json ->> '_type' AS _type, json ->> '_class' AS _class,
    ${FROM_KEY} AS _fromEntityKey, ${TO_KEY} AS _toEntityKey, json ->> 'displayName' AS displayName,
    json`,
};

/** Reads the files once, and makes every table of what it has read. */
export async function buildTables(
  connection: DuckDBConnection,
  files: GraphFiles,
  declarations: Declarations,
): Promise<void> {
  for (const collection of COLLECTIONS) {
    await connection.run(
      `CREATE TABLE ${collection} AS
       SELECT ${COLUMNS_OF_WHOLE[collection]} FROM ${objectsIn(files, collection)}`,
    );
  }
  const tables = await allTables(connection, declarations);
  for (const table of tables.values()) {
    const rows = await selectOf(connection, table);
    await connection.run(`CREATE TABLE ${quoteIdentifier(table.name)} AS ${rows}`);
  }
  for (const [name, { tables: parts, sql }] of VIEWS) {
    if (!parts.every((part) => tables.has(part))) continue;
    await connection.run(`CREATE VIEW ${name} AS ${sql}`);
  }
}

function objectsIn(files: GraphFiles, collection: Collection): string {
  const paths = files[collection];
  if (paths.length === 0) return '(SELECT NULL::JSON AS json WHERE false)';
  const longest = Math.max(files.largest + 1024, 16_777_216);
  return `(SELECT unnest(${collection}) AS json FROM read_json(${quoteList(paths)},
    columns = {${collection}: 'JSON[]'}, maximum_object_size = ${longest}))`;
}

/** The declared tables, and one for each type that was collected without a declaration, by name in lower case. */
export async function allTables(
  connection: DuckDBConnection,
  declarations: Declarations,
): Promise<Declarations> {
  const tables = new Map(declarations);
  for (const collection of COLLECTIONS) {
    const kind = collection === 'entities' ? 'entity' : 'relationship';
    const types = `SELECT DISTINCT _type FROM ${collection} WHERE _type IS NOT NULL ORDER BY 1`;
    for (const [value] of await rows(connection, types)) {
      const name = text(value) ?? '';
      if (tables.has(name.toLowerCase())) continue;
      tables.set(name.toLowerCase(), { name, kind, columns: new Map(), mappedBy: [] });
    }
  }
  return tables;
}

/** The SELECT that yields the rows of `table`; no row but all declared columns if it has none. */
async function selectOf(connection: DuckDBConnection, table: TableDeclaration): Promise<string> {
  if (table.kind === 'target') return targetRows(connection, table);
  const collection = table.kind === 'entity' ? 'entities' : 'relationships';
  const objects = `(SELECT * FROM ${collection} WHERE _type = ${quoteText(table.name)})`;
  const columns = await columnsOf(connection, objects, 'json', table.columns);
  if (collection === 'entities') return rowsOf('json', columns, objects);
  // The ends of a mapped relationship are in its description, so all ends are taken from the whole graph.
  const own = omitColumns(columns, ['_fromEntityKey', '_toEntityKey']);
  return rowsOf('json', own, objects, ['_fromEntityKey', '_toEntityKey']);
}

async function targetRows(
  connection: DuckDBConnection,
  { mappedBy, columns: declared }: TableDeclaration,
): Promise<string> {
  const types = mappedBy.map(quoteText).join(', ');
  const objects = `(SELECT ${TARGET_KEY} AS _key, any_value(${TARGET}) AS target
    FROM relationships WHERE _type IN (${types}) GROUP BY 1)`;
  const columns = await columnsOf(connection, objects, 'target', declared);
  return rowsOf('target', omitColumns(columns, ['_key']), objects, ['_key']);
}

/** The declared columns and those of every other property that the objects have. */
async function columnsOf(
  connection: DuckDBConnection,
  objects: string,
  json: string,
  declared: Columns,
): Promise<Columns> {
  const seen = await rows(
    connection,
    `SELECT entry.key, CASE json_type(entry.value)
        WHEN 'ARRAY' THEN json_structure(entry.value)::VARCHAR ELSE json_type(entry.value) END,
      min(try_cast(entry.value AS DOUBLE))
    FROM (SELECT unnest(map_entries(from_json(${json}, '"MAP(VARCHAR, JSON)"'))) AS entry FROM ${objects})
    GROUP BY 1, 2`,
  );
  const sightings = seen.flatMap(([property, kind, smallest]): readonly Sighting[] => {
    const name = text(property);
    return name === undefined || HIDDEN.has(name)
      ? []
      : [{ property: name, kind: text(kind) ?? null, smallest: number(smallest) }];
  });
  return mergeColumns(sightings, declared);
}

async function rows(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRowsJS();
}
