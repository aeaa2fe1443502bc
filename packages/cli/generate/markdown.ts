/** Writes generated parts of documents, in the form that prettier gives them. */

/** A table whose columns are as wide as their widest cell. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) =>
    Math.max(3, ...all.map((row) => widthOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const filled = all.map((row) =>
    line(widths.map((width, column) => padded(row[column] ?? '', width))),
  );
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [filled[0] ?? '', rule, ...filled.slice(1)].join('\n');
}

function widthOf(cell: string): number {
  return Array.from(cell).length;
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - widthOf(cell));
}

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
