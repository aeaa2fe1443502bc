/** Every deep suite has a row that runs at each change: a test whose title begins with the suite's path. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const DEEP = '.deep.test.ts';

/** Suites without a row, and the quick ones that look at the same. */
const WITHOUT_A_ROW: Readonly<Record<string, readonly string[]>> = {
  'packages/explorer/test/accessibility': ['packages/explorer/test/pack'],
  'packages/explorer/test/drawing': ['packages/explorer/test/model'],
  'packages/explorer/test/page': ['packages/explorer/test/pack', 'packages/explorer/test/model'],
  'test/report': ['packages/cli/report/report'],
  'test/resources/oneFolder': ['test/resources/definitions', 'test/resources/engine'],
};

const suites = ['src', 'test', 'packages'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(DEEP) && !file.includes('node_modules'))
    .map((file) => `${folder}/${file.slice(0, -DEEP.length)}`.replaceAll('\\', '/')),
);
const titles = readdirSync(__dirname)
  .map((file) => readFileSync(path.join(__dirname, file), 'utf8'))
  .flatMap((text) =>
    Array.from(text.matchAll(/^test\(\s*'([^':]+): /gm), ([, title = '']) => title),
  )
  .flatMap((title) => title.split(', '));

test('there are deep suites', () => {
  expect(suites.length).toBeGreaterThan(10);
  expect(suites).toEqual(expect.arrayContaining(Object.keys(WITHOUT_A_ROW)));
});

test.each(suites)('%s', (suite) => {
  const others = WITHOUT_A_ROW[suite];
  if (others === undefined) expect(titles).toContain(suite);
  for (const other of others ?? []) {
    expect(existsSync(path.join(ROOT, `${other}.test.ts`))).toBe(true);
  }
});

test('no row stands for a suite that is no more', () => {
  const files = titles.filter((title) => title.includes('/'));
  expect(files.filter((title) => !suites.includes(title))).toEqual([]);
});
