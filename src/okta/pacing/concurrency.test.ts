import { ConcurrencyLimit } from './concurrency';
import { DEFAULT_PACING } from './pacing';

const limitOf = (maxConcurrency: number): ConcurrencyLimit =>
  new ConcurrencyLimit({ ...DEFAULT_PACING, maxConcurrency }, () => 0.5);

test('is lowered from the level that was refused, once for a burst', () => {
  const limit = limitOf(15);
  limit.refused(3, 14, 8, 0);
  expect(limit.limit).toBe(4);
  limit.refused(14, 20, 7, 0);
  expect(limit.limit).toBe(4);
  limit.refused(21, 25, 4, 0);
  expect(limit.limit).toBe(2);
});

test('rises one by one to the level below the one refused, and further once a minute', () => {
  const limit = limitOf(15);
  limit.refused(0, 0, 4, 0);
  const reached = Array.from({ length: 100 }, (_, n) => {
    limit.succeeded(1 + n, 1_000);
    return limit.limit;
  });
  // Four answers at two, and then three, which is the level below four.
  expect(reached.slice(0, 4)).toEqual([2, 2, 2, 3]);
  expect(limit.limit).toBe(3);
  for (let n = 0; n < 100; n += 1) limit.succeeded(101 + n, 61_000);
  expect(limit.limit).toBe(4);
});

test('never falls to nothing', () => {
  const limit = limitOf(1);
  limit.refused(0, 0, 1, 0);
  expect(limit.limit).toBe(1);
});
