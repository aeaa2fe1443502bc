import { headerSource } from '../exchange/outcome';
import { isConcurrencyRefusal, readRateLimit } from './rateLimitHeaders';

describe('rate-limit headers', () => {
  const now = Date.parse('2026-11-01T12:00:00Z');
  const clock = { now: () => now };
  const headers = (over: Record<string, string> = {}) =>
    headerSource({
      date: new Date(now).toUTCString(),
      'x-rate-limit-limit': '300',
      'x-rate-limit-remaining': '120',
      'x-rate-limit-reset': String(now / 1000 + 42),
      ...over,
    });

  test('give limit, remaining and time to the reset by the response’s own clock', () => {
    const reading = { limit: 300, remaining: 120, reset: now / 1000 + 42, untilResetMs: 42_000 };
    expect(readRateLimit(headers(), { now: () => 0 })).toEqual(reading);
    expect(readRateLimit(headers({ date: 'nonsense' }), clock)).toEqual(reading);
  });

  test.each([
    ['an hour ahead', now / 1000 + 3_600],
    ['an hour ago', now / 1000 - 3_600],
    ['two minutes ahead', now / 1000 + 120],
  ])('a reset %s is not credible', (_, reset) => {
    const reading = readRateLimit(headers({ 'x-rate-limit-reset': String(reset) }), clock);
    expect(reading).toMatchObject({ limit: 300, reset, untilResetMs: undefined });
  });

  test('a reset of a second ago is due now', () => {
    const reset = String(now / 1000 - 1);
    expect(readRateLimit(headers({ 'x-rate-limit-reset': reset }), clock)?.untilResetMs).toBe(0);
  });

  test.each(['', 'abc', '300, 300', '-1', '1e3'])('a limit of "%s" is no reading', (limit) => {
    expect(readRateLimit(headers({ 'x-rate-limit-limit': limit }), clock)).toBeUndefined();
  });

  test('0 of 0 is a refusal of concurrency and no reading', () => {
    const crowded = headers({ 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': '0' });
    expect(readRateLimit(crowded, clock)).toBeUndefined();
    expect(isConcurrencyRefusal(429, crowded)).toBe(true);
    expect(isConcurrencyRefusal(200, crowded)).toBe(false);
    expect(isConcurrencyRefusal(429, headers({ 'x-rate-limit-remaining': '0' }))).toBe(false);
  });
});
