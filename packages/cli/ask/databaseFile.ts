/**
 * The DuckDB file beside a collected graph: built when it is missing or older than the graph, and then
 * opened so that a statement can read the graph and nothing else.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { DuckDBInstance } from '@duckdb/node-api';

import { text } from '../../../src/json';
import { isMarked } from '../storage/ownFiles';
import { GRAPH_DATABASE } from '../storage/earlier';
import { makeWorkFolder, removeLeftBehind } from '../storage/leftBehind';
import { buildTables, TABLES_VERSION } from './buildTables';
import type { Declarations } from './declarations';
import type { GraphFiles } from './graphFiles';
import { quoteText } from './sqlText';

const NAME = GRAPH_DATABASE;
/** The folder in the temporary directory for a database that cannot stay beside its graph. */
const UNSHARED = 'okta-graph';

export const NO_EXTENSIONS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
};

/** No file, no network, no extension, and no way to switch any of these on. */
const READ_ONLY = {
  ...NO_EXTENSIONS,
  access_mode: 'READ_ONLY',
  enable_external_access: 'false',
  lock_configuration: 'true',
};

/** For statements of ours alone: they may write files, as `COPY ... TO` does. */
export const READ_AND_COPY = { ...NO_EXTENSIONS, access_mode: 'READ_ONLY' };

const BUILDING = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // Without a promise to keep the files' order, DuckDB reads them with less memory.
  preserve_insertion_order: 'false',
};

/** An open database; `close` also deletes a file that cannot stay beside the graph. */
export interface OpenDatabase {
  readonly instance: DuckDBInstance;
  readonly close: () => void;
}

/**
 * Opens the graph's database. It stays beside the graph (mode 600) if the run has ended and the
 * directory can be written to; else it is built in the temporary directory and deleted at the end.
 *
 * @param settings what statements may do; by default nothing but read
 */
export async function openDatabase(
  files: GraphFiles,
  declarations: Declarations,
  settings: Readonly<Record<string, string>> = READ_ONLY,
): Promise<OpenDatabase> {
  const { file, release } = await databaseOf(files, declarations);
  try {
    const instance = await DuckDBInstance.create(file, settings);
    const close = (): void => {
      instance.closeSync();
      release();
    };
    return { instance, close };
  } catch (error) {
    release();
    throw error;
  }
}

/** The file of a database that holds the graph; `release` deletes one that cannot stay beside the graph. */
export interface DatabaseFile {
  readonly file: string;
  readonly release: () => void;
}

/** Builds the graph's database, if there is none that is made of just this graph. */
export async function databaseOf(
  files: GraphFiles,
  declarations: Declarations,
): Promise<DatabaseFile> {
  const signature = signatureOf(files, declarations);
  const kept = path.join(files.directory, NAME);
  const nothing = (): void => undefined;
  if ((await signatureIn(kept)) === signature) return { file: kept, release: nothing };

  const folder = workFolder(files, await mayStay(kept, files));
  const release = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const built = path.join(folder, NAME);
    await build(built, signature, files, declarations);
    if (path.dirname(folder) !== files.directory) return { file: built, release };
    renameSync(built, kept);
  } catch (error) {
    release();
    throw error;
  }
  release();
  return { file: kept, release: nothing };
}

/** A file of this name may be somebody else's, unless the directory is one of runs. */
async function mayStay(kept: string, { directory, summary }: GraphFiles): Promise<boolean> {
  if (!summary.hasEnded) return false;
  return !existsSync(kept) || isMarked(directory) || (await signatureIn(kept)) !== undefined;
}

/** A folder for the owner only: DuckDB gives its files the mode that the umask allows. */
function workFolder({ directory }: GraphFiles, isKept: boolean): string {
  if (isKept) {
    removeLeftBehind(directory, [`.${NAME}`]);
    try {
      return makeWorkFolder(directory, `.${NAME}`);
    } catch {
      // A graph that may only be read is asked all the same.
    }
  }
  removeLeftBehind(tmpdir(), [UNSHARED]);
  return makeWorkFolder(tmpdir(), UNSHARED);
}

/** What the database is made from. A file of the graph is written once, so size and time identify it. */
function signatureOf({ sources }: GraphFiles, declarations: Declarations): string {
  const hash = createHash('sha256').update(TABLES_VERSION);
  for (const file of sources) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path.basename(file)} ${size} ${mtimeMs}\n`);
  }
  const tables = [...declarations.values()].map(({ columns, ...rest }) => [rest, [...columns]]);
  return hash.update(JSON.stringify(tables)).digest('hex');
}

/** What a database of ours was made from; undefined if it is none, damaged, or of another version of DuckDB. */
async function signatureIn(file: string): Promise<string | undefined> {
  if (!existsSync(file)) return undefined;
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(file, READ_ONLY);
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll('SELECT signature FROM about.source');
    connection.closeSync();
    return text(reader.getRowsJS()[0]?.[0]);
  } catch {
    return undefined;
  } finally {
    instance?.closeSync();
  }
}

async function build(
  file: string,
  signature: string,
  files: GraphFiles,
  declarations: Declarations,
): Promise<void> {
  const instance = await DuckDBInstance.create(file, BUILDING);
  try {
    const connection = await instance.connect();
    await buildTables(connection, files, declarations);
    await connection.run('CREATE SCHEMA about');
    await connection.run(
      `CREATE TABLE about.source AS SELECT ${quoteText(signature)} AS signature`,
    );
    await connection.run('CHECKPOINT');
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
  chmodSync(file, 0o600);
}
