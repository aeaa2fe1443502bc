/** Pieces of Markdown. Pure. */

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A picture of `docs/images`, with a text for who does not see it. */
export function picture(text: string, file: string): string {
  return `![${text}](images/${file})`;
}
