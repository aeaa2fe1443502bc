/** Writes generated parts of documents. */

/**
 * The document with this content between the two comments that name the part. Throws for a document
 * without them.
 */
export function withPart(document: string, name: string, content: string): string {
  const start = `<!-- generated: ${name} -->`;
  const end = `<!-- end of ${name} -->`;
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from === -1 || to < from) throw new Error(`There is no part "${start}" … "${end}"`);
  const indent = /[ \t]*$/.exec(document.slice(0, from))?.[0] ?? '';
  const lines = content.split('\n').map((line) => (line === '' ? '' : indent + line));
  return `${document.slice(0, from)}${start}\n\n${lines.join('\n')}\n\n${indent}${document.slice(to)}`;
}
