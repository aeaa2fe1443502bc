/** One window of a bucket, answer by answer. */
import type { Answer } from './answer';
import { DEFAULT_PACING } from './pacing';
import type { RateReading } from './rateLimitHeaders';
import { RateWindow } from './rateWindow';

const TEMPLATE = '/api/v1/users/{id}/factors';

const reading = (remaining: number, more: Partial<RateReading> = {}): RateReading => ({
  limit: 10,
  remaining,
  reset: 1_000,
  untilResetMs: 30_000,
  ...more,
});

const answer = (seq: number, told: RateReading, more: Partial<Answer> = {}): Answer => ({
  seq,
  template: TEMPLATE,
  answered: true,
  reading: told,
  ...more,
});

/** A window at time 0 of which a limit of ten is known, eight of them ours, and how many remain. */
function windowWith(remaining = 9): RateWindow {
  const window = new RateWindow(DEFAULT_PACING, () => 1);
  window.sent(0, 0);
  window.answered(answer(0, reading(remaining)), 0);
  return window;
}

test('opens a second after its end, and lets one request prove it', () => {
  const window = windowWith(2);
  expect(window.opensAt(0)).toBe(31_000);
  expect(window.allowance(30_999)).toBeLessThan(1);
  expect(window.allowance(31_000)).toBe(1);
  window.sent(1, 31_000);
  expect(window.allowance(31_000)).toBe(0);
  // Nothing has come back for three seconds: another one may go.
  expect(window.allowance(34_000)).toBe(1);
});

test('what was lost counts as used until the answer to a later request includes it', () => {
  const window = windowWith();
  for (const seq of [1, 2]) window.sent(seq, 0);
  window.answered({ seq: 1, template: TEMPLATE, answered: false }, 0);
  // 9 remain, 2 are the reserve, one is lost, one in flight.
  expect(window.allowance(0)).toBe(5);
  window.answered(answer(2, reading(8)), 0);
  expect(window.allowance(0)).toBe(5);
  window.sent(3, 0);
  window.answered(answer(3, reading(6)), 0);
  expect(window.allowance(0)).toBe(4);
});

test('an answer that was overtaken does not raise what remains', () => {
  const window = windowWith();
  for (const seq of [1, 2]) window.sent(seq, 0);
  window.answered(answer(2, reading(7)), 0);
  window.answered(answer(1, reading(8)), 0);
  expect(window.remaining).toBe(7);
});

test.each([
  ['that runs on: another counter', 20_000, true],
  ['that is just over: the same counter', 2_000, false],
])(
  'an answer to a later request tells of a window before this one %s',
  (_, untilResetMs, other) => {
    const window = windowWith();
    window.sent(1, 0);
    const told = answer(1, reading(5, { reset: 990, untilResetMs }), { template: '/other' });
    expect(window.answered(told, 0)).toBe(other);
  },
);

test('a gap of several windows is no longer window', () => {
  const window = windowWith();
  window.sent(1, 0);
  window.answered(answer(1, reading(9, { reset: 1_600 })), 600_000);
  expect(window.windowMs).toBe(60_000);
  window.sent(2, 600_000);
  window.answered(answer(2, reading(9, { reset: 1_630 })), 630_000);
  expect(window.windowMs).toBe(30_000);
});

test('29 of 50 may be used at a threshold of 0.58, whatever floating point makes of it', () => {
  const window = new RateWindow({ ...DEFAULT_PACING, threshold: 0.58 }, () => 1);
  window.limit = 50;
  expect(window.usable).toBe(29);
});
