/**
 * A list that is read from Okta once and followed by many steps: every reader sees all items from
 * the first on, as soon as they are there, and learns at the end whether the list is complete.
 */
import type { Reading } from './losses';

export class SharedList<T> implements AsyncIterable<T> {
  private readonly items: T[] = [];
  private state: 'idle' | 'open' | 'complete' | 'failed' = 'idle';
  private failure: unknown;
  private wake: (() => void)[] = [];

  /** @param source pages of the list; asked for when the first reader comes, and once only. */
  constructor(private readonly source: () => AsyncIterable<readonly T[]>) {}

  /** How many items are known so far. */
  get length(): number {
    return this.items.length;
  }

  /** What is known so far, without waiting. */
  known(): readonly T[] {
    return this.items;
  }

  get isComplete(): boolean {
    return this.state === 'complete';
  }

  /** Begins to read, if nobody did. A failure is kept for the readers, and never unhandled. */
  start(): void {
    if (this.state !== 'idle') return;
    this.state = 'open';
    this.read().then(
      () => {
        this.settle('complete');
      },
      (error: unknown) => {
        this.failure = error;
        this.settle('failed');
      },
    );
  }

  /** Resolves when the list is complete; rejects with the error that ended it early. */
  async complete(): Promise<void> {
    this.start();
    while (this.state === 'open') await this.change();
    if (this.state === 'failed') throw this.failure;
  }

  /**
   * Resolves when the list has ended, well or not. For a reader that works with what was read and
   * then has to say that it was not all: `rethrow` throws the error that ended the list early.
   */
  async settled(): Promise<{ rethrow(): void }> {
    const [outcome] = await Promise.allSettled([this.complete()]);
    return {
      rethrow: () => {
        if (outcome.status === 'rejected') throw outcome.reason;
      },
    };
  }

  /** All items that could be read, when the list has ended, well or not. Never rejects. */
  async reading(): Promise<Reading<readonly T[]>> {
    try {
      await this.complete();
      return { value: this.items };
    } catch (failure) {
      return { value: this.items, failure };
    }
  }

  /**
   * All items in order. What was read before a failure is given out first, then the error is
   * thrown: what could be read is never thrown away.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    this.start();
    let next = 0;
    for (;;) {
      const item = this.items[next];
      if (item !== undefined) {
        next += 1;
        yield item;
      } else if (this.state === 'open') {
        await this.change();
      } else {
        break;
      }
    }
    if (this.state === 'failed') throw this.failure;
  }

  private async read(): Promise<void> {
    for await (const page of this.source()) {
      for (const item of page) this.items.push(item);
      this.notify();
    }
  }

  private settle(state: 'complete' | 'failed'): void {
    this.state = state;
    this.notify();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.wake.push(resolve);
    });
  }

  private notify(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const resolve of waiting) resolve();
  }
}

/** The items that `wanted` accepts; can be iterated as often as `items` can. */
export function filtered<T>(
  items: AsyncIterable<T>,
  wanted: (item: T) => boolean | Promise<boolean>,
): AsyncIterable<T> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const item of items) if (await wanted(item)) yield item;
    },
  };
}
