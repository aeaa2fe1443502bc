/** Which graphs of earlier runs are kept, where, and what never goes with them. */
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { earlierRuns, limitsIn, limitsOf } from './earlier';
import { RunStorage } from './runStorage';

let folder: string;
let directory: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'okta-earlier-'));
  directory = path.join(folder, 'graphs');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const MINUTE = 60_000;
const FIRST = Date.parse('2026-11-30T12:00:00.000Z');
/** The name of the run that ended so many minutes after noon. */
const nameOf = (minute: number): string =>
  new Date(FIRST + minute * MINUTE).toISOString().replaceAll(':', '-');

function writeRun(root: string, minute: number, status = 'success', bytes = 0): void {
  const entities = path.join(root, 'graph', `step-${minute}`, 'entities');
  mkdirSync(entities, { recursive: true });
  const file = path.join(entities, `${randomUUID()}.json`);
  writeFileSync(file, JSON.stringify({ entities: [{ _key: 'x'.repeat(bytes) }] }));
  writeFileSync(path.join(root, 'run.log'), `log of ${minute}`);
  const step = { status, declaredTypes: ['okta_user'], endTime: FIRST + minute * MINUTE };
  writeFileSync(
    path.join(root, 'summary.json'),
    JSON.stringify({ integrationStepResults: [step] }),
  );
}

/** As a run leaves it, with the database that is made of it. */
function leaveRun(
  minute: number,
  env: NodeJS.ProcessEnv = {},
  status = 'success',
  bytes = 0,
): void {
  const storage = RunStorage.open(directory, limitsIn(env));
  writeRun(storage.inProgress, minute, status, bytes);
  storage.publish();
  storage.close();
  writeFileSync(path.join(directory, 'graph.duckdb'), `database of ${minute}`);
}

const kept = (): string[] => earlierRuns(directory).map(({ name }) => name);
const present = (): string[] => readdirSync(path.join(directory, 'graph'));
const read = (...parts: readonly string[]): string =>
  readFileSync(path.join(directory, ...parts), 'utf8');

test('a complete graph is kept whole, with its database, for its owner alone', () => {
  leaveRun(0);
  leaveRun(1);
  expect(present()).toEqual(['step-1']);
  expect(kept()).toEqual([nameOf(0)]);
  const place = path.join(directory, 'earlier', nameOf(0));
  expect(readdirSync(place)).toEqual(['graph', 'graph.duckdb', 'index', 'run.log', 'summary.json']);
  expect(read('earlier', nameOf(0), 'graph.duckdb')).toBe('database of 0');
  expect(read('earlier', nameOf(0), 'run.log')).toBe('log of 0');
  expect(statSync(path.join(directory, 'earlier')).mode & 0o777).toBe(0o700);
  expect(statSync(place).mode & 0o777).toBe(0o700);
});

test('five are kept beside the present one, the latest first', () => {
  for (let minute = 0; minute < 8; minute += 1) leaveRun(minute);
  expect(kept()).toEqual([6, 5, 4, 3, 2].map(nameOf));
});

test.each([
  ['0', []],
  ['1', [2]],
  ['2', [2, 1]],
])('EARLIER_GRAPHS=%s', (EARLIER_GRAPHS, minutes) => {
  for (let minute = 0; minute < 4; minute += 1) leaveRun(minute, { EARLIER_GRAPHS });
  expect(kept()).toEqual(minutes.map(nameOf));
});

test('the oldest go if all together are larger than EARLIER_GRAPHS_MB', () => {
  const env = { EARLIER_GRAPHS_MB: '2' };
  for (let minute = 0; minute < 5; minute += 1) leaveRun(minute, env, 'success', 900_000);
  expect(kept()).toEqual([3, 2].map(nameOf));
});

test('.env sets the limits, too, and the environment wins', () => {
  mkdirSync(directory);
  writeFileSync(path.join(directory, '.env'), 'EARLIER_GRAPHS=3\nEARLIER_GRAPHS_MB="7" # MB\n');
  const bytes = 7 * 1_048_576;
  expect(limitsOf({}, directory)).toEqual({ count: 3, bytes });
  expect(limitsOf({ EARLIER_GRAPHS: '9' }, directory)).toEqual({ count: 9, bytes });
  expect(limitsOf({}, folder)).toEqual({ count: 5, bytes: 4096 * 1_048_576 });
});

test.each(['-1', 'x', '1.5'])('%s is no limit', (EARLIER_GRAPHS) => {
  expect(() => limitsIn({ EARLIER_GRAPHS })).toThrow(
    `EARLIER_GRAPHS takes a whole number, and not "${EARLIER_GRAPHS}".`,
  );
});

test.each(['failure', 'partial_success_due_to_dependency_failure', 'pending_evaluation'])(
  'a run with a step that ended with %s is not kept as complete',
  (status) => {
    leaveRun(0);
    leaveRun(1, {}, status);
    expect(present()).toEqual(['step-1']);
    leaveRun(2);
    expect(kept()).toEqual([nameOf(0)]);
    expect(present()).toEqual(['step-2']);
  },
);

test('a process that is killed while it keeps a graph loses nothing', () => {
  leaveRun(0);
  writeRun(path.join(directory, 'run-ended'), 1);
  // It has moved the graph, and nothing else yet.
  const place = path.join(directory, 'earlier', nameOf(0));
  mkdirSync(place, { recursive: true });
  renameSync(path.join(directory, 'graph'), path.join(place, 'graph'));
  expect(kept()).toEqual([]);
  RunStorage.open(directory).close();
  expect(kept()).toEqual([nameOf(0)]);
  expect(readdirSync(path.join(place, 'graph'))).toEqual(['step-0']);
  expect(present()).toEqual(['step-1']);
});

describe('files of somebody else', () => {
  test('in an earlier graph keep it', () => {
    leaveRun(0);
    leaveRun(1);
    writeFileSync(path.join(directory, 'earlier', nameOf(0), 'thesis.txt'), 'mine');
    writeFileSync(path.join(directory, 'earlier', 'notes.txt'), 'mine');
    for (let minute = 2; minute < 5; minute += 1) leaveRun(minute, { EARLIER_GRAPHS: '1' });
    expect(kept()).toEqual([nameOf(3), nameOf(0)]);
    expect(read('earlier', nameOf(0), 'thesis.txt')).toBe('mine');
    expect(read('earlier', 'notes.txt')).toBe('mine');
  });

  test('in the place of the folder stay, and nothing is kept', () => {
    leaveRun(0);
    writeFileSync(path.join(directory, 'earlier'), 'mine');
    leaveRun(1);
    expect(read('earlier')).toBe('mine');
    expect(present()).toEqual(['step-1']);
  });

  test('a folder of theirs is used with its mode, and what is kept is for the owner alone', () => {
    leaveRun(0);
    mkdirSync(path.join(directory, 'earlier', 'photos'), { recursive: true });
    chmodSync(path.join(directory, 'earlier'), 0o755);
    for (let minute = 1; minute < 4; minute += 1) leaveRun(minute, { EARLIER_GRAPHS: '1' });
    expect(existsSync(path.join(directory, 'earlier', 'photos'))).toBe(true);
    expect(kept()).toEqual([nameOf(2)]);
    const { mode } = statSync(path.join(directory, 'earlier', nameOf(2)));
    expect(mode & 0o777).toBe(0o700);
  });
});
