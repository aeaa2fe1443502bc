/** The packed graph inside this page: the manifest, and chunks unpacked by the browser itself. */
import { isJsonArray, record } from '../../../src/json';
import { chunkElementId, MANIFEST_ELEMENT_ID, type Manifest } from '../model/format';
import type { ReadChunk } from '../model/graph';
import { byId } from './dom';

/** Every part of its own is looked at; what stands in its lists was packed by the same build. */
function isManifest(value: unknown): value is Manifest {
  const { org, collectedOn, types, relations, dangling, hasEnded } = record(value);
  const { incomplete, problems, findings, metrics, evaluatedOn } = record(value);
  return (
    typeof org === 'string' &&
    [collectedOn, dangling, evaluatedOn].every((each) => typeof each === 'number') &&
    [types, relations, incomplete, problems, findings, metrics].every(isJsonArray) &&
    typeof hasEnded === 'boolean'
  );
}

/** Reads the manifest. Throws when the page was made by another version. */
export function readManifest(): Manifest {
  const parsed: unknown = JSON.parse(byId(MANIFEST_ELEMENT_ID).textContent);
  if (!isManifest(parsed)) throw new Error('The page holds no graph.');
  return parsed;
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Unpacks a chunk. */
export const readChunk: ReadChunk = async (chunk) => {
  const packed = bytesOfBase64(byId(chunkElementId(chunk)).textContent);
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
};
