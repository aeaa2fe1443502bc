/** The layer rules of docs/development.md, checked against the real imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import ts from 'typescript';

const ROOT = resolve(__dirname, '..');

interface Import {
  readonly from: string;
  readonly to: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

/** Path of an import within the project without its ending, or undefined for a package. */
function resolveImport(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = relative(ROOT, resolve(ROOT, dirname(from), specifier));
  const names = new Set(everything.map((file) => file.replace(/\.ts$/, '')));
  return names.has(target) ? target : join(target, 'index');
}

const everything = ['src', 'scripts', 'test'].flatMap(sourceFiles);
const imports: Import[] = everything.flatMap((file) => {
  const info = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true);
  return info.importedFiles.flatMap(({ fileName }) => {
    const to = resolveImport(file, fileName);
    return to === undefined ? [] : [{ from: file.replace(/\.ts$/, ''), to }];
  });
});

function violations(rule: (edge: Import) => boolean): string[] {
  return imports.filter(rule).map(({ from, to }) => `${from} imports ${to}`);
}

const within = (path: string, ...folders: string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
const resourceOf = (path: string): string | undefined => /^src\/steps\/([^/]+)\//.exec(path)?.[1];

test('the rules look at real imports', () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(imports).toContainEqual({ from: 'src/index', to: 'src/invocationConfig' });
});

test('src/json.ts stands alone', () => {
  expect(violations(({ from }) => from === 'src/json')).toEqual([]);
});

test('src/okta knows no entity and no step', () => {
  expect(
    violations(({ from, to }) => within(from, 'src/okta') && !within(to, 'src/okta', 'src/json')),
  ).toEqual([]);
});

test('src/graph knows no HTTP and no step', () => {
  expect(
    violations(
      ({ from, to }) =>
        within(from, 'src/graph') && !within(to, 'src/graph', 'src/json', 'src/okta/org'),
    ),
  ).toEqual([]);
});

test('converters and models are pure: they reach no client, no run, no step frame', () => {
  expect(
    violations(
      ({ from, to }) =>
        /^src\/steps\/.*\/(converter|model)$/.test(from) &&
        (within(to, 'src/run', 'src/steps/step', 'src/steps/emitter', 'src/steps/losses') ||
          (within(to, 'src/okta') && to !== 'src/okta/org')),
    ),
  ).toEqual([]);
});

test('a resource reaches another through its model, its wire types or its directory', () => {
  expect(
    violations(({ from, to }) => {
      const target = resourceOf(to);
      if (target === undefined || !within(from, 'src/steps')) return false;
      const source = resourceOf(from);
      if (source === undefined || source === target) return false;
      return !/\/(model|api|directory)$/.test(to);
    }),
  ).toEqual([]);
});

test('what is published imports neither tests nor scripts', () => {
  expect(
    violations(({ from, to }) => within(from, 'src') && within(to, 'test', 'scripts')),
  ).toEqual([]);
});

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
