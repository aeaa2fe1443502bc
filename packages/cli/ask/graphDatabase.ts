/**
 * The collected graph as tables of an in-memory DuckDB. A table is read from the JSON files only when
 * a query names it, so that a question about ten roles does not wait for a million memberships.
 */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

import { AskError, messageOf } from './askError';
import { readAnswer, type Answer } from './answer';
import type { Declarations, TableDeclaration } from './declarations';
import { typesUsedBy, type UsedType } from './gaps';
import type { GraphFiles } from './graphFiles';
import { TableLoader, type TypeFiles } from './tableLoader';
import { quoteIdentifier, quoteText } from './sqlText';

export interface OpenOptions {
  readonly files: GraphFiles;
  readonly declarations: Declarations;
  /** The moment that `days_ago(n)` and `now_ms()` count from, ms since the epoch. */
  readonly now: number;
}

/** Every object, of every type, with the whole JSON: for what no column of a table shows. */
const WHOLE_GRAPH = ['entities', 'relationships'] as const;

/** Made when a query names it, like a table: a name for what several tables hold together. */
interface View {
  readonly tables: readonly string[];
  readonly columns: string;
}

/** The same of both types of group: those managed in Okta, and those that an application feeds. */
const VIEWS: ReadonlyMap<string, View> = new Map([
  [
    'groups',
    {
      tables: ['okta_user_group', 'okta_app_user_group'],
      columns: '_key, displayName, name, type',
    },
  ],
  [
    'memberships',
    {
      tables: ['okta_group_has_user', 'okta_app_user_group_has_user'],
      columns: '_fromEntityKey, _toEntityKey',
    },
  ],
]);

export class GraphDatabase {
  private readonly loaded = new Set<string>();

  /** @param blank a database without tables or views: where a view stands, DuckDB no longer tells its name */
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly blank: DuckDBConnection,
    private readonly tables: ReadonlyMap<string, TableDeclaration>,
    private readonly loader: TableLoader,
  ) {}

  /** Opens the graph; reads no more of it than which types its files hold. */
  static async open({ files, declarations, now }: OpenOptions): Promise<GraphDatabase> {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    const blank = await (await DuckDBInstance.create(':memory:')).connect();
    for (const each of [connection, blank]) await createMacros(each, now);
    const loader = new TableLoader(connection, files);
    await loader.createWholeGraph();
    const tables = withUndeclared(declarations, await loader.typeFiles());
    return new GraphDatabase(instance, connection, blank, tables, loader);
  }

  /**
   * The answer to one SQL statement.
   * @throws {AskError} with DuckDB's message when the statement is wrong
   */
  async query(sql: string): Promise<Answer> {
    try {
      await this.refuseSeveral(sql);
      for (const name of this.tablesNamedBy(sql)) await this.load(name);
      for (const name of this.namesIn(sql)) await this.createView(name);
      return readAnswer(await this.connection.runAndReadAll(sql));
    } catch (error) {
      throw new AskError(messageOf(error));
    }
  }

  /** The tables that a query names, itself or by a view; all of them where it names none, as `SHOW TABLES` does. */
  tablesNamedBy(sql: string): readonly string[] {
    const named = this.namesIn(sql)
      .flatMap((name) => VIEWS.get(name)?.tables ?? [name])
      .filter((name) => this.tables.has(name) || WHOLE_GRAPH.some((whole) => whole === name));
    return named.length > 0
      ? named.filter((name) => this.tables.has(name))
      : [...this.tables.keys()];
  }

  /** The types that an answer rests on: those of the tables that it reads, and of the properties that it names. */
  typesUsedBy(sql: string): readonly UsedType[] {
    const names = this.namesIn(sql);
    const wholes = WHOLE_GRAPH.filter((whole) => names.includes(whole));
    const read = new Set(this.tablesNamedBy(sql));
    const tables = [...this.tables].flatMap(([name, table]) =>
      read.has(name) || wholes.includes(wholeOf(table)) ? [table] : [],
    );
    return typesUsedBy(sql, tables, names);
  }

  /** The types of all tables. */
  allTypes(): readonly UsedType[] {
    return typesUsedBy('', [...this.tables.values()], []);
  }

  /** Name, kind, rows and columns of every table. */
  async describe(): Promise<Answer> {
    for (const name of this.tables.keys()) await this.load(name);
    const rows = [...this.tables.values()].map(
      ({ name, kind }) => `(${quoteText(name)}, ${quoteText(kind)})`,
    );
    return this.query(`
      SELECT table_name AS "table", kind, any_value(estimated_size) AS "rows",
        string_agg(column_name, ', ' ORDER BY column_index) AS "columns"
      FROM duckdb_columns() JOIN duckdb_tables() USING (schema_name, table_name)
      JOIN (VALUES ${rows.join(', ')}) AS known(table_name, kind) USING (table_name)
      GROUP BY ALL ORDER BY kind, table_name`);
  }

  close(): void {
    this.blank.closeSync();
    this.connection.closeSync();
    this.instance.closeSync();
  }

  /** DuckDB would run them all and hand over one answer. */
  private async refuseSeveral(sql: string): Promise<void> {
    const { count } = await this.connection.extractStatements(sql);
    if (count > 1) throw new Error(`One statement at a time, and not ${count}`);
  }

  private namesIn(sql: string): readonly string[] {
    return this.blank.getTableNames(sql, false).map((name) => name.toLowerCase());
  }

  private async createView(name: string): Promise<void> {
    const view = VIEWS.get(name);
    if (view === undefined) return;
    const parts = view.tables.map((table) => `SELECT ${view.columns} FROM ${table}`);
    await this.connection.run(`CREATE VIEW IF NOT EXISTS ${name} AS ${parts.join(' UNION ALL ')}`);
  }

  private async load(name: string): Promise<void> {
    const table = this.tables.get(name);
    if (table === undefined || this.loaded.has(name)) return;
    this.loaded.add(name);
    await this.connection.run(
      `CREATE TABLE ${quoteIdentifier(table.name)} AS ${await this.loader.rowsOf(table)}`,
    );
  }
}

/** Without them, the statements that use them cannot be understood, nor their tables be told. */
async function createMacros(connection: DuckDBConnection, now: number): Promise<void> {
  await connection.run(`CREATE MACRO now_ms() AS ${now}::BIGINT`);
  await connection.run(`CREATE MACRO days_ago(days) AS ${now}::BIGINT - days * 86400000::BIGINT`);
}

/** Which of the views over the whole graph holds a table's rows; targets are told by relationships. */
function wholeOf({ kind }: TableDeclaration): (typeof WHOLE_GRAPH)[number] {
  return kind === 'entity' ? 'entities' : 'relationships';
}

/** The declared tables and one for each type that was found without a declaration. */
function withUndeclared(
  declarations: Declarations,
  found: readonly TypeFiles[],
): ReadonlyMap<string, TableDeclaration> {
  const tables = new Map(declarations);
  for (const { type, collection } of found) {
    if (tables.has(type.toLowerCase())) continue;
    const kind = collection === 'entities' ? 'entity' : 'relationship';
    tables.set(type.toLowerCase(), { name: type, kind, columns: new Map(), mappedBy: [] });
  }
  return tables;
}
