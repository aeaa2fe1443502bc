/** One bucket of the scheduler: its waiting requests, its budget and its figures for the report. */
import { Fifo } from './fifo';
import type { Pacing } from './pacing';
import type { Answer } from './answer';
import { RateWindow } from './rateWindow';

/**
 * `list` goes before `item` within one bucket: the next page of a list feeds many steps, while a
 * call for one user or group feeds only itself. `last` is for what the graph can best do without.
 */
export type Priority = 'list' | 'item' | 'last';

/** A request in the queue of its bucket. */
export interface Waiter {
  readonly template: string;
  readonly admit: (now: number) => void;
  readonly reject: (reason: Error) => void;
}

/** Weight of the newest answer in the running mean of response times. */
const LATENCY_WEIGHT = 0.1;

/** What draws on one counter of Okta's. */
export class Bucket {
  readonly window: RateWindow;
  readonly queues: Readonly<Record<Priority, Fifo<Waiter>>> = {
    list: new Fifo(),
    item: new Fifo(),
    last: new Fifo(),
  };
  /**
   * By path template: calls announced less calls queued. Below zero where calls are made before they
   * are announced, as when a list is worked through faster than it is counted.
   */
  private readonly expected = new Map<string, number>();
  readonly retries: Record<string, number> = {};
  readonly templates = new Set<string>();
  calls = 0;
  /** Requests that pause before they are sent again. */
  pausing = 0;
  rateLimited = 0;
  concurrencyLimited = 0;
  smallestRemaining: number | undefined;
  greatestUse: number | undefined;
  latencyMs: number | undefined;
  private waitedMs = 0;
  private shutSince: number | undefined;

  constructor(
    readonly name: string,
    pacing: Pacing,
    random: () => number,
  ) {
    this.window = new RateWindow(pacing, random);
  }

  get queued(): number {
    const { list, item, last } = this.queues;
    return list.length + item.length + last.length;
  }

  /** Takes out the first waiting request that may go. */
  next(mayGo: (waiter: Waiter) => boolean): Waiter | undefined {
    const { list, item, last } = this.queues;
    return list.take(mayGo) ?? item.take(mayGo) ?? last.take(mayGo);
  }

  /** Turns away every request that waits. */
  rejectWaiting(reason: Error): void {
    for (const queue of Object.values(this.queues)) {
      for (const waiter of queue.drain()) waiter.reject(reason);
    }
  }

  /** Takes in an answer; true when it contradicts the bucket's counter (see RateWindow). */
  answered(answer: Answer, now: number, latencyMs: number): boolean {
    const { reading, refused } = answer;
    if (answer.answered) this.calls += 1;
    if (refused === 'rate') this.rateLimited += 1;
    if (refused === 'concurrency') this.concurrencyLimited += 1;
    const before = this.latencyMs ?? latencyMs;
    this.latencyMs = before + (latencyMs - before) * LATENCY_WEIGHT;
    if (reading) {
      this.smallestRemaining = Math.min(this.smallestRemaining ?? Infinity, reading.remaining);
      const use = (reading.limit - reading.remaining) / reading.limit;
      this.greatestUse = Math.max(this.greatestUse ?? 0, Math.min(1, Math.max(0, use)));
    }
    return this.window.answered(answer, now);
  }

  /** Milliseconds in which requests were queued and the bucket was shut. */
  waited(now: number): number {
    return this.waitedMs + (this.shutSince === undefined ? 0 : now - this.shutSince);
  }

  /** Keeps account of waiting. True when a wait has just begun. */
  noteWaiting(now: number): boolean {
    const waiting = this.queued > 0 && this.window.isShut(now);
    if (waiting === (this.shutSince !== undefined)) return false;
    this.waitedMs = this.waited(now);
    this.shutSince = waiting ? now : undefined;
    return waiting;
  }

  countRetry(cause: string): void {
    this.retries[cause] = (this.retries[cause] ?? 0) + 1;
  }

  /** Calls that are known to come: announced, queued and pausing ones. */
  get callsToCome(): number {
    let sum = this.queued + this.pausing;
    for (const count of this.expected.values()) sum += Math.max(0, count);
    return sum;
  }

  /** Announces calls of a path, or takes announced ones off. */
  expect(template: string, count: number): void {
    this.expected.set(template, (this.expected.get(template) ?? 0) + count);
  }

  /** Hands what is announced of a path to the bucket that it moves to. */
  handOver(template: string, to: Bucket): void {
    to.expect(template, this.expected.get(template) ?? 0);
    this.expected.delete(template);
  }
}
