/** What the last run left, through the next one. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { setAside } from './earlier';

let folder: string;
let directory: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'okta-earlier-'));
  directory = path.join(folder, 'graph-of-acme');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function leaveRun(name: string, isComplete = true): void {
  mkdirSync(path.join(directory, 'graph', name), { recursive: true });
  writeFileSync(path.join(directory, 'run.log'), name);
  if (isComplete) writeFileSync(path.join(directory, 'summary.json'), '{}');
}

const graph = (): string[] => readdirSync(path.join(directory, 'graph'));

test('is put back with the log of the run that failed', () => {
  leaveRun('first');
  const earlier = setAside(directory);
  leaveRun('second', false);
  expect(earlier.restore()).toBe(true);
  expect(graph()).toEqual(['first']);
  expect(readFileSync(path.join(directory, 'run.log'), 'utf8')).toBe('second');
  expect(readdirSync(folder)).toEqual(['graph-of-acme']);
  expect(earlier.restore()).toBe(false);
});

test('is gone when the next has succeeded', () => {
  leaveRun('first');
  const earlier = setAside(directory);
  leaveRun('second');
  earlier.discard();
  expect(earlier.restore()).toBe(false);
  expect(graph()).toEqual(['second']);
  expect(readdirSync(folder)).toEqual(['graph-of-acme']);
});

test('is put back by the run after one that was killed', () => {
  leaveRun('first');
  setAside(directory);
  leaveRun('killed', false);
  const earlier = setAside(directory);
  leaveRun('third', false);
  expect(earlier.restore()).toBe(true);
  expect(graph()).toEqual(['first']);
});

test('gives way to a run that was killed when it was complete', () => {
  leaveRun('first');
  setAside(directory);
  leaveRun('second');
  setAside(directory).restore();
  expect(graph()).toEqual(['second']);
});

test('is nothing where no graph lies', () => {
  expect(setAside(directory).restore()).toBe(false);
  mkdirSync(directory);
  writeFileSync(path.join(directory, 'run.log'), '');
  expect(setAside(directory).restore()).toBe(false);
  expect(readdirSync(directory)).toEqual(['run.log']);
});
