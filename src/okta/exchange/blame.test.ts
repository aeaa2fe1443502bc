/** What a failure is blamed on: one request, one path, or the whole org. */
import type { FailureCause } from '../errors';
import { VirtualClock } from '../../../test/harness/virtualClock';
import { headerSource, readRefusal, type Breakdown, type Success } from './outcome';
import { Outages } from './outages';
import { DEFAULT_RETRY_BUDGET } from './retry';

const breakdown = (cause: FailureCause): Breakdown => ({ kind: 'breakdown', cause });
const TIMEOUT = breakdown('timeout');
const REFUSED = breakdown('connection-refused');
const SUCCESS: Success = { kind: 'success', json: [], headers: headerSource({}) };

function given() {
  const clock = new VirtualClock();
  const told: string[] = [];
  const outages = new Outages({
    clock,
    random: () => 1,
    budget: DEFAULT_RETRY_BUDGET,
    onChange: (template, isDown) => told.push(`${template ?? 'org'} ${isDown ? 'down' : 'up'}`),
  });
  /** Requests for these paths, one after the other, that end like this. */
  const fail = (outcome: Breakdown, ...paths: readonly string[]): void => {
    for (const path of paths) outages.passage(path).note(outcome, clock.now());
  };
  return { clock, told, outages, fail };
}

test.each<FailureCause>(['connection-refused', 'dns', 'unreachable', 'connect-timeout', 'proxy'])(
  '%s concerns the whole org',
  (cause) => {
    const { told, outages, fail } = given();
    fail(breakdown(cause), '/a', '/b', '/c');
    expect(told).toEqual(['org down']);
    expect(outages.passage('/d').isHeldUp).toBe(true);
  },
);

test('where the org is down, a path that was never asked for is told what others met', () => {
  const { outages, fail } = given();
  fail(REFUSED, '/a', '/a', '/a');
  expect(outages.passage('/b').lastFailure).toEqual(REFUSED);
});

test('a reset connection does not show that the org is there, a timeout of an answer does', () => {
  const reset = given();
  reset.fail(REFUSED, '/a', '/a');
  reset.fail(breakdown('connection-reset'), '/b');
  reset.fail(REFUSED, '/a');
  expect(reset.told).toEqual(['org down']);

  const late = given();
  late.fail(REFUSED, '/a', '/a');
  late.fail(TIMEOUT, '/b');
  late.fail(REFUSED, '/a');
  expect(late.told).toEqual([]);
});

test('a refusal by a limit does not show that a path is back', async () => {
  const { outages, clock, fail } = given();
  fail(TIMEOUT, '/a', '/a', '/a');
  const one = outages.passage('/a');
  await clock.run(one.enter());
  one.note(readRefusal({ status: 429, headers: {}, body: Buffer.from('{}') }), clock.now());
  expect(outages.passage('/a').isHeldUp).toBe(true);
  one.note(SUCCESS, clock.now());
  expect(outages.passage('/a').isHeldUp).toBe(false);
});

test('a request that fails ten times is sent on, if its path has answered nobody since it first failed', () => {
  const { outages, clock } = given();
  const one = outages.passage('/a');
  for (let n = 1; n <= DEFAULT_RETRY_BUDGET.attemptsOfOne; n += 1) {
    one.note(TIMEOUT, clock.now());
    // Of the very moment: it may have been answered before the first failure.
    outages.passage('/a').note(SUCCESS, clock.now());
    expect(one.attempts(DEFAULT_RETRY_BUDGET)).toBe(DEFAULT_RETRY_BUDGET.attempts);
  }
});

test('after three requests that gave up the next ones are sent once, until there is an answer', () => {
  const { outages, clock } = given();
  const attempts = [1, 2, 3].map(() => {
    const one = outages.passage('/a');
    one.note(TIMEOUT, clock.now());
    one.gaveUp();
    return one.attempts(DEFAULT_RETRY_BUDGET);
  });
  expect(attempts).toEqual([30, 30, 1]);
  outages.passage('/a').note(SUCCESS, clock.now());
  expect(outages.passage('/a').attempts(DEFAULT_RETRY_BUDGET)).toBe(30);
});

test('stopping ends those who wait for a path, and those who come later to a new one', async () => {
  const { outages, fail } = given();
  fail(TIMEOUT, '/a', '/a', '/a');
  const waiting = outages.passage('/a').enter();
  const reason = new Error('closed');
  outages.stop(reason);
  await expect(waiting).rejects.toBe(reason);
  const later = outages.passage('/new');
  fail(TIMEOUT, '/new', '/new', '/new');
  await expect(later.enter()).rejects.toBe(reason);
});
