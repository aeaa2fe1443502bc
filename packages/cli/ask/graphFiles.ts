/** The files of a collected graph as DuckDB can read them: plain JSON, with what is known of each. */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { isPlainJson, readGraphBytes, type Collection } from '../collected/files';
import { findRun, type CollectedRun } from '../collected/run';
import { readRunSummary, type RunSummary } from '../collected/summary';
import { makeWorkFolder, removeLeftBehind } from '../storage/leftBehind';
import { AskError, messageOf } from './askError';

export interface GraphFiles {
  /** The storage directory of the run. */
  readonly directory: string;
  /** In plain JSON. */
  readonly entities: readonly string[];
  readonly relationships: readonly string[];
  /** All files as the run left them. */
  readonly sources: readonly string[];
  /** Bytes of the largest file: DuckDB must be told how long one JSON document may be. */
  readonly largest: number;
  /** What the run said of itself. */
  readonly summary: RunSummary;
  /** Deletes what was unpacked; the files are not to be read afterwards. */
  close(): void;
}

const UNPACKED = 'okta-unpacked';

function unpackedFolder(): string {
  removeLeftBehind(tmpdir(), [UNPACKED]);
  return makeWorkFolder(tmpdir(), UNPACKED);
}

/** DuckDB reads no brotli, so compressed files stand unpacked, for the owner only, in a folder that `close` deletes. */
class Unpacked {
  private folder: string | undefined;
  private count = 0;

  /** A file with the same base name and the same content in plain JSON. */
  readonly plain = (file: string): string => {
    if (isPlainJson(file)) return file;
    this.folder ??= unpackedFolder();
    this.count += 1;
    const place = path.join(this.folder, String(this.count));
    mkdirSync(place);
    const copy = path.join(place, path.basename(file));
    writeFileSync(copy, readGraphBytes(file), { mode: 0o600 });
    return copy;
  };

  readonly close = (): void => {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  };
}

function runIn(given: string): CollectedRun {
  try {
    return findRun(given);
  } catch (error) {
    throw new AskError(messageOf(error));
  }
}

/**
 * @param given what `collect` wrote to, as a rule `.j1-integration`, or a directory that `findRun` takes for it
 * @throws {AskError} when there is not exactly one run's graph, or when a file is not the SDK's
 */
export function openGraphFiles(given: string): GraphFiles {
  const found = runIn(given);
  const { directory } = found;
  const { plain, close } = new Unpacked();
  try {
    const within = (collection: Collection): string[] => found[collection].map(plain);
    const files = { entities: within('entities'), relationships: within('relationships') };
    const sizes = [...files.entities, ...files.relationships].map((file) => statSync(file).size);
    const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
    const sources = [...found.entities, ...found.relationships];
    return { ...files, directory, sources, largest, summary: readRunSummary(directory), close };
  } catch (error) {
    close();
    throw new AskError(messageOf(error));
  }
}
