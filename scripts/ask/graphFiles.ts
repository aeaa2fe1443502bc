/**
 * Finds what `collect` left: `graph/<step>/entities/*.json` and `graph/<step>/relationships/*.json`,
 * each `{"entities": [...]}` or `{"relationships": [...]}` with up to 500 objects of one type.
 */
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';

import { AskError } from './askError';

export const COLLECTIONS = ['entities', 'relationships'] as const;
export type Collection = (typeof COLLECTIONS)[number];

export interface GraphFiles {
  readonly entities: readonly string[];
  readonly relationships: readonly string[];
  /** Type by base name of the file, as far as the SDK's index knows; `index/` may be absent. */
  readonly types: ReadonlyMap<string, string>;
  /** Bytes of the largest file: DuckDB must be told how long one JSON document may be. */
  readonly largest: number;
}

/** A file that DuckDB cannot read starts with something other than an object (brotli has no magic). */
function refuseCompressed(file: string): void {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(64);
    const length = readSync(handle, head, 0, head.length, 0);
    if (/^\s*\{\s*"/.test(head.toString('latin1', 0, length))) return;
  } finally {
    closeSync(handle);
  }
  throw new AskError(
    `${file} is no plain JSON. If the graph was collected with INTEGRATION_FILE_COMPRESSION_ENABLED, collect it again without: npm start`,
  );
}

/** The SDK links every file of the graph from `index/<collection>/<type>/`. */
function indexedTypes(directory: string): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const collection of COLLECTIONS) {
    const index = path.join(directory, 'index', collection);
    for (const type of existsSync(index) ? readdirSync(index) : []) {
      for (const file of readdirSync(path.join(index, type))) types.set(file, type);
    }
  }
  return types;
}

/**
 * @param directory what `collect` wrote to, as a rule `.j1-integration`
 * @throws {AskError} when nothing was collected there, or when the files are compressed
 */
export function findGraphFiles(directory: string): GraphFiles {
  const graph = path.join(directory, 'graph');
  const names = existsSync(graph) ? readdirSync(graph, { recursive: true, encoding: 'utf8' }) : [];
  const json = names.filter((name) => name.endsWith('.json')).sort();
  const first = json[0];
  if (first === undefined) {
    throw new AskError(`There is no collected graph in ${directory}. Collect one first: npm start`);
  }
  refuseCompressed(path.join(graph, first));
  const within = (collection: Collection): string[] =>
    json
      .filter((name) => path.basename(path.dirname(name)) === collection)
      .map((name) => path.join(graph, name));
  const files = { entities: within('entities'), relationships: within('relationships') };
  const sizes = [...files.entities, ...files.relationships].map((file) => statSync(file).size);
  const types = indexedTypes(directory);
  return { ...files, types, largest: sizes.reduce((most, size) => Math.max(most, size), 0) };
}
