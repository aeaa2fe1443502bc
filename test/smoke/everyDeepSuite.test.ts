/** Every deep suite has a row that runs at each change, but for those that need a browser. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const DEEP = '.deep.test.ts';

/** What the page shows is computed and packed without one: model.test.ts and pack.test.ts. */
const NEEDS_A_BROWSER = [
  'packages/explorer/test/accessibility',
  'packages/explorer/test/drawing',
  'packages/explorer/test/page',
];

const suites = ['src', 'test', 'packages'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(DEEP) && !file.includes('node_modules'))
    .map((file) => `${folder}/${file.slice(0, -DEEP.length)}`.replaceAll('\\', '/')),
);
const rows = readdirSync(__dirname)
  .map((file) => readFileSync(path.join(__dirname, file), 'utf8'))
  .join('\n');

test('there are deep suites', () => {
  expect(suites.length).toBeGreaterThan(10);
  expect(suites).toEqual(expect.arrayContaining(NEEDS_A_BROWSER));
});

test.each(suites.filter((suite) => !NEEDS_A_BROWSER.includes(suite)))('%s', (suite) => {
  expect(rows).toContain(suite);
});
