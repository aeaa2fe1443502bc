/** Every table of the graph as a file of its own, written by DuckDB. */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { AskError, messageOf } from '../ask/askError';
import { allTables } from '../ask/buildTables';
import { openDatabase, READ_AND_COPY } from '../ask/databaseFile';
import type { Declarations } from '../ask/declarations';
import type { GraphFiles } from '../ask/graphFiles';
import type { OutputFile } from '../ask/outputFile';
import { quoteIdentifier, quoteText } from '../ask/sqlText';

export type TableFormat = 'parquet' | 'ndjson';

const COPY_OPTIONS: Readonly<Record<TableFormat, string>> = {
  parquet: 'FORMAT parquet, COMPRESSION zstd',
  // As JupiterOne and ISO 8601 write times.
  ndjson: "FORMAT json, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%gZ'",
};

/**
 * Makes the directory, or takes an empty one; files of an earlier export are replaced if that is wanted.
 *
 * @throws {AskError} if something else lies there
 */
function prepare({ file: directory, overwrite }: OutputFile, format: TableFormat): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const names = readdirSync(directory);
    const isEarlier = names.every((name) => name.endsWith(`.${format}`));
    if (names.length === 0) return;
    if (!overwrite || !isEarlier) {
      throw new AskError(
        `${directory} is not empty and was not changed. Name another directory` +
          (isEarlier ? ', or add --overwrite' : ''),
      );
    }
    for (const name of names) rmSync(path.join(directory, name));
  } catch (error) {
    if (error instanceof AskError) throw error;
    throw new AskError(`The export cannot be written to ${directory}: ${messageOf(error)}`);
  }
}

/**
 * A type's name comes from the graph, and becomes a part of a path. Names that are the same without their odd characters
 * are told apart by a digest, which each of them has in every export.
 */
function fileNameOf(table: string, format: TableFormat): string {
  const plain = table.replace(/[^A-Za-z0-9_-]/g, '_');
  if (plain === table) return `${plain}.${format}`;
  const digest = createHash('sha256').update(table).digest('hex').slice(0, 12);
  return `${plain}-${digest}.${format}`;
}

/**
 * Writes one file for each table that `npm run ask` has, also if it has no rows: the files of two exports are the same
 * ones.
 *
 * @returns how many files there are
 * @throws {AskError} if the directory cannot be written
 */
export async function exportTables(
  files: GraphFiles,
  declarations: Declarations,
  format: TableFormat,
  output: OutputFile,
): Promise<number> {
  prepare(output, format);
  const database = await openDatabase(files, declarations, READ_AND_COPY);
  try {
    const connection = await database.instance.connect();
    const tables = await allTables(connection, declarations);
    for (const { name } of tables.values()) {
      const file = path.join(output.file, fileNameOf(name, format));
      await connection.run(
        `COPY ${quoteIdentifier(name)} TO ${quoteText(file)} (${COPY_OPTIONS[format]})`,
      );
      if (existsSync(file)) chmodSync(file, 0o600);
    }
    connection.closeSync();
    return tables.size;
  } catch (error) {
    throw new AskError(`The export cannot be written to ${output.file}: ${messageOf(error)}`);
  } finally {
    database.close();
  }
}
