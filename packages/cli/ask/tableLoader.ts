/** Writes the SQL that reads one table's rows out of the graph's JSON files. */
import path from 'node:path';

import type { DuckDBConnection } from '@duckdb/node-api';

import { text } from '../../../src/json';
import { COLLECTIONS, type Collection } from '../collected/files';
import { emptyRows, mergeColumns, omitColumns, selectList, type Sighting } from './columns';
import type { TableDeclaration } from './declarations';
import type { GraphFiles } from './graphFiles';
import { quoteList, quoteText } from './sqlText';

/** The files that hold one `_type`. */
export interface TypeFiles {
  readonly type: string;
  readonly collection: Collection;
  readonly files: readonly string[];
}

/** Never columns: the source's own JSON is reached through `entities.json`, edges' ends have columns. */
const HIDDEN = new Set(['_rawData', '_mapping']);

/** Both ends of a mapped relationship, which holds its source and a description of its target. */
const TARGET = `o -> '_mapping' -> 'targetEntity'`;
const TARGET_KEY = `coalesce(${TARGET} ->> '_key', array_to_string(list_transform(
  flatten(from_json(o -> '_mapping' -> 'targetFilterKeys', '[["VARCHAR"]]')),
  lambda k: coalesce(${TARGET} ->> k, '')), '|'))`;
const SOURCE_KEY = `o -> '_mapping' ->> 'sourceEntityKey'`;
const REVERSED = `o -> '_mapping' ->> 'relationshipDirection' = 'REVERSE'`;
const FROM_KEY = `coalesce(o ->> '_fromEntityKey', CASE WHEN ${REVERSED} THEN ${TARGET_KEY} ELSE ${SOURCE_KEY} END)`;
const TO_KEY = `coalesce(o ->> '_toEntityKey', CASE WHEN ${REVERSED} THEN ${SOURCE_KEY} ELSE ${TARGET_KEY} END)`;

export class TableLoader {
  private found: readonly TypeFiles[] | undefined;

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly files: GraphFiles,
  ) {}

  /** Views over all objects, read anew whenever a query uses them. */
  async createWholeGraph(): Promise<void> {
    const { entities, relationships } = this.files;
    await this.connection.run(`
      CREATE VIEW entities AS SELECT o ->> '_key' AS _key, o ->> '_type' AS _type,
        from_json(o -> '_class', '["VARCHAR"]') AS _class, o ->> 'displayName' AS displayName,
        o ->> 'name' AS name, o AS json FROM ${this.objects('entities', entities)}`);
    await this.connection.run(`
      CREATE VIEW relationships AS SELECT o ->> '_key' AS _key, o ->> '_type' AS _type,
        o ->> '_class' AS _class, ${FROM_KEY} AS _fromEntityKey, ${TO_KEY} AS _toEntityKey,
        o ->> 'displayName' AS displayName, o AS json FROM ${this.objects('relationships', relationships)}`);
  }

  /** Which types there are and in which files, by the SDK's index or else by looking into them. */
  async typeFiles(): Promise<readonly TypeFiles[]> {
    if (this.found !== undefined) return this.found;
    const byType = new Map<string, { collection: Collection; files: string[] }>();
    for (const collection of COLLECTIONS) {
      for (const [type, file] of await this.typesOf(collection)) {
        const known = byType.get(type) ?? { collection, files: [] };
        known.files.push(file);
        byType.set(type, known);
      }
    }
    this.found = [...byType].map(([type, rest]) => ({ type, ...rest }));
    return this.found;
  }

  private async typesOf(
    collection: Collection,
  ): Promise<(readonly [type: string, file: string])[]> {
    const known = this.files[collection].map((file) => {
      return { file, type: this.files.types.get(path.basename(file)) };
    });
    const found = known.flatMap(({ file, type }) =>
      type === undefined ? [] : [[type, file] as const],
    );
    const unknown = known.filter(({ type }) => type === undefined).map(({ file }) => file);
    if (unknown.length === 0) return found;
    const types = `unnest(list_distinct(list_transform(${collection}, lambda o: o ->> '_type')))`;
    const source = this.readJson(collection, unknown, 'JSON[]');
    for (const row of await this.rows(`SELECT ${types} AS type, filename FROM ${source}`)) {
      const [type, file] = row.map(text);
      if (type !== undefined && file !== undefined) found.push([type, file]);
    }
    return found;
  }

  /** The SELECT that yields the rows of `table`, with no row but all declared columns if it has none. */
  async rowsOf(table: TableDeclaration): Promise<string> {
    if (table.kind === 'target') return this.targetRows(table);
    const { collection, files } = await this.filesOf(table.name);
    if (files.length === 0) return emptyRows(table.columns);
    const source = this.readJson(collection, files, 'MAP(VARCHAR, JSON)[]');
    const columns = mergeColumns(await this.sightings(source, collection, 'o'), table.columns);
    const objects = this.objects(collection, files, [table.name]);
    if (table.kind !== 'mapped') return `SELECT ${selectList('o', columns)} FROM ${objects}`;
    const own = selectList('o', omitColumns(columns, ['_fromEntityKey', '_toEntityKey']));
    const ends = `${FROM_KEY} AS _fromEntityKey, ${TO_KEY} AS _toEntityKey`;
    return `SELECT ${ends}, ${own} FROM ${objects}`;
  }

  private async targetRows({ mappedBy, columns: declared }: TableDeclaration): Promise<string> {
    const sources = await Promise.all(mappedBy.map((type) => this.filesOf(type)));
    const files = sources.flatMap((source) => source.files);
    if (files.length === 0) return emptyRows(declared);
    const shape = 'STRUCT(_mapping STRUCT(targetEntity MAP(VARCHAR, JSON)))[]';
    const source = this.readJson('relationships', files, shape);
    const seen = await this.sightings(source, 'relationships', 'o._mapping.targetEntity');
    const columns = omitColumns(mergeColumns(seen, declared), ['_key']);
    return `SELECT key AS _key, ${selectList('target', columns)} FROM (
      SELECT ${TARGET_KEY} AS key, any_value(${TARGET}) AS target
      FROM ${this.objects('relationships', files, mappedBy)} GROUP BY key)`;
  }

  /** Every property of the map `properties` with every kind of value that it has. */
  private async sightings(
    source: string,
    collection: Collection,
    properties: string,
  ): Promise<readonly Sighting[]> {
    const rows = await this.rows(`
      SELECT DISTINCT entry.key, CASE json_type(entry.value)
        WHEN 'ARRAY' THEN json_structure(entry.value)::VARCHAR ELSE json_type(entry.value) END
      FROM (SELECT unnest(map_entries(${properties})) AS entry
        FROM (SELECT unnest(${collection}) AS o FROM ${source}))`);
    return rows.flatMap(([property, kind]) => {
      const name = text(property);
      return name === undefined || HIDDEN.has(name)
        ? []
        : [{ property: name, kind: text(kind) ?? null }];
    });
  }

  private async filesOf(type: string): Promise<TypeFiles> {
    const found = (await this.typeFiles()).find((files) => files.type === type);
    return found ?? { type, collection: 'entities', files: [] };
  }

  private objects(
    collection: Collection,
    files: readonly string[],
    types: readonly string[] = [],
  ): string {
    if (files.length === 0) return `(SELECT NULL::JSON AS o WHERE false)`;
    const source = this.readJson(collection, files, 'JSON[]');
    const all = `(SELECT unnest(${collection}) AS o FROM ${source})`;
    if (types.length === 0) return all;
    return `(SELECT o FROM ${all} WHERE o ->> '_type' IN (${types.map(quoteText).join(', ')}))`;
  }

  private readJson(collection: Collection, files: readonly string[], shape: string): string {
    const longest = Math.max(this.files.largest + 1024, 16_777_216);
    return `read_json(${quoteList(files)}, columns = {${collection}: '${shape}'}, filename = true, maximum_object_size = ${longest})`;
  }

  private async rows(sql: string): Promise<unknown[][]> {
    return (await this.connection.runAndReadAll(sql)).getRowsJS();
  }
}
