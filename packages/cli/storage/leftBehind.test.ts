/** What a process leaves that is killed, and what the next one makes of it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { writeGraph } from '../../../test/ask/writeGraph';
import { invocationConfig } from '../../../src';
import { openDatabase } from '../ask/databaseFile';
import { declaredTables } from '../ask/declarations';
import { openGraphFiles } from '../ask/graphFiles';
import { makeWorkFolder, removeLeftBehind } from './leftBehind';
import { GENERATOR, writeOwnPage } from './ownPage';
import { RunStorage } from './runStorage';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'okta-left-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The id of a process that is gone. */
const gone = (): number => spawnSync(process.execPath, ['--version']).pid;

function leave(directory: string, name: string): string {
  const place = path.join(directory, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'part'), 'personal');
  return place;
}

test('folders and files of processes that are gone are deleted, and no others', () => {
  const pid = gone();
  for (const name of [
    `work-${pid}-Ab3dEf`,
    `work-${process.ppid}-Ab3dEf`,
    'work-notes',
    `mine-${pid}-Ab3dEf`,
  ]) {
    leave(folder, name);
  }
  writeFileSync(path.join(folder, `work.${pid}.part`), '');
  const own = makeWorkFolder(folder, 'work');
  removeLeftBehind(folder, ['work']);
  expect(readdirSync(folder).sort()).toEqual(
    [`work-${process.ppid}-Ab3dEf`, 'work-notes', `mine-${pid}-Ab3dEf`, path.basename(own)].sort(),
  );
});

test('of a database that was being built beside the graph, the next one is rid', async () => {
  const directory = writeGraph({
    entities: [{ _key: 'a', _type: 'okta_user' }],
    relationships: [],
  });
  const left = leave(directory, `.graph.duckdb-${gone()}-Ab3dEf`);
  const files = openGraphFiles(directory);
  (await openDatabase(files, declaredTables(invocationConfig.integrationSteps))).close();
  files.close();
  expect(existsSync(left)).toBe(false);
  expect(readdirSync(directory)).toContain('graph.duckdb');
  expect(readdirSync(directory).filter((name) => name.startsWith('.graph'))).toEqual([]);
  rmSync(directory, { recursive: true });
});

test('the next run is rid of it, too, and of pages that were not finished', () => {
  const directory = path.join(folder, 'graphs');
  const storage = RunStorage.open(directory);
  mkdirSync(storage.inProgress);
  storage.publish();
  storage.close();
  const pid = gone();
  const left = leave(directory, `.graph.duckdb-${pid}-Ab3dEf`);
  const page = path.join(directory, `explore.html.${pid}.part`);
  writeFileSync(page, GENERATOR);
  RunStorage.open(directory).close();
  expect([existsSync(left), existsSync(page)]).toEqual([false, false]);
});

test('a page of one name is rid of what was left of it', () => {
  const out = path.join(folder, 'page.html');
  const left = path.join(folder, `page.html.${gone()}.part`);
  writeFileSync(left, GENERATOR);
  writeOwnPage(out, [GENERATOR]);
  expect(readdirSync(folder)).toEqual(['page.html']);
});
