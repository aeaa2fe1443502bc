/**
 * A resource is one folder and one line: a copy of the project gets a made-up one, and everything that a person
 * meets knows it: the commands, the documents, the explorer's page and the tests that are derived.
 */
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  appendFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.join(__dirname, '../..');
const FILES = ['src', 'packages', 'docs', 'jupiterone', 'test', '.env.example'];
const SETTINGS = ['package.json', 'tsconfig.json', 'jest.config.js'];

let tree: string;

const read = (name: string): string => readFileSync(path.join(tree, name), 'utf8');

/** What the command prints, in the tree and in no other place. */
async function run(...command: readonly string[]): Promise<string> {
  const environment = { PATH: process.env.PATH, HOME: tree, NO_COLOR: '1', CI: 'true' };
  const done = promisify(execFile)(process.execPath, command, { cwd: tree, env: environment });
  const { stdout, stderr } = await done;
  return stdout + stderr;
}

const cli = (name: string, ...words: readonly string[]): Promise<string> =>
  run('-r', 'ts-node/register', `packages/${name}`, ...words);

beforeAll(async () => {
  tree = mkdtempSync(path.join(tmpdir(), 'one-folder-'));
  for (const name of [...FILES, ...SETTINGS]) {
    cpSync(path.join(ROOT, name), path.join(tree, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'));
  // The folder, …
  const folder = path.join(tree, 'src/resources/gadgets');
  mkdirSync(folder);
  for (const name of ['resource.ts', 'sample.json']) {
    cpSync(path.join(__dirname, 'madeUp', `${name}.txt`), path.join(folder, name));
  }
  // … and the line.
  appendFileSync(
    path.join(tree, 'src/resources/all.ts'),
    "export { gadgets } from './gadgets/resource';\n",
  );
  await cli('cli/generate');
});

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

test('documents and generated files', () => {
  const guide = read('docs/jupiterone.md');
  for (const row of [
    /^\| Gadgets +\| Read-only Administrator +\| `okta.gadgets.read` +\| No gadgets\. +\|$/m,
    /^ +okta\.gadgets\.read$/m,
    /^\| `gadgets` \(Gadgets\) +\| Gadgets and who has them\. +\|$/m,
    /^\| `\/api\/v1\/gadgets` +\| ⌈gadgets ÷ 2⌉ +\| others +\| `gadgets` +\|$/m,
    /^\| `\/api\/v1\/gadgets\/\{id\}\/owner` +\| 1 per gadget +\| others +\| `gadgets` +\|$/m,
  ]) {
    expect(guide).toMatch(row);
  }
  expect(read('.env.example')).toMatch(/^# Sources to leave out, .*\bgadgets\b/m);
  expect(read('docs/okta-api.md')).toContain('`/api/v1/gadgets/{id}/owner`');
});

test('a run against the local org, and what is asked of its graph', async () => {
  const told = await cli('cli/start');
  expect(told).not.toMatch(/gadget.*(?:fail|could not)/i);
  const answer = await cli(
    'cli/ask',
    '--sql',
    'SELECT g._key, g.colour, g.batteryMinutes, g.partCount, g.isActive, h.since, h._fromEntityKey AS owner ' +
      'FROM okta_gadget g LEFT JOIN okta_user_has_gadget h ON h._toEntityKey = g._key ORDER BY g._key',
    '--json',
  );
  const rows = JSON.parse(answer) as Record<string, unknown>[];
  expect(rows).toEqual([
    expect.objectContaining({
      _key: 'okta_gadget:gadone000000000000h7',
      colour: 'red',
      batteryMinutes: 90,
      partCount: 2,
      isActive: true,
      since: '2024',
    }),
    expect.objectContaining({ isActive: false, since: null }),
    expect.objectContaining({ _key: 'okta_gadget:x', colour: null, owner: null }),
  ]);
});

test('the doctor asks for it, and counts its calls', async () => {
  const told = await cli('cli/doctor');
  expect(told).toMatch(/Gadgets +✔ ok +2 or more gadgets/);
  expect(told).toContain('/api/v1/gadgets');
});

test('the explorer calls it by its name', async () => {
  const page = path.join(tree, 'page.html');
  await cli('explorer', '--out', page);
  expect(readFileSync(page, 'utf8')).toContain('"Gadgets"');
});

test('derived tests hold it against the data model and against failing calls', async () => {
  const told = await run(
    'node_modules/jest/bin/jest.js',
    '-i',
    'test/resources/definitions',
    'test/reliability/definedEndpoints',
    '-t',
    'gadget',
  );
  for (const name of [
    'okta_gadget every record of the sample becomes a valid entity',
    '/api/v1/gadgets 403: the steps that rest on it fail',
    '/api/v1/gadgets/{id}/owner 500, again and again: what stands within is kept',
  ]) {
    expect(told).not.toContain(`✕ ${name}`);
  }
  expect(told).toMatch(/Tests: .* passed/);
  expect(told).not.toMatch(/Tests: .* failed/);
});
