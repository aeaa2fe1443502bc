/** Two graphs in one database: `older` and `newer`, each with the tables that `npm run ask` has. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

import { isJsonObject, type JsonObject } from '../../../src/json';
import { databaseOf, NO_EXTENSIONS } from '../ask/databaseFile';
import type { Declarations } from '../ask/declarations';
import type { GraphFiles } from '../ask/graphFiles';
import { quoteText } from '../ask/sqlText';
import { makeWorkFolder, removeLeftBehind } from '../storage/leftBehind';

/** What DuckDB may take before it writes to the temporary folder. */
const MEMORY = '128MiB';
const FOLDER = 'okta-diff';

/** Both databases by their names in SQL. */
export const SIDES = ['older', 'newer'] as const;
export type SideName = (typeof SIDES)[number];

export class TwoGraphs {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly release: () => void,
  ) {}

  /** Builds the database of a graph that has none yet. */
  static async open(
    files: Readonly<Record<SideName, GraphFiles>>,
    declarations: Declarations,
  ): Promise<TwoGraphs> {
    removeLeftBehind(tmpdir(), [FOLDER]);
    const folder = makeWorkFolder(tmpdir(), FOLDER);
    const releases: (() => void)[] = [
      () => {
        rmSync(folder, { recursive: true, force: true });
      },
    ];
    const release = (): void => {
      for (const each of releases) each();
    };
    try {
      const instance = await DuckDBInstance.create(':memory:', {
        ...NO_EXTENSIONS,
        memory_limit: MEMORY,
        temp_directory: folder,
        preserve_insertion_order: 'false',
      });
      const connection = await instance.connect();
      for (const side of SIDES) {
        const database = await databaseOf(files[side], declarations);
        releases.push(database.release);
        await connection.run(`ATTACH ${quoteText(database.file)} AS ${side} (READ_ONLY)`);
      }
      return new TwoGraphs(instance, connection, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Makes a table that later statements read. */
  async make(table: string, select: string): Promise<void> {
    await this.connection.run(`CREATE TEMP TABLE ${table} AS ${select}`);
  }

  /** The rows of a statement by the names of its columns. */
  async rows(select: string): Promise<readonly JsonObject[]> {
    const reader = await this.connection.runAndReadAll(select);
    const rows: readonly unknown[] = reader.getRowObjectsJson();
    return rows.filter(isJsonObject);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
    this.release();
  }
}
