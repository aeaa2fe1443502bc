/** Who may send while some path hangs. */
import { Fifo } from './fifo';
import { SlowPaths } from './slowPaths';

const PLACES = 4;
const FACTORS = '/api/v1/users/{id}/factors';
const ROLES = '/api/v1/users/{id}/roles';

/** Requests of `template` numbered `from` to `to`, all sent at `at`. */
function send(paths: SlowPaths, template: string, [from, to]: [number, number], at: number): void {
  for (let seq = from; seq <= to; seq += 1) paths.sent(template, seq, at);
}

test('while none is slow, each may have all places', () => {
  const paths = new SlowPaths();
  send(paths, FACTORS, [1, PLACES], 0);
  send(paths, ROLES, [5, 5], 0);
  expect(paths.hasRoom(FACTORS, PLACES, 10_000)).toBe(true);
});

test('requests that hang leave half of the places to paths that answer', () => {
  const paths = new SlowPaths();
  send(paths, FACTORS, [1, 2], 0);
  send(paths, ROLES, [3, 3], 10_000);
  paths.ended(ROLES, 3, 10_150);
  expect(paths.hasRoom(FACTORS, PLACES, 10_001)).toBe(false);
  expect(paths.hasRoom(ROLES, PLACES, 10_001)).toBe(true);
  paths.ended(FACTORS, 1, 60_000);
  expect(paths.hasRoom(FACTORS, PLACES, 60_000)).toBe(true);
  expect(paths.hasRoom(FACTORS, 1, 60_000)).toBe(false);
});

test('a path stays slow by what its last answers took, until it answers at once again', () => {
  const paths = new SlowPaths();
  send(paths, FACTORS, [1, 1], 0);
  paths.ended(FACTORS, 1, 60_000);
  let now = 60_000;
  const isHeldBack = (): boolean => {
    send(paths, ROLES, [1_000, 1_000], now);
    send(paths, FACTORS, [2_000, 2_001], now);
    const hasRoom = paths.hasRoom(FACTORS, PLACES, now);
    for (const seq of [2_000, 2_001]) paths.ended(FACTORS, seq, now + 100);
    paths.ended(ROLES, 1_000, now + 100);
    now += 1_000;
    return !hasRoom;
  };
  const answers = Array.from({ length: 10 }, isHeldBack);
  expect(answers[0]).toBe(true);
  expect(answers.at(-1)).toBe(false);
});

test('slow paths have all places where no quick path has sent anything for longer than a minute', () => {
  const paths = new SlowPaths();
  send(paths, ROLES, [1, 1], 0);
  paths.ended(ROLES, 1, 150);
  send(paths, FACTORS, [2, 3], 100);
  expect(paths.hasRoom(FACTORS, PLACES, 60_000)).toBe(false);
  expect(paths.hasRoom(FACTORS, PLACES, 66_000)).toBe(true);
});

test('what is taken out of the middle of a queue leaves the others in order', () => {
  const queue = new Fifo<number>();
  for (const item of [1, 2, 3, 4]) queue.push(item);
  queue.unshift(0);
  expect(queue.take((item) => item > 1)).toBe(2);
  expect(queue.take((item) => item > 4)).toBeUndefined();
  queue.push(5);
  expect(queue.length).toBe(5);
  expect(queue.take(() => true)).toBe(0);
  expect(queue.drain()).toEqual([1, 3, 4, 5]);
});
