import { Fifo } from '../pacing/fifo';
import { SeenIds } from './seenIds';

describe('collections', () => {
  test('a queue keeps the order, with what was put back in front', () => {
    const queue = new Fifo<number>();
    for (let i = 0; i < 5_000; i += 1) queue.push(i);
    const taken = Array.from({ length: 3_000 }, () => queue.shift());
    queue.unshift(-1);
    queue.unshift(-2);
    expect(taken).toEqual(Array.from({ length: 3_000 }, (_, i) => i));
    expect(queue.length).toBe(2_002);
    expect([queue.shift(), queue.shift(), queue.shift()]).toEqual([-2, -1, 3_000]);
    queue.unshift(7);
    expect(queue.drain()).toEqual([7, ...Array.from({ length: 1_999 }, (_, i) => i + 3_001)]);
    expect([queue.length, queue.shift()]).toEqual([0, undefined]);
  });

  test('a queue of undefined values is not taken for an empty one', () => {
    const queue = new Fifo<number | undefined>();
    queue.push(undefined);
    queue.push(1);
    queue.shift();
    expect(queue.length).toBe(1);
  });

  test('occurrences are counted for many ids without mixing them up', () => {
    const ids = Array.from({ length: 50_000 }, (_, i) => `00u${i.toString(36).padStart(17, '0')}`);
    const counts = new SeenIds();
    for (const id of ids) expect(counts.add(id)).toBe(1);
    for (const id of ids.slice(0, 100)) expect(counts.add(id)).toBe(2);
    expect([ids[0], ids[100], 'other'].map((id) => counts.count(id!))).toEqual([2, 1, 0]);
    for (let i = 0; i < 300; i += 1) counts.add('often');
    expect(counts.count('often')).toBe(255);
  });

  test('counts outlast the growth of the table', () => {
    const counts = new SeenIds();
    counts.add('twice');
    counts.add('twice');
    for (let i = 0; i < 3_000; i += 1) counts.add(`00u${i}`);
    expect(counts.count('twice')).toBe(2);
  });

  test('ids that share half of their hash, and the slot, are told apart', () => {
    const counts = new SeenIds();
    expect(counts.add('00u1nzldhl0azk69o')).toBe(1);
    expect(counts.add('00u178net50p2sn64')).toBe(1);
  });
});
