import { Channel, pipe } from './channel';
import { forEachConcurrently } from './concurrently';
import { filtered, SharedList } from './sharedList';

async function collect<T>(items: AsyncIterable<T>): Promise<{ items: T[]; error?: unknown }> {
  const seen: T[] = [];
  try {
    for await (const item of items) seen.push(item);
    return { items: seen };
  } catch (error) {
    return { items: seen, error };
  }
}

async function* pages(...all: (readonly number[] | Error)[]): AsyncGenerator<readonly number[]> {
  for (const page of all) {
    await new Promise(setImmediate);
    if (page instanceof Error) throw page;
    yield page;
  }
}

describe('SharedList', () => {
  test('reads its source once, however many readers follow it', async () => {
    let reads = 0;
    const shared = new SharedList(() => {
      reads += 1;
      return pages([1, 2], [], [3]);
    });
    const early = collect(shared);
    await shared.complete();
    const late = collect(shared);
    expect(await early).toEqual({ items: [1, 2, 3] });
    expect(await late).toEqual({ items: [1, 2, 3] });
    expect(reads).toBe(1);
  });

  test('gives out what was read before a failure, then the failure, to every reader', async () => {
    const failure = new Error('page 2 failed');
    const shared = new SharedList(() => pages([1, 2], failure));
    expect(await collect(shared)).toEqual({ items: [1, 2], error: failure });
    expect(await collect(shared)).toEqual({ items: [1, 2], error: failure });
    await expect(shared.complete()).rejects.toBe(failure);
    expect(await shared.reading()).toEqual({ value: [1, 2], failure });
  });

  test('hands out pages as they arrive, and never the whole list to a late reader', async () => {
    const many = Array.from({ length: 1_200 }, (_, n) => n);
    const shared = new SharedList(() => pages([1, 2], [], [3], many));
    const early = await collect(shared.pages());
    expect(early.items.slice(0, 2)).toEqual([[1, 2], [3]]);
    expect(early.items.flat()).toEqual([1, 2, 3, ...many]);
    const late = await collect(shared.pages());
    expect(late.items.map(({ length }) => length)).toEqual([500, 500, 203]);
    expect(late.items.flat()).toEqual(early.items.flat());
  });

  test('hands out the pages before a failure, then the failure', async () => {
    const failure = new Error('page 2 failed');
    const shared = new SharedList(() => pages([1, 2], failure));
    expect(await collect(shared.pages())).toEqual({ items: [[1, 2]], error: failure });
    expect(await collect(shared.pages())).toEqual({ items: [[1, 2]], error: failure });
  });

  test('what is filtered comes in pages too, and can be filtered again', async () => {
    const shared = new SharedList(() => pages([1, 2, 3], [4], [5, 6]));
    const odd = filtered(shared, (n) => Promise.resolve(n % 2 === 1));
    const some = filtered(odd, (n) => n > 1);
    expect(await collect(some)).toEqual({ items: [3, 5] });
    expect(await collect(some.pages())).toEqual({ items: [[3, 5]] });
  });

  test('a failure that nobody waits for is no unhandled rejection', async () => {
    const shared = new SharedList(() => pages(new Error('first page failed')));
    shared.start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(shared.complete()).rejects.toThrow('first page failed');
  });
});

test('a filter waits for a decision that takes time', async () => {
  const items = new SharedList(() => pages([1, 2, 3]));
  const isTwo = (item: number): Promise<boolean> => Promise.resolve(item === 2);
  expect(await collect(filtered(items, isTwo))).toEqual({ items: [2] });
});

describe('forEachConcurrently', () => {
  test('keeps at most `limit` under way and finishes all', async () => {
    let underWay = 0;
    let most = 0;
    const done: number[] = [];
    await forEachConcurrently(
      [1, 2, 3, 4, 5, 6, 7],
      async (n) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise(setImmediate);
        underWay -= 1;
        done.push(n);
      },
      3,
    );
    expect(most).toBe(3);
    expect(done).toHaveLength(7);
  });

  test('finishes what is under way before it throws, and takes nothing further', async () => {
    const done: number[] = [];
    const run = forEachConcurrently(
      [1, 2, 3, 4],
      async (n) => {
        await new Promise(setImmediate);
        if (n === 1) throw new Error('one');
        await new Promise(setImmediate);
        done.push(n);
      },
      2,
    );
    await expect(run).rejects.toThrow('one');
    expect(done).toEqual([2]);
  });

  test('throws the first of several failures', async () => {
    const failAfter = async (ticks: number): Promise<void> => {
      for (let i = 0; i < ticks; i += 1) await new Promise(setImmediate);
      throw new Error(`after ${ticks}`);
    };
    await expect(forEachConcurrently([3, 1, 2], failAfter)).rejects.toThrow('after 1');
  });
});

describe('pipe', () => {
  test('hands everything over in order, also what came before a failure of the producer', async () => {
    const seen: number[] = [];
    const channel = new Channel<number>(1);
    const run = pipe(
      channel,
      async () => {
        await channel.push(1);
        await channel.push(2);
        await channel.push(3);
        throw new Error('producer');
      },
      async (items) => {
        for await (const item of items) seen.push(item);
      },
    );
    await expect(run).rejects.toThrow('producer');
    expect(seen).toEqual([1, 2, 3]);
  });

  test('a failing consumer does not leave the producer waiting', async () => {
    const channel = new Channel<number>(0);
    const run = pipe(
      channel,
      async () => {
        for (let n = 0; n < 5; n++) await channel.push(n);
      },
      async () => {
        await new Promise(setImmediate);
        throw new Error('consumer');
      },
    );
    await expect(run).rejects.toThrow('consumer');
  });
});
