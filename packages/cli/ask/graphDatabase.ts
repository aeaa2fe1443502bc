/** The collected graph as tables of DuckDB that can be read, and nothing else. */
import { DuckDBInstance, StatementType, type DuckDBConnection } from '@duckdb/node-api';

import { readAnswer, type Answer } from './answer';
import { AskError, messageOf } from './askError';
import { allTables, VIEWS, WHOLE_GRAPH } from './buildTables';
import { openDatabase, type OpenDatabase } from './databaseFile';
import type { Declarations, TableDeclaration } from './declarations';
import { typesUsedBy, type UsedType } from './gaps';
import type { GraphFiles } from './graphFiles';
import { quoteText } from './sqlText';

export interface OpenOptions {
  readonly files: GraphFiles;
  readonly declarations: Declarations;
  /** The moment that `days_ago(n)` counts from, ms since the epoch. */
  readonly now: number;
}

const READING: readonly StatementType[] = [StatementType.SELECT, StatementType.EXPLAIN];

/** What DuckDB reports of a statement that would reach beyond the graph. */
const BEYOND_THE_GRAPH = /\bPermission Error: |Cannot execute statement of type/;

const ONLY_READS =
  'A question only reads the tables of the graph. Files, other databases, extensions and settings are ' +
  'out of its reach';

export class GraphDatabase {
  /** @param blank a database without tables or views: if a view has the name, DuckDB reports its tables in its place */
  private constructor(
    private readonly database: OpenDatabase,
    private readonly connection: DuckDBConnection,
    private readonly blank: DuckDBConnection,
    private readonly tables: Declarations,
  ) {}

  /** Opens the graph, which is read from its files only if no database beside it holds it already. */
  static async open({ files, declarations, now }: OpenOptions): Promise<GraphDatabase> {
    const database = await openDatabase(files, declarations);
    const connection = await database.instance.connect();
    const blank = await (await DuckDBInstance.create(':memory:')).connect();
    for (const each of [connection, blank]) {
      await each.run(
        `CREATE TEMP MACRO days_ago(days) AS epoch_ms(${now}::BIGINT - (days * 86400000.0)::BIGINT)`,
      );
    }
    const tables = await allTables(connection, declarations);
    return new GraphDatabase(database, connection, blank, tables);
  }

  /**
   * The answer to one SQL statement.
   * @throws {AskError} if the statement is wrong, with DuckDB's message, or does more than read the graph
   */
  async query(sql: string): Promise<Answer> {
    try {
      const statements = await this.connection.extractStatements(sql);
      if (statements.count > 1)
        throw new Error(`Write one statement at a time, not ${statements.count}`);
      const statement = await statements.prepare(0);
      if (!READING.includes(statement.statementType)) throw new Error(`${ONLY_READS}.`);
      return readAnswer(await statement.runAndReadAll());
    } catch (error) {
      // It may repeat a value of the graph: no line of it is to look like one of ours.
      const message = messageOf(error).replaceAll('\n', '\n  ');
      const isBeyond = BEYOND_THE_GRAPH.test(message);
      throw new AskError(isBeyond ? `${ONLY_READS}. DuckDB reports: ${message}` : message);
    }
  }

  /** The types that an answer rests on: those of the tables that it reads, and of the properties that it names. */
  typesUsedBy(sql: string): readonly UsedType[] {
    const names = this.namesIn(sql);
    const wholes = WHOLE_GRAPH.filter((whole) => names.includes(whole));
    const read = new Set(names.flatMap((name) => VIEWS.get(name)?.tables ?? [name]));
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
  describe(): Promise<Answer> {
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

  /** The names of all tables, views and columns. */
  async names(): Promise<readonly string[]> {
    const { rows } = await this.query(`
      SELECT DISTINCT unnest([table_name, column_name]) AS name FROM duckdb_columns()
      WHERE NOT internal AND schema_name = 'main' ORDER BY name`);
    return rows.flatMap(([name]) => (typeof name === 'string' ? [name] : []));
  }

  close(): void {
    this.blank.closeSync();
    this.connection.closeSync();
    this.database.close();
  }

  /** The tables and views that a statement names; none if it cannot be read. */
  private namesIn(sql: string): readonly string[] {
    return this.blank.getTableNames(sql, false).map((name) => name.toLowerCase());
  }
}

/** Which of the tables over the whole graph holds a table's rows; targets are described by relationships. */
function wholeOf({ kind }: TableDeclaration): (typeof WHOLE_GRAPH)[number] {
  return kind === 'entity' ? 'entities' : 'relationships';
}
