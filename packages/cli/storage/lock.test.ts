/** The lock of a directory, against files that other processes have left. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { takeLock } from './lock';

let folder: string;
let directory: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'okta-lock-'));
  directory = folder;
  file = path.join(directory, 'run.lock');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As another process leaves it. */
function leave(content: string): void {
  takeLock(directory)();
  writeFileSync(file, content);
}

test('is taken where nothing lies, and given back', () => {
  const release = takeLock(directory);
  expect(readFileSync(file, 'utf8')).toBe(`${process.pid}\n`);
  release();
  expect(existsSync(file)).toBe(false);
});

test('is refused while its process lives', () => {
  leave(`${process.ppid}\n`);
  expect(() => takeLock(directory)).toThrow(
    `Another run is at work in ${directory} (process ${process.ppid})`,
  );
  expect(readFileSync(file, 'utf8')).toBe(`${process.ppid}\n`);
});

test('is taken from a process that is gone', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  leave(`${pid}\n`);
  takeLock(directory)();
  expect(existsSync(file)).toBe(false);
});

test('a lock that names nobody holds for seconds only', () => {
  leave('');
  expect(() => takeLock(directory)).toThrow(`remove ${file}`);
  utimesSync(file, new Date(0), new Date(0));
  takeLock(directory)();
  expect(existsSync(file)).toBe(false);
});
