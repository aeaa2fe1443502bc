/** The size that JupiterOne's indexer takes of one property. */

/** Characters per property value; longer values are cut by nobody else (JupiterOne's indexing limits). */
export const MAX_PROPERTY_LENGTH = 4096;

/** The text, cut to what the indexer takes. A cut text ends in `…`. */
export function capped(value: string): string {
  if (value.length <= MAX_PROPERTY_LENGTH) return value;
  const last = value.charCodeAt(MAX_PROPERTY_LENGTH - 2);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${value.slice(0, MAX_PROPERTY_LENGTH - (splitsPair ? 2 : 1))}…`;
}
