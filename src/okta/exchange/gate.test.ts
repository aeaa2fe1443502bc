import { VirtualClock } from '../../../test/harness/virtualClock';
import { Gate, type Turn } from './gate';
import type { Breakdown } from './outcome';
import { DEFAULT_RETRY_BUDGET } from './retry';

const FAILURE: Breakdown = { kind: 'breakdown', cause: 'timeout' };

/** @param failingSince since when all of the org has failed. */
function given(failingSince: (startedAt: number) => number | undefined = () => undefined) {
  const clock = new VirtualClock();
  const startedAt = clock.now();
  const changes: boolean[] = [];
  const gate = new Gate({
    clock,
    random: () => 1,
    budget: DEFAULT_RETRY_BUDGET,
    failingSince: () => failingSince(startedAt),
    onChange: (isDown) => changes.push(isDown),
  });
  const log: string[] = [];
  const enter = (name: string): Promise<Turn> =>
    gate.turn().then((turn) => {
      log.push(`${name} ${turn} ${(clock.now() - startedAt) / 1000}`);
      return turn;
    });
  const shut = (): void => {
    for (let i = 0; i < 3; i += 1) gate.failed(FAILURE, 0);
  };
  return { clock, gate, changes, log, enter, shut };
}

test('shuts at the third failure in a row, and not before', () => {
  const { gate, clock, changes } = given();
  gate.failed(FAILURE, 0);
  gate.failed(FAILURE, 0);
  gate.answered(clock.now());
  gate.failed(FAILURE, 0);
  gate.failed(FAILURE, 0);
  expect(gate.isShut).toBe(false);
  gate.failed(FAILURE, 0);
  expect(gate.isShut).toBe(true);
  expect(changes).toEqual([true]);
});

test('one after the other tries, with growing pauses; an answer opens it for all', async () => {
  const { gate, clock, changes, log, enter, shut } = given();
  shut();
  const all = ['a', 'b', 'c', 'd'].map(enter);
  for (const one of all.slice(0, 3)) {
    await clock.run(one);
    gate.failed(FAILURE, 0);
    gate.trialEnded();
  }
  gate.answered(clock.now());
  await clock.run(Promise.all(all));
  expect(log).toEqual(['a trial 2', 'b trial 6', 'c trial 14', 'd open 14']);
  expect(changes).toEqual([true, false]);
});

test('an answer to a request from before the outage does not open it', async () => {
  const { gate, clock, shut } = given();
  const before = clock.now();
  await clock.run(clock.sleep(100));
  shut();
  gate.answered(before);
  expect(gate.isShut).toBe(true);
  gate.answered(clock.now());
  expect(gate.isShut).toBe(false);
});

test('leaves Okta alone for as long as it asks', async () => {
  const { gate, clock, log, enter } = given();
  for (let i = 0; i < 3; i += 1) gate.failed(FAILURE, 45_000);
  await clock.run(enter('a'));
  expect(log).toEqual(['a trial 45']);
});

test('in the end refuses all but one now and then', async () => {
  const { gate, clock, log, enter, shut } = given();
  shut();
  await clock.run(clock.sleep(15 * 60_000));
  const first = enter('a');
  await clock.run(first);
  // While somebody finds out, the others wait for what comes of it.
  const second = [enter('b'), enter('c')];
  gate.failed(FAILURE, 0);
  gate.trialEnded();
  await clock.run(Promise.all(second));
  await clock.run(enter('d'));
  await clock.run(clock.sleep(30_000));
  await clock.run(enter('e'));
  expect(log).toEqual([
    'a trial 900',
    'b refused 900',
    'c refused 900',
    'd refused 900',
    'e trial 930',
  ]);
});

test('after a long time without a request, nobody is refused while the first one finds out', async () => {
  const { gate, clock, log, enter, shut } = given();
  shut();
  await clock.run(clock.sleep(15 * 60_000));
  await clock.run(enter('a'));
  const others = [enter('b'), enter('c')];
  gate.answered(clock.now());
  gate.trialEnded();
  await clock.run(Promise.all(others));
  expect(log).toEqual(['a trial 900', 'b open 900', 'c open 900']);
});

test('a line that was given up is taken up again by the next request', async () => {
  const { gate, clock, log, enter, shut } = given();
  shut();
  await clock.run(enter('a'));
  gate.trialEnded();
  await clock.run(clock.sleep(60_000));
  await clock.run(enter('b'));
  expect(log).toEqual(['a trial 2', 'b trial 62']);
});

/** How long the next request waits for its turn. */
async function waitOf({ clock, gate }: ReturnType<typeof given>): Promise<number> {
  const startedAt = clock.now();
  await clock.run(gate.turn());
  return clock.now() - startedAt;
}

/** The next request finds out that nothing has changed. */
async function failAgain({ clock, gate }: ReturnType<typeof given>): Promise<void> {
  await clock.run(gate.turn());
  gate.failed(FAILURE, 0);
  gate.trialEnded();
}

test('an answer ends the count of those that gave up, and the time of failing', async () => {
  const { clock, gate, shut } = given();
  shut();
  gate.giveUps = 5;
  await clock.run(clock.sleep(400_000));
  expect(gate.stage).toBe('trying');
  gate.answered(clock.now());
  expect([gate.giveUps, gate.reopenedAt, gate.stage]).toEqual([0, clock.now(), 'waiting']);
  shut();
  expect(gate.stage).toBe('waiting');
});

test('the pauses of a second outage are those of a first one', async () => {
  const t = given();
  t.shut();
  for (let n = 0; n < 3; n += 1) await failAgain(t);
  t.gate.answered(t.clock.now());
  t.shut();
  expect(await waitOf(t)).toBe(2_000);
});

test('tells once that it is shut, however often it fails', () => {
  const { changes, shut } = given();
  shut();
  shut();
  expect(changes).toEqual([true]);
});

test('what Okta asked for once is not kept for ever', async () => {
  const t = given();
  for (let i = 0; i < 3; i += 1) t.gate.failed(FAILURE, 45_000);
  await failAgain(t);
  expect(await waitOf(t)).toBeLessThan(10_000);
});

test('where all of the org has failed for longer, that counts', async () => {
  const { clock, gate, shut } = given((startedAt) => startedAt);
  await clock.run(clock.sleep(310_000));
  shut();
  expect(gate.stage).toBe('trying');
});

test('after five minutes it pauses five seconds at most', async () => {
  const t = given();
  t.shut();
  await t.clock.run(t.clock.sleep(310_000));
  await failAgain(t);
  expect(await waitOf(t)).toBe(5_000);
});
