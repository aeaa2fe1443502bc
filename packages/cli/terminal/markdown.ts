/** Tables of Markdown. */

/**
 * The lines of a table, without an end of the last one. The cells are Markdown.
 *
 * @param form `aligned`: columns are as wide as their widest cell, as prettier writes them
 */
export function markdownTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  form: 'short' | 'aligned' = 'short',
): string {
  const widths = heading.map((_, i) =>
    form === 'aligned'
      ? Math.max(3, ...[heading, ...rows].map((row) => lengthOf(row[i] ?? '')))
      : 3,
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const padded = (cells: readonly string[]): readonly string[] =>
    widths.map((width, i) => {
      const cell = cells[i] ?? '';
      return form === 'aligned' ? cell + ' '.repeat(width - lengthOf(cell)) : cell;
    });
  return [
    line(padded(heading)),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map((row) => line(padded(row))),
  ].join('\n');
}

function lengthOf(cell: string): number {
  return Array.from(cell).length;
}
