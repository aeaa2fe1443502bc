/** Which graph is read while a run is under way, or after one that was not complete, and what is said of its age. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { invocationConfig } from '../../../src';
import { startProgram } from '../../../test/harness/program';
import { ask } from '../ask/ask';
import { exportGraph } from '../export/exportGraph';
import { report } from '../report/report';
import { RunStorage } from '../storage/runStorage';
import { ageNote } from './age';
import { findRun } from './run';

const NOON = Date.parse('2026-11-30T12:00:00Z');
const HOUR = 3_600_000;

let directory: string;
beforeEach(() => {
  directory = path.join(mkdtempSync(path.join(tmpdir(), 'okta-age-')), 'graphs');
});
afterEach(() => {
  rmSync(path.dirname(directory), { recursive: true });
});

function write(root: string, status: string | undefined): void {
  const entities = path.join(root, 'graph/a-step/entities');
  mkdirSync(entities, { recursive: true });
  const file = path.join(entities, '1b671a64-40d5-491e-99b0-da01ff1f3341.json');
  writeFileSync(file, '{"entities":[{"_key":"a","_type":"okta_user","_class":["User"]}]}');
  if (status === undefined) return;
  const step = { status, declaredTypes: ['okta_user'], endTime: NOON };
  const summary = JSON.stringify({ integrationStepResults: [step] });
  writeFileSync(path.join(root, 'summary.json'), summary);
}

/** A run that goes on until it is closed. */
function begin(status?: string): RunStorage {
  const storage = RunStorage.open(directory);
  write(storage.inProgress, status);
  return storage;
}

function leave(status: string): void {
  const storage = begin(status);
  storage.publish();
  storage.close();
}

/** As another process would hold it, which this one does not know for its own. */
function heldByAnother(): void {
  writeFileSync(path.join(directory, 'run.lock'), `${process.ppid}\n`);
}

const found = (): string => path.relative(directory, findRun(directory).directory);
const note = (): string | undefined =>
  ageNote(directory, findRun(directory).directory, NOON + 2 * HOUR);

test('nothing is said of the last graph if it is complete', () => {
  leave('success');
  expect([found(), note()]).toEqual(['', undefined]);
});

test('while a run is under way the graph of the last one is read, and its age is said', () => {
  leave('success');
  begin();
  heldByAnother();
  expect(found()).toBe('');
  expect(note()).toBe(
    'A run is under way: this is the graph of the last one, which was collected 2 h 0 min ago (2026-11-30 12:00 UTC).',
  );
});

test('ask, report, export and explore say it on the error stream', async () => {
  leave('success');
  begin();
  heldByAnother();
  const steps = () => Promise.resolve(invocationConfig.integrationSteps);
  const said: string[] = [];
  const surroundings = {
    steps,
    write: () => undefined,
    complain: (text: string) => said.push(text),
    now: () => NOON + 2 * HOUR,
    env: {},
  };
  const graph = ['--graph', directory];
  await ask(['--sql', 'SELECT 1', ...graph], { ...surroundings, questions: '' });
  await report(['--format', 'json', ...graph], { ...surroundings, workingDirectory: directory });
  const output = path.join(directory, '..', 'review.csv');
  await exportGraph(['--format', 'access-review', '--output', output, ...graph], surroundings);
  const explored = await startProgram('packages/explorer', { args: [directory] }).ended;
  said.push(...explored.output.split('\n'));
  const notes = said.filter((text) => text.startsWith('A run is under way: this is the graph of'));
  expect(notes).toHaveLength(4);
});

test('what the first run has collected so far is said to be that', () => {
  begin();
  heldByAnother();
  expect(found()).toBe('run-in-progress');
  expect(note()).toMatch(/^A run is under way, and there is no earlier graph: /);
});

test('after a run that was not complete its graph is read, and the last complete one is named', () => {
  leave('success');
  leave('failure');
  expect(found()).toBe('');
  const earlier = path.join(directory, 'earlier', '2026-11-30T12-00-00.000Z');
  expect(note()).toBe(
    `The run of this graph was not complete. The last complete graph was collected 2 h 0 min ago (2026-11-30 12:00 UTC): ${earlier}`,
  );
});

test('the last complete graph is read if the one in its place has no end', () => {
  leave('success');
  leave('failure');
  rmSync(path.join(directory, 'summary.json'));
  expect(found()).toBe('earlier/2026-11-30T12-00-00.000Z');
  expect(note()).toMatch(/^The last run was not complete: this is the graph of the one before, /);
});
