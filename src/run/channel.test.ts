import { Channel, pipe } from './channel';

const tick = (): Promise<unknown> => new Promise(setImmediate);

test('a writer waits as soon as the channel is full, and goes on while it is read', async () => {
  const channel = new Channel<number>(2);
  let pushed = 0;
  const write = async (): Promise<void> => {
    for (let n = 0; n < 6; n += 1) {
      await channel.push(n);
      pushed += 1;
    }
    channel.end();
  };
  const writing = write();
  for (let n = 0; n < 5; n += 1) await tick();
  expect(pushed).toBe(2);
  const seen: number[] = [];
  for await (const n of channel) seen.push(n);
  await writing;
  expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
});

test('of several writers only as many go on as there is room, until the channel is abandoned', async () => {
  const channel = new Channel<number>(1);
  const done: number[] = [];
  const writers = [0, 1, 2, 3].map((n) => channel.push(n).then(() => done.push(n)));
  await tick();
  expect(done).toEqual([0]);
  channel.abandon();
  await Promise.all(writers);
});

test('what is pushed while the last batch is read comes, though the channel has ended', async () => {
  const channel = new Channel<number>();
  await channel.push(1);
  const seen: number[] = [];
  for await (const n of channel) {
    seen.push(n);
    if (n !== 1) continue;
    await channel.push(2);
    channel.end();
  }
  expect(seen).toEqual([1, 2]);
});

test('where both ends of a pipe fail, the consumer’s error is thrown', async () => {
  const run = pipe(
    new Channel<number>(),
    () => Promise.reject(new Error('producer')),
    () => Promise.reject(new Error('consumer')),
  );
  await expect(run).rejects.toThrow('consumer');
});
