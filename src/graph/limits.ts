/** The sizes that JupiterOne takes. */

/** Characters per property value; longer values are cut by nobody else (JupiterOne's indexing limits). */
export const MAX_PROPERTY_LENGTH = 4096;

/**
 * Bytes of JSON per entity. The SDK's uploader leaves out what is larger than 5,000,000 bytes, and the
 * step succeeds all the same (runtime 17.4.0, `synchronization/batchBySize`).
 */
export const MAX_ENTITY_BYTES = 4_900_000;

/** Ends what was cut. */
export const ELLIPSIS = '…';

/** The text, cut to what the indexer takes. A cut text ends in `…`. */
export function capped(value: string): string {
  return value.length <= MAX_PROPERTY_LENGTH ? value : cutTo(MAX_PROPERTY_LENGTH - 1, value);
}

/** So many characters of the text. A cut text ends in `…`, beyond that measure. */
export function cutTo(characters: number, text: string): string {
  if (text.length <= characters) return text;
  // A cut within a character would leave half of it, which is no text.
  return `${text.slice(0, characters).replace(/[\ud800-\udbff]$/, '')}${ELLIPSIS}`;
}
