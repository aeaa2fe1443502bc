/** Whose files a run takes for its own, and what is left of a run at each point where it can end. */
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { claim } from './ownFiles';
import { GENERATOR } from './ownPage';
import { RunStorage } from './runStorage';

let folder: string;
let directory: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'okta-storage-'));
  directory = path.join(folder, 'graphs');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function everythingIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
}

function write(...parts: readonly string[]): void {
  const file = path.join(...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'by hand');
}

/** What a run writes, as the SDK does it. */
function writeRun(root: string, step = 'fetch-users', isEnded = true): void {
  const name = `${randomUUID()}.json`;
  const file = path.join(root, 'graph', step, 'entities', name);
  const link = path.join(root, 'index/entities/okta_user', name);
  for (const each of [file, link]) mkdirSync(path.dirname(each), { recursive: true });
  writeFileSync(file, '{"entities":[]}');
  symlinkSync(file, link);
  writeFileSync(path.join(root, 'run.log'), `log of ${step}`);
  if (isEnded) writeFileSync(path.join(root, 'summary.json'), '{}');
}

function leaveRun(step: string): void {
  const storage = RunStorage.open(directory);
  writeRun(storage.inProgress, step);
  storage.publish();
  storage.close();
}

const steps = (): string[] => readdirSync(path.join(directory, 'graph'));

describe('a directory of somebody else', () => {
  test.each([
    ['a website', 'index/page.html'],
    ['a project', 'graph/figure.json'],
    ['a report', 'summary.json'],
    ['a log', 'run.log'],
    ['another integration', 'graph/fetch-vms/entities/1b671a64-40d5-491e-99b0-da01ff1f3341.json'],
    ['a hidden file', '.env'],
  ])('of %s is refused, and nothing is touched', (_, file) => {
    write(directory, file);
    const before = everythingIn(folder);
    expect(() => RunStorage.open(directory)).toThrow(
      `${directory} holds files that no run of this integration wrote (${file.split('/')[0]})`,
    );
    expect(everythingIn(folder)).toEqual(before);
  });

  test('that only looks as if it were marked is refused', () => {
    write(directory, '.okta-runs');
    write(directory, 'thesis.txt');
    expect(() => RunStorage.open(directory)).toThrow('thesis.txt');
  });

  test('is refused behind a link', () => {
    write(directory, 'photo.jpg');
    const link = path.join(folder, '.j1-integration');
    symlinkSync(directory, link);
    expect(() => RunStorage.open(link)).toThrow('photo.jpg');
    expect(everythingIn(directory)).toEqual(['photo.jpg']);
  });

  test.each([['a file'], ['a link that leads nowhere']])('%s in its place is left', (what) => {
    if (what === 'a file') writeFileSync(directory, 'mine');
    else symlinkSync(path.join(folder, 'gone'), directory);
    expect(() => RunStorage.open(directory)).toThrow('is no directory that a run can write');
    expect(readdirSync(folder)).toEqual(['graphs']);
  });
});

describe('files of somebody else in a result', () => {
  test.each(['graph/notes.txt', 'graph/fetch-users/entities/notes.json', 'index/x/y/z.json'])(
    '%s keeps the next run from deleting it',
    (file) => {
      leaveRun('first');
      write(directory, file);
      const before = everythingIn(folder);
      expect(() => RunStorage.open(directory)).toThrow(file);
      expect(everythingIn(folder)).toEqual(before);
    },
  );

  test('a link in place of the graph is not followed', () => {
    leaveRun('first');
    const photos = path.join(folder, 'photos');
    write(photos, 'me.jpg');
    rmSync(path.join(directory, 'graph'), { recursive: true });
    symlinkSync(photos, path.join(directory, 'graph'));
    expect(() => RunStorage.open(directory)).toThrow('(graph)');
    expect(everythingIn(photos)).toEqual(['me.jpg']);
  });

  test('beside a result they stay', () => {
    leaveRun('first');
    write(directory, 'answers.csv');
    leaveRun('second');
    expect(steps()).toEqual(['second']);
    expect(readFileSync(path.join(directory, 'answers.csv'), 'utf8')).toBe('by hand');
  });
});

describe('a run', () => {
  test('takes the place of the one before when it has ended, pages included', () => {
    leaveRun('first');
    writeFileSync(path.join(directory, 'explore.html'), `<head>${GENERATOR}`);
    write(directory, 'graph.html');
    const storage = RunStorage.open(directory);
    writeRun(storage.inProgress, 'second');
    expect(steps()).toEqual(['first']);
    storage.publish();
    storage.close();
    expect(steps()).toEqual(['second']);
    expect(readdirSync(directory)).toEqual([
      '.okta-runs',
      'earlier',
      'graph',
      'graph.html',
      'index',
      'run.log',
      'summary.json',
    ]);
  });

  test('leaves an index that leads into its graph, wherever both are moved', () => {
    leaveRun('first');
    const index = path.join(directory, 'index/entities/okta_user');
    const [link = ''] = readdirSync(index);
    expect(readlinkSync(path.join(index, link))).toBe(`../../../graph/first/entities/${link}`);
    expect(existsSync(path.join(index, link))).toBe(true);
  });

  test('that came to nothing leaves its log, and the earlier result', () => {
    leaveRun('first');
    const storage = RunStorage.open(directory);
    writeRun(storage.inProgress, 'second', false);
    expect(storage.abandon()).toBe(true);
    storage.close();
    expect(steps()).toEqual(['first']);
    expect(readFileSync(path.join(directory, 'run.log'), 'utf8')).toBe('log of second');
    expect(existsSync(storage.inProgress)).toBe(false);
  });

  test('that came to nothing leaves what it has, if nothing was there before', () => {
    const storage = RunStorage.open(directory);
    writeRun(storage.inProgress, 'second');
    expect(storage.abandon()).toBe(false);
    storage.close();
    expect(steps()).toEqual(['second']);
    expect(existsSync(path.join(directory, 'summary.json'))).toBe(false);
  });

  test('that was killed leaves the earlier result, and no trace after the next', () => {
    leaveRun('first');
    writeRun(path.join(directory, 'run-in-progress'), 'killed', false);
    const storage = RunStorage.open(directory);
    expect(existsSync(storage.inProgress)).toBe(false);
    storage.close();
    expect(steps()).toEqual(['first']);
  });

  test('that was killed at its very end is the result', () => {
    leaveRun('first');
    writeRun(path.join(directory, 'run-ended'), 'killed');
    rmSync(path.join(directory, 'graph'), { recursive: true });
    RunStorage.open(directory).close();
    expect(steps()).toEqual(['killed']);
    expect(existsSync(path.join(directory, 'run-ended'))).toBe(false);
  });

  test('does not replace what has come in the place of its directory', () => {
    const storage = RunStorage.open(directory);
    rmSync(directory, { recursive: true });
    write(directory, 'index/page.html');
    writeRun(storage.inProgress, 'second');
    expect(() => {
      storage.publish();
    }).toThrow(`Another program has deleted or replaced ${directory}`);
    expect(storage.abandon()).toBe(false);
    storage.close();
    expect(existsSync(path.join(directory, 'index/page.html'))).toBe(true);
  });

  test('follows a link to its directory, which stays one', () => {
    claim(directory);
    const link = path.join(folder, '.j1-integration');
    symlinkSync(directory, link);
    const storage = RunStorage.open(link);
    writeRun(storage.inProgress, 'linked');
    storage.publish();
    storage.close();
    expect(readlinkSync(link)).toBe(directory);
    expect(steps()).toEqual(['linked']);
  });
});

test('nothing is left where no run has written', () => {
  RunStorage.open(directory).close();
  expect(readdirSync(folder)).toEqual([]);
  mkdirSync(directory);
  RunStorage.open(directory).close();
  expect(everythingIn(folder)).toEqual(['graphs']);
});

test('a second run is refused while the first holds the directory', () => {
  leaveRun('first');
  writeFileSync(path.join(directory, 'run.lock'), `${process.ppid}\n`);
  expect(() => RunStorage.open(directory)).toThrow(`Another run is at work in ${directory}`);
});
