/** A row that lacks a cell, or has one too many, shows as a broken table: every row fits its head. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const FILES = ['README.md', ...documentsIn('docs'), ...documentsIn('docs/decisions')];

function documentsIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

/** Cells of a row: bars within code or behind a backslash separate nothing. */
function cellsOf(row: string): number {
  const bare = row.replace(/\\\||`[^`]*`/g, '');
  return bare.split('|').length - 2;
}

/** `line: cells` of the rows that do not fit the head of their table. */
function misfits(document: string): string[] {
  let cells: number | undefined;
  return document.split('\n').flatMap((line, index) => {
    if (!line.startsWith('|')) {
      cells = undefined;
      return [];
    }
    cells ??= cellsOf(line);
    return cellsOf(line) === cells ? [] : [`${index + 1}: ${cellsOf(line)}`];
  });
}

test.each(FILES)('%s', (file) => {
  expect(misfits(readFileSync(path.join(ROOT, file), 'utf8'))).toEqual([]);
});

test('a short row is found', () => {
  expect(misfits('| a | `b|c` |\n| - | - |\n| 1 |\n\n| 2 |')).toEqual(['3: 1']);
});
