/** A fixture collection in a temporary directory, and the graph that a page would hold of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { loadGraph, type Graph } from '../model/graph';
import type { PackedGraph } from '../pack/packGraph';

export interface TemporaryDirectory {
  readonly directory: string;
  readonly remove: () => void;
}

export function temporaryDirectory(): TemporaryDirectory {
  const directory = mkdtempSync(path.join(tmpdir(), 'explore-test-'));
  return {
    directory,
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The graph as the page sees it, from the packed bytes. */
export function graphOf(packed: PackedGraph): Promise<Graph> {
  return loadGraph(packed.manifest, (chunk) =>
    Promise.resolve(inflateRawSync(Buffer.from(packed.chunks[chunk]!, 'base64'))),
  );
}
