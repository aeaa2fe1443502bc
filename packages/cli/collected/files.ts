/**
 * The files that `collect` leaves: `graph/<step>/entities/*.json` and `graph/<step>/relationships/*.json`, each an
 * object with up to 500 items, as JSON or (under INTEGRATION_FILE_COMPRESSION_ENABLED) as brotli of JSON.
 * Source: integration-sdk-runtime 17.4.0, src/storage/FileSystemGraphObjectStore and src/fileSystem.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

import { isJsonObject, list, type JsonObject } from '../../../src/json';

export const COLLECTIONS = ['entities', 'relationships'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** The files of a collected graph; every path begins as the directory was given. */
export interface GraphFiles {
  /** In a stable order. */
  readonly entities: readonly string[];
  readonly relationships: readonly string[];
}

export const STORAGE_VARIABLE = 'JUPITERONE_INTEGRATION_STORAGE_DIRECTORY';

/** Where a run of this environment leaves its files; as the SDK, this takes an empty variable for an absent one. */
export function storageDirectory(
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const named = environment[STORAGE_VARIABLE] ?? '';
  return named === '' ? '.j1-integration' : named;
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

/** The entities or relationships of one file. */
export function objectsIn(file: string, collection: Collection): readonly JsonObject[] {
  return list(readGraphFile(file)[collection]).filter(isJsonObject);
}

/** Goes through all entities or relationships, one file in memory at a time. */
export function* graphObjects(
  files: GraphFiles,
  collection: Collection,
): Generator<JsonObject, void, undefined> {
  for (const file of files[collection]) yield* objectsIn(file, collection);
}
