import { SeenIds } from './seenIds';

describe('seen ids', () => {
  test('are counted for many ids without mixing them up', () => {
    const ids = Array.from({ length: 50_000 }, (_, i) => `00u${i.toString(36).padStart(17, '0')}`);
    const counts = new SeenIds();
    for (const id of ids) expect(counts.add(id)).toBe(1);
    for (const id of ids.slice(0, 100)) expect(counts.add(id)).toBe(2);
    expect([ids[0], ids[100], 'other'].map((id) => counts.count(id!))).toEqual([2, 1, 0]);
    for (let i = 0; i < 300; i += 1) counts.add('often');
    expect(counts.count('often')).toBe(255);
  });

  test('outlast the growth of the table', () => {
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
