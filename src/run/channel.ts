/**
 * Hands items from steps' requests to the loop that emits them, in order, so that requests need not
 * wait until what they found can be emitted (a member's user may not be listed yet).
 */
export class Channel<T> implements AsyncIterable<T> {
  private readonly queue: T[] = [];
  private ended = false;
  private abandoned = false;
  private readers: (() => void)[] = [];
  private writers: (() => void)[] = [];

  /** @param capacity how many items may wait before `push` does. */
  constructor(private readonly capacity: number = Number.POSITIVE_INFINITY) {}

  /** Resolves at once while there is room, else when an item has been taken. */
  async push(item: T): Promise<void> {
    this.queue.push(item);
    wakeAll(this.readers);
    while (this.queue.length > this.capacity && !this.abandoned) await sleepIn(this.writers);
  }

  /** No further item comes; the reader ends after the last one. */
  end(): void {
    this.ended = true;
    wakeAll(this.readers);
  }

  /** Nobody reads on: writers are let go. */
  abandon(): void {
    this.abandoned = true;
    wakeAll(this.writers);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const batch = this.queue.splice(0, this.queue.length);
      wakeAll(this.writers);
      yield* batch;
      if (this.queue.length === 0) {
        if (this.ended) return;
        if (batch.length === 0) await sleepIn(this.readers);
      }
    }
  }
}

/**
 * Runs a producer and a consumer on one channel, and waits for both. What was produced before a
 * failure is still consumed.
 */
export async function pipe<T>(
  channel: Channel<T>,
  produce: () => Promise<void>,
  consume: (items: AsyncIterable<T>) => Promise<void>,
): Promise<void> {
  const [produced, consumed] = await Promise.allSettled([
    produce().finally(() => {
      channel.end();
    }),
    consume(channel).finally(() => {
      channel.abandon();
    }),
  ]);
  if (consumed.status === 'rejected') throw consumed.reason;
  if (produced.status === 'rejected') throw produced.reason;
}

function sleepIn(sleepers: (() => void)[]): Promise<void> {
  return new Promise((resolve) => {
    sleepers.push(resolve);
  });
}

function wakeAll(sleepers: (() => void)[]): void {
  for (const wake of sleepers.splice(0, sleepers.length)) wake();
}
