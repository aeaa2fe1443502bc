/**
 * The numbered chunks of a page. Equal content is stored once, so that `created` and `createdOn` cost as much as one.
 */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

export class ChunkStore {
  /** Chunks as base64 of raw deflate, by number. */
  readonly encoded: string[] = [];
  private readonly numberOf = new Map<string, number>();

  /** Stores bytes and answers the number of their chunk. */
  add(bytes: Uint8Array): number {
    const digest = createHash('sha256').update(bytes).digest('base64');
    const known = this.numberOf.get(digest);
    if (known !== undefined) return known;
    const chunk = this.encoded.push(deflateRawSync(bytes).toString('base64')) - 1;
    this.numberOf.set(digest, chunk);
    return chunk;
  }
}
