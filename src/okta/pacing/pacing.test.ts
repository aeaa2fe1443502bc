import { usableOf } from './pacing';

test.each([
  [100, 0.57, 57],
  [600, 0.8, 480],
  [35, 0.5, 17],
  [1, 0.1, 1],
  [Infinity, 0.8, Infinity],
])('of %s calls a window, a run at threshold %s may make %s', (limit, threshold, usable) => {
  expect(usableOf(limit, threshold)).toBe(usable);
});
