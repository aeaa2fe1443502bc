/**
 * The files that `collect` leaves: `graph/<step>/entities/*.json` and `graph/<step>/relationships/*.json`, each an
 * object with up to 500 items, as JSON or (under INTEGRATION_FILE_COMPRESSION_ENABLED) as brotli of JSON.
 * Source: integration-sdk-runtime 17.4.0, src/storage/FileSystemGraphObjectStore and src/fileSystem.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

import { isJsonObject, list, type JsonObject } from '../../src/json';

export const COLLECTIONS = ['entities', 'relationships'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** One collected graph; every path begins as the directory was given. */
export interface GraphFiles {
  /** The storage directory of the run, which holds `graph`, `index` and `summary.json`. */
  readonly directory: string;
  /** In a stable order. */
  readonly entities: readonly string[];
  readonly relationships: readonly string[];
}

/** Where a run of this environment leaves its files; as the SDK, this takes an empty variable for an absent one. */
export function storageDirectory(
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const named = environment['JUPITERONE_INTEGRATION_STORAGE_DIRECTORY'] ?? '';
  return named === '' ? '.j1-integration' : named;
}

/** What to tell a person where `findGraphFiles` finds nothing. */
export function nothingCollected(directory: string): string {
  return `There is no collected graph in ${directory}. Collect one first: npm start`;
}

function jsonFilesUnder(directory: string): readonly string[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) return [];
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(directory, name))
    .sort();
}

/**
 * Finds the files of a graph, without reading them.
 *
 * @param given the storage directory of a run, or `graph` within it
 * @returns undefined where no entity was collected
 */
export function findGraphFiles(given: string): GraphFiles | undefined {
  for (const graph of [path.join(given, 'graph'), given]) {
    const files = jsonFilesUnder(graph);
    const within = (collection: Collection): readonly string[] =>
      files.filter((file) => path.basename(path.dirname(file)) === collection);
    const entities = within('entities');
    if (entities.length === 0) continue;
    return { directory: path.dirname(graph), entities, relationships: within('relationships') };
  }
  return undefined;
}

/** An object as the SDK writes it begins with `{"`, or with `{` and a line end; brotli has no mark of its own. */
function beginsAsJson(bytes: Buffer): boolean {
  return /^\{["\n}]/.test(bytes.toString('latin1', 0, 2));
}

/** Whether a file holds plain JSON, judged by its first bytes. */
export function isPlainJson(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const beginning = Buffer.alloc(2);
    readSync(handle, beginning);
    return beginsAsJson(beginning);
  } finally {
    closeSync(handle);
  }
}

/** Plain JSON of a file's bytes, unpacked where they are compressed. */
function unpacked(bytes: Buffer): Buffer {
  return beginsAsJson(bytes) ? bytes : brotliDecompressSync(bytes);
}

function parsedObject(bytes: Buffer): JsonObject {
  const parsed: unknown = JSON.parse(unpacked(bytes).toString('utf8'));
  if (!isJsonObject(parsed)) throw new Error('It holds no JSON object.');
  return parsed;
}

/** Calls `read` with a file's bytes, and names the file when they are not what the SDK writes. */
function reading<Result>(file: string, read: (bytes: Buffer) => Result): Result {
  const bytes = readFileSync(file);
  try {
    return read(bytes);
  } catch (cause) {
    throw new Error(`${file} is not a file that collect wrote.`, { cause });
  }
}

/**
 * The JSON of a file as bytes, for a reader of its own.
 *
 * @throws with the file's name when it is neither plain nor brotli
 */
export function readGraphBytes(file: string): Buffer {
  return reading(file, unpacked);
}

/**
 * Reads one file of a run, compressed or not.
 *
 * @throws with the file's name when it holds no JSON object
 */
export function readGraphFile(file: string): JsonObject {
  return reading(file, parsedObject);
}

/** Goes through all entities or relationships, one file in memory at a time. */
export function* graphObjects(
  files: GraphFiles,
  collection: Collection,
): Generator<JsonObject, void, undefined> {
  for (const file of files[collection]) {
    yield* list(readGraphFile(file)[collection]).filter(isJsonObject);
  }
}
