/** Numbers as people write them. */

/** `1,204`, the same on every machine. */
export function countText(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `1 call`, `2 calls` */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${countText(value)} ${value === 1 ? one : many}`;
}

/** `80 %` */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A bar of `width` characters, `share` of it filled. */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
