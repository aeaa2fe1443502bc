/** Writing names and values into SQL so that no value is ever read as SQL. */

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export function quoteList(values: readonly string[]): string {
  return `[${values.map(quoteText).join(', ')}]`;
}
