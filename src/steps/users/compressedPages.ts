/**
 * Users that were listed and wait until their factors are known. Listing 100,000 users takes
 * minutes, their factors hours, so the pages wait compressed.
 */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

import { isJsonObject, list, type JsonObject } from '../../json';

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);

/** Pages that wait uncompressed: a reader that keeps up costs no compression. */
const PLAIN_PAGES = 4;

type StoredPage = { readonly plain: readonly JsonObject[] } | { readonly packed: Buffer };

/** Pages in the order in which they came. */
export class CompressedPages {
  private readonly stored: StoredPage[] = [];

  async push(page: readonly JsonObject[]): Promise<void> {
    if (page.length === 0) return;
    if (this.stored.length < PLAIN_PAGES) {
      this.stored.push({ plain: page });
      return;
    }
    const packed = await compress(JSON.stringify(page), { level: 1 });
    this.stored.push({ packed });
  }

  /** The page that waited longest, which is then forgotten. */
  async shift(): Promise<readonly JsonObject[] | undefined> {
    const page = this.stored.shift();
    if (page === undefined) return undefined;
    if ('plain' in page) return page.plain;
    return parsePage((await expand(page.packed)).toString('utf8'));
  }
}

function parsePage(written: string): readonly JsonObject[] {
  const page: unknown = JSON.parse(written);
  return list(page).filter(isJsonObject);
}
