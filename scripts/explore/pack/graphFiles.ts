/**
 * The files that the SDK's `collect` leaves: `graph/<step>/entities/*.json` and `graph/<step>/relationships/*.json`,
 * at most 500 objects each, as JSON or (under INTEGRATION_FILE_COMPRESSION_ENABLED) as brotli of JSON.
 * Source: integration-sdk-runtime 17.4.0, src/storage/FileSystemGraphObjectStore.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { list, number, record, text, texts, type JsonObject } from '../../../src/json';
import { objectOf } from './table';

export type Collection = 'entities' | 'relationships';

const FIRST_BYTE_OF_JSON = '{'.charCodeAt(0);
const MAY_FOLLOW = ['"', '\n', '}'].map((character) => character.charCodeAt(0));

/** An object of the SDK's begins with `{"`, or `{` and a line end when it is printed prettily. */
function looksLikeJson(bytes: Buffer): boolean {
  return bytes[0] === FIRST_BYTE_OF_JSON && MAY_FOLLOW.includes(bytes[1] ?? 0);
}

/** Reads one file of the SDK's, compressed or not. Throws with the file's name when it is neither. */
export function readGraphFile(file: string): JsonObject {
  const bytes = readFileSync(file);
  try {
    const json = looksLikeJson(bytes) ? bytes : brotliDecompressSync(bytes);
    const parsed: unknown = JSON.parse(json.toString('utf8'));
    return objectOf(parsed);
  } catch (error) {
    throw new Error(`${file} is not a file that collect wrote.`, { cause: error });
  }
}

/** All files of one sort under the graph directory, in a stable order. */
function filesOf(graphDirectory: string, collection: Collection): readonly string[] {
  return readdirSync(graphDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => path.basename(path.dirname(file)) === collection)
    .sort();
}

/** Goes through all entities or relationships, one file in memory at a time. */
export function* graphObjects(
  graphDirectory: string,
  collection: Collection,
): Generator<JsonObject, void, undefined> {
  for (const file of filesOf(graphDirectory, collection)) {
    for (const item of list(readGraphFile(file)[collection])) yield objectOf(item);
  }
}

/** The graph directory that an argument means: itself, or `graph` under a storage directory. */
export function findGraphDirectory(given: string): string | undefined {
  return [path.join(given, 'graph'), given].find((directory) => {
    if (!existsSync(directory) || !statSync(directory).isDirectory()) return false;
    return filesOf(directory, 'entities').length > 0;
  });
}

/** What the run said of itself in `summary.json`. */
export interface RunSummary {
  /** When the last step ended, in milliseconds since the epoch. */
  readonly collectedOn: number;
  /** Types of steps that failed, or that lacked what a failed step should have given them. */
  readonly incomplete: readonly string[];
}

const COMPLETE = ['success', 'cached', 'disabled'];

/** Reads the summary beside the graph; without one the directory's own time is taken. */
export function readRunSummary(graphDirectory: string): RunSummary {
  const file = path.join(graphDirectory, '..', 'summary.json');
  const written = statSync(graphDirectory).mtimeMs;
  const summary = existsSync(file) ? readGraphFile(file) : {};
  const steps = list(summary.integrationStepResults).map(record);
  const ends = steps.map((step) => number(step.endTime) ?? 0);
  const unfinished = steps.filter(({ status }) => !COMPLETE.includes(text(status) ?? ''));
  const incomplete = new Set(unfinished.flatMap((step) => texts(step.declaredTypes)));
  return { collectedOn: Math.max(0, ...ends) || written, incomplete: [...incomplete] };
}
