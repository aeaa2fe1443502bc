import type { FailureCause } from '../errors';
import { readRefusal, type Breakdown, type Refusal } from './outcome';
import { decide, DEFAULT_RETRY_BUDGET, isRetriable, type History } from './retry';

const HISTORY: History = {
  failures: 1,
  rateRefusals: 0,
  concurrencyRefusals: 0,
  limitedMs: 0,
  spentMs: 0,
};

function refusal(status: number, headers: Record<string, string> = {}): Refusal {
  return readRefusal({ status, headers, body: Buffer.from('{}') });
}

describe('retries', () => {
  test.each([408, 423, 500, 502, 503, 504, 520])('HTTP %s passes', (status) => {
    expect(isRetriable(refusal(status))).toBe(true);
  });

  test.each([301, 400, 401, 403, 404, 405, 409, 410, 415, 501])('HTTP %s stays', (status) => {
    expect(isRetriable(refusal(status))).toBe(false);
    expect(decide(refusal(status), HISTORY, DEFAULT_RETRY_BUDGET, Math.random)).toEqual({
      action: 'give-up',
    });
  });

  test.each<[FailureCause, boolean]>([
    ['connection-reset', true],
    ['connection-refused', true],
    ['dns', true],
    ['unreachable', true],
    ['connect-timeout', true],
    ['timeout', true],
    ['truncated', true],
    ['protocol', true],
    ['tls', false],
    ['too-large', false],
    ['foreign-link', false],
  ])('%s: %s', (cause, expected) => {
    const breakdown: Breakdown = { kind: 'breakdown', cause };
    expect(isRetriable(breakdown)).toBe(expected);
  });

  test('pauses double, are jittered, and stay below the longest', () => {
    const pauseAfter = (failures: number, random: number) => {
      const budget = { ...DEFAULT_RETRY_BUDGET, attempts: 20 };
      const decision = decide(refusal(500), { ...HISTORY, failures }, budget, () => random);
      return decision.action === 'retry' ? decision.afterMs : undefined;
    };
    expect([1, 2, 3, 4].map((n) => pauseAfter(n, 1))).toEqual([500, 1_000, 2_000, 4_000]);
    expect([1, 2, 3, 4].map((n) => pauseAfter(n, 0))).toEqual([250, 500, 1_000, 2_000]);
    expect(pauseAfter(15, 1)).toBe(30_000);
  });

  test('Retry-After is obeyed up to a minute', () => {
    const after = (seconds: string) =>
      decide(refusal(503, { 'retry-after': seconds }), HISTORY, DEFAULT_RETRY_BUDGET, () => 0);
    expect(after('7')).toEqual({ action: 'retry', afterMs: 7_000 });
    expect(after('3600')).toEqual({ action: 'retry', afterMs: 250 });
    expect(after('Wed, 21 Oct 2026 07:28:00 GMT')).toEqual({ action: 'retry', afterMs: 250 });
  });

  test('end with the attempts, and with the time', () => {
    const { attempts, ms } = DEFAULT_RETRY_BUDGET;
    const decideAt = (over: Partial<History>) =>
      decide(refusal(500), { ...HISTORY, ...over }, DEFAULT_RETRY_BUDGET, () => 0).action;
    expect(decideAt({ failures: attempts - 1 })).toBe('retry');
    expect(decideAt({ failures: attempts })).toBe('give-up');
    expect(decideAt({ spentMs: ms })).toBe('give-up');
  });

  test('refusals by limits are the scheduler’s matter, up to a point', () => {
    const rate = refusal(429, { 'x-rate-limit-limit': '5', 'x-rate-limit-remaining': '0' });
    const crowd = refusal(429, { 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': '0' });
    const decideOn = (outcome: Refusal, over: Partial<History>) =>
      decide(outcome, { ...HISTORY, ...over }, DEFAULT_RETRY_BUDGET, Math.random).action;
    expect(decideOn(rate, { rateRefusals: 1 })).toBe('requeue');
    expect(decideOn(crowd, { concurrencyRefusals: 1 })).toBe('back-off');
    const limitedMs = DEFAULT_RETRY_BUDGET.ms;
    expect(decideOn(rate, { rateRefusals: 10, limitedMs })).toBe('give-up');
    expect(decideOn(rate, { rateRefusals: 10, limitedMs: limitedMs - 1 })).toBe('requeue');
    expect(decideOn(rate, { rateRefusals: 9, limitedMs })).toBe('requeue');
    expect(decideOn(crowd, { concurrencyRefusals: 30, limitedMs })).toBe('give-up');
    expect(decideOn(crowd, { concurrencyRefusals: 30, limitedMs: limitedMs - 1 })).toBe('back-off');
  });
});
