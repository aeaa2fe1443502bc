/**
 * A list that is read from Okta once and followed by many steps: every reader sees all items from
 * the first on, as soon as they are there, and learns at the end whether the list is complete.
 */
import { asError, whole, type Reading } from './losses';

/** Items that can be iterated again and again, one by one or many at a time. */
export interface Paged<T> extends AsyncIterable<T> {
  /** The same items in the same order, as many at a time as are known: a promise for each is dear. */
  pages(): AsyncIterable<readonly T[]>;
}

/** A reader who comes late gets no copy of the whole list at once. */
const LONGEST_PAGE = 500;

/** One list with many readers. */
export class SharedList<T> implements Paged<T> {
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

  /** Starts reading unless it has started. A failure is kept for the readers, and never unhandled. */
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

  /** As the items one by one, in pieces of what has newly arrived. */
  async *pages(): AsyncGenerator<readonly T[], void, undefined> {
    this.start();
    let next = 0;
    for (;;) {
      const page = this.items.slice(next, next + LONGEST_PAGE);
      next += page.length;
      if (page.length > 0) yield page;
      else if (this.state === 'open') await this.change();
      else break;
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

/** The items that `wanted` accepts. */
export function filtered<T>(
  items: Paged<T>,
  wanted: (item: T) => boolean | Promise<boolean>,
): Paged<T> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const item of items) if (await wanted(item)) yield item;
    },
    async *pages() {
      for await (const page of items.pages()) yield await chosen(page, wanted);
    },
  };
}

/** The items of a page that `wanted` accepts. */
export async function chosen<T>(
  page: readonly T[],
  wanted: (item: T) => boolean | Promise<boolean>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const item of page) {
    const answer = wanted(item);
    if (typeof answer === 'boolean' ? answer : await answer) found.push(item);
  }
  return found;
}
