/** Files that the page makes and the browser saves. */
import { el } from './dom';

/** Long enough for a slow disk. */
const KEPT_MS = 60_000;

/** `what-ada-can-reach.csv`: a file's name made of a title. */
export function fileName(title: string, extension: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain.slice(0, 60) || 'graph'}.${extension}`;
}

/** Offers a file as a download. */
export function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  el('a', { href: address, download: name }).click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, KEPT_MS);
}
