/** Paths that seem to draw on another counter than their bucket's. */
import { VirtualClock } from '../../../test/harness/virtualClock';
import { DEFAULT_PACING } from './pacing';
import { Scheduler } from './scheduler';

const USERS = '/api/v1/users';
const FACTORS = '/api/v1/users/{id}/factors';

/** Each with the Reset that its answer tells: 1000, or 990 of another counter. */
async function bucketsAfter(...answers: readonly [string, number][]): Promise<number> {
  const scheduler = new Scheduler({
    pacing: DEFAULT_PACING,
    clock: new VirtualClock(),
    random: () => 0.5,
  });
  for (const [template, reset] of answers) {
    const permit = await scheduler.acquire(template, 'item');
    const reading = { limit: 100, remaining: 90, reset, untilResetMs: 45_000 };
    permit.release({ answered: true, reading });
  }
  return scheduler.snapshot().buckets.length;
}

test('a stray answer now and then gives no path a bucket of its own', async () => {
  const now: [string, number][] = [
    [FACTORS, 990],
    [FACTORS, 1_000],
  ];
  expect(await bucketsAfter([USERS, 1_000], ...now, ...now, ...now)).toBe(1);
});

test('two stray answers in a row do', async () => {
  expect(await bucketsAfter([USERS, 1_000], [FACTORS, 990], [FACTORS, 990])).toBe(2);
});
