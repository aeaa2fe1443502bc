/** A clock that stands still until nothing else can happen, and then jumps to the next timer. */
import type { Clock } from '../../src/okta';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Timers in a binary heap, so that a simulation may hold a hundred thousand of them. */
export class VirtualClock implements Clock {
  private readonly heap: Timer[] = [];
  private readonly cancelled = new Set<Timer>();
  private order = 0;
  private time: number;

  constructor(start = Date.parse('2026-11-01T00:00:00Z')) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void): () => void {
    this.order += 1;
    const timer = { at: this.time + Math.max(0, ms), order: this.order, run };
    this.push(timer);
    return () => {
      this.cancelled.add(timer);
    };
  }

  /** A promise that is kept after so many virtual milliseconds. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /**
   * Runs until `work` is done. All promises that can settle do so before time moves on.
   * Rejects when `work` does, or when it can never be done for want of a timer.
   */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { done: false };
    const finish = () => {
      state.done = true;
    };
    work.then(finish, finish);
    for (;;) {
      await settled();
      if (state.done) return work;
      if (!this.step()) throw new Error('Nothing is left to happen, and the work is not done');
    }
  }

  /** Runs the next timer; false when there is none. */
  step(): boolean {
    for (;;) {
      const timer = this.pop();
      if (!timer) return false;
      if (this.cancelled.delete(timer)) continue;
      this.time = Math.max(this.time, timer.at);
      timer.run();
      return true;
    }
  }

  private push(timer: Timer): void {
    let i = this.heap.length;
    this.heap.push(timer);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isBefore(timer, this.heap[parent]!)) break;
      this.heap[i] = this.heap[parent]!;
      i = parent;
    }
    this.heap[i] = timer;
  }

  private pop(): Timer | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (!first || !last || first === last) return first;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && isBefore(this.heap[child + 1]!, this.heap[child]!)) {
        child += 1;
      }
      if (!isBefore(this.heap[child]!, last)) break;
      this.heap[i] = this.heap[child]!;
      i = child;
    }
    this.heap[i] = last;
    return first;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Lets every promise that can settle do so: a macrotask comes only after all microtasks. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
