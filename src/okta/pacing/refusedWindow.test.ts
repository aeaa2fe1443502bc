/** A window some of whose requests are refused by 429. */
import type { Answer } from './answer';
import { DEFAULT_PACING } from './pacing';
import type { RateReading } from './rateLimitHeaders';
import { RateWindow } from './rateWindow';

/** An answer that tells of a limit of ten in a window of half a minute. */
const answer = (
  seq: number,
  remaining: number,
  refused?: Answer['refused'],
  more: Partial<RateReading> = {},
): Answer => ({
  seq,
  template: '/api/v1/users/{id}/factors',
  answered: true,
  refused,
  reading: { limit: 10, remaining, reset: 1_000, untilResetMs: 30_000, ...more },
});

/** A window at time 0 of which a limit of ten is known, nine of which remain. */
function given(): RateWindow {
  const window = new RateWindow(DEFAULT_PACING, () => 1);
  window.sent(0, 0);
  window.answered(answer(0, 9), 0);
  return window;
}

test('is shut while it is refused one request after the other', () => {
  const window = given();
  for (const seq of [1, 2, 3]) {
    window.sent(seq, 0);
    window.answered(answer(seq, 5, 'rate'), 0);
  }
  expect(window.wasRefused).toBe(true);
  expect(window.isShut(0)).toBe(true);
  expect(window.allowance(0)).toBeLessThan(1);
});

test('an answer to a request from before a refusal does not end it', () => {
  const window = given();
  window.sent(1, 0);
  window.sent(2, 0);
  window.answered(answer(2, 0, 'rate'), 0);
  window.answered(answer(1, 8), 0);
  expect(window.wasRefused).toBe(true);
  expect(window.remaining).toBe(0);
});

test('a refusal of the window before does not empty the present one', () => {
  const window = given();
  window.sent(1, 0);
  window.answered(answer(1, 0, 'rate', { reset: 940, untilResetMs: 0 }), 0);
  expect(window.remaining).toBe(9);
  expect(window.wasRefused).toBe(false);
});

test('a refusal for concurrency says nothing of the budget', () => {
  const window = given();
  window.sent(1, 0);
  window.answered(answer(1, 0, 'concurrency'), 0);
  expect([window.remaining, window.inFlight, window.wasRefused]).toEqual([9, 0, false]);
});
