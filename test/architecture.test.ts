/** The layer rules of docs/development.md, checked against the real imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import ts from 'typescript';

const ROOT = resolve(__dirname, '..');

interface Import {
  readonly from: string;
  readonly to: string;
}

function codeFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

/** Path of an import within the project without its ending, or undefined for a package. */
function resolveImport(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = relative(ROOT, resolve(ROOT, dirname(from), specifier));
  return names.has(target) ? target : join(target, 'index');
}

const everything = ['src', 'packages', 'test'].flatMap(codeFiles);
const names = new Set(everything.map((file) => file.replace(/\.ts$/, '')));

function importsOf(file: string): Import[] {
  const info = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true);
  return info.importedFiles.flatMap(({ fileName }) => {
    const to = resolveImport(file, fileName);
    return to === undefined ? [] : [{ from: file.replace(/\.ts$/, ''), to }];
  });
}

const imports = everything.filter((file) => !file.endsWith('.test.ts')).flatMap(importsOf);

function violations(rule: (edge: Import) => boolean): string[] {
  return imports.filter(rule).map(({ from, to }) => `${from} imports ${to}`);
}

const within = (path: string, ...folders: string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

test('the rules look at real imports', () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(imports).toContainEqual({ from: 'src/index', to: 'src/invocationConfig' });
});

/** A row of the table of layers: which files it is for, and what they may import. */
interface Layer {
  readonly files: RegExp;
  readonly imports: readonly string[];
}

/** `*` is a name, `**` any folders, a trailing `/` everything below. */
function pathPattern(glob: string): RegExp {
  const body = glob
    .replaceAll('.', '\\.')
    .replaceAll('**/', '(?:[^/]+/)§')
    .replaceAll('*', '[^/]+')
    .replaceAll('§', '*');
  return new RegExp(`^${body}${glob.endsWith('/') ? '' : '$'}`);
}

const codeIn = (cell: string): string[] =>
  Array.from(cell.matchAll(/`([^`]+)`/g), ([, code = '']) => code);

const layers: Layer[] = readFileSync(join(ROOT, 'docs/development.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `src/'))
  .map((line) => line.split('|').slice(1))
  .map(([file = '', mayImport = '']) => ({
    files: pathPattern(codeIn(file)[0] ?? ''),
    imports: codeIn(mayImport),
  }));

function isAllowed({ from, to }: Import): boolean {
  const layer = layers.find(({ files }) => files.test(`${from}.ts`));
  if (layer === undefined) return false;
  return layer.imports.some((glob) =>
    pathPattern(glob === './' ? `${dirname(from)}/` : glob).test(`${to}.ts`),
  );
}

test('every file of src imports only what the table of layers in docs/development.md allows', () => {
  expect(layers.length).toBeGreaterThan(10);
  expect(violations((edge) => within(edge.from, 'src') && !isAllowed(edge))).toEqual([]);
});

test.each([
  ['src/json', 'src/okta/index', false],
  ['src/okta/client', 'src/graph/relate', false],
  ['src/graph/relate', 'src/okta/client', false],
  ['src/steps/users/converter', 'src/okta/client', false],
  ['src/steps/users/converter', 'src/run/run', false],
  ['src/steps/users/model', 'src/steps/groups/model', true],
  ['src/steps/users/converter', 'src/steps/groups/converter', false],
  ['src/steps/users/api', 'src/graph/relate', false],
  ['src/steps/users/index', 'src/steps/groups/converter', false],
  ['src/steps/users/index', 'src/steps/users/converter', true],
])('whether %s may import %s: %s', (from, to, expected) => {
  expect(isAllowed({ from, to })).toBe(expected);
});

test.each([
  ['src/okta', ['src/okta/index', 'src/okta/org']],
  ['src/preflight', ['src/preflight/index']],
])('the rest of src uses %s through its public surface alone', (folder, surface) => {
  expect(
    violations(
      ({ from, to }) =>
        within(from, 'src') && !within(from, folder) && within(to, folder) && !surface.includes(to),
    ),
  ).toEqual([]);
});

test('what is published imports neither tests nor packages', () => {
  expect(
    violations(({ from, to }) => within(from, 'src') && within(to, 'test', 'packages')),
  ).toEqual([]);
});

/** What of the integration the packages may use: each loads no more than it has to. */
const EXPORTED = [
  'src/index',
  'src/adminRights',
  'src/config',
  'src/ingestion',
  'src/json',
  'src/okta/index',
  'src/preflight/index',
  'src/permissions',
  'src/progress',
  'src/resources/icons',
  'src/resources/index',
  'src/run/concurrently',
  'src/run/run',
  'src/scopesNeeded',
  'src/visible',
];

test('packages use the integration through what it exports alone', () => {
  const outside = ({ from, to }: Import): boolean =>
    within(from, 'packages') && within(to, 'src') && !EXPORTED.includes(to);
  expect(violations(outside)).toEqual([]);
  const used = imports.filter(({ from }) => within(from, 'packages')).map(({ to }) => to);
  expect(used).toEqual(expect.arrayContaining(EXPORTED));
});

test.each(['packages/local-okta', 'packages/entity-validator'])(
  '%s imports nothing of the project, its tests neither',
  (folder) => {
    const found = codeFiles(folder).flatMap(importsOf);
    expect(found.filter(({ to }) => !within(to, folder))).toEqual([]);
  },
);

test('no import cycles in src', () => {
  const edges = new Map<string, string[]>();
  for (const { from, to } of imports) {
    if (within(from, 'src')) edges.set(from, [...(edges.get(from) ?? []), to]);
  }
  const cycles: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (node: string, path: string[]): void => {
    if (state.get(node) === 'done') return;
    if (state.get(node) === 'open') {
      cycles.push([...path.slice(path.indexOf(node)), node].join(' -> '));
      return;
    }
    state.set(node, 'open');
    for (const next of edges.get(node) ?? []) visit(next, [...path, node]);
    state.set(node, 'done');
  };
  for (const node of edges.keys()) visit(node, []);
  expect(cycles).toEqual([]);
});
