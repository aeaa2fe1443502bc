/**
 * A list that is read from Okta once and followed by many steps: every reader sees all items from
 * the first on, as soon as they are there, and learns at the end whether the list is complete.
 */
import { asError, whole, type Reading } from './losses';

export class SharedList<T> implements AsyncIterable<T> {
  private readonly items: T[] = [];
  private state: 'idle' | 'open' | 'ended' = 'idle';
  /** What ended the list before it was complete. */
  private failure: Error | undefined;
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

  /** Begins to read, if nobody did. A failure is kept for the readers, and never unhandled. */
  start(): void {
    if (this.state !== 'idle') return;
    this.state = 'open';
    this.read().then(
      () => {
        this.end();
      },
      (error: unknown) => {
        this.end(asError(error));
      },
    );
  }

  /** Resolves when the list is complete; rejects with the error that ended it early. */
  async complete(): Promise<void> {
    whole(await this.reading());
  }

  /**
   * All items that could be read, when the list has ended, well or not. Never rejects: a reader works
   * with what there is, and then lets `whole` throw the error that ended the list early.
   */
  async reading(): Promise<Reading<readonly T[]>> {
    this.start();
    while (this.state === 'open') await this.change();
    return { value: this.items, failure: this.failure };
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
    if (this.failure !== undefined) throw this.failure;
  }

  private async read(): Promise<void> {
    for await (const page of this.source()) {
      for (const item of page) this.items.push(item);
      this.notify();
    }
  }

  private end(failure?: Error): void {
    this.state = 'ended';
    this.failure = failure;
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
