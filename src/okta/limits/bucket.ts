/** One bucket: the requests that wait for one counter of Okta's, by path, and its figures for the report. */
import { RateWindow, type LimitAnswer, type Sent } from './rateWindow';
import type { LimitSettings } from './settings';

/**
 * `list` goes before `item` within one bucket: the next page of a list feeds many steps, while a
 * call for one user or group feeds only itself. `last` is for what the graph can best do without.
 */
export type Priority = (typeof PRIORITIES)[number];

const PRIORITIES = ['list', 'item', 'last'] as const;

/** A request that waits for its turn. */
export interface Waiter {
  readonly admit: (now: number) => void;
  readonly reject: (reason: Error) => void;
  /** Whether it was sent before, and failed. */
  readonly again: boolean;
}

/** The requests of one path template. Steps keep some 50 under way, so a queue is never long. */
export class PathQueue {
  readonly waiting: Readonly<Record<Priority, Waiter[]>> = { list: [], item: [], last: [] };
  inFlight = 0;
  /** Number of the request that was sent last. */
  lastSeq = -1;
  /** Calls announced less calls queued; below zero if calls are made before they are announced. */
  expected = 0;
  /** Answers in a row that fitted another counter. */
  strikes = 0;

  constructor(
    readonly template: string,
    public bucket: Bucket,
  ) {
    bucket.paths.add(this);
  }

  get queued(): number {
    return sum(PRIORITIES, (priority) => this.waiting[priority].length);
  }

  /**
   * Whether this path has the turn before the other: the one with fewer requests in flight, so that a path that
   * answers slowly leaves places to others; then the one that has sent nothing for longer.
   */
  goesBefore({ inFlight, lastSeq }: PathQueue): boolean {
    return this.inFlight === inFlight ? this.lastSeq < lastSeq : this.inFlight < inFlight;
  }

  /** Takes out the next request. One that failed before opens no window: it may hang, and all wait for it. */
  next(): Waiter | undefined {
    const queue = this.waiting[highestOf([this]) ?? 'item'];
    const first = this.bucket.window.isKnown ? 0 : queue.findIndex(({ again }) => !again);
    return queue.splice(Math.max(0, first), 1)[0];
  }

  reject(reason: Error): void {
    for (const queue of Object.values(this.waiting)) {
      for (const waiter of queue.splice(0)) waiter.reject(reason);
    }
  }
}

/** Weight of the newest answer in the running mean of response times. */
const LATENCY_WEIGHT = 0.1;

/** All that draws on one counter of Okta's. */
export class Bucket {
  readonly window: RateWindow;
  readonly paths = new Set<PathQueue>();
  readonly retries: Record<string, number> = {};
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
    settings: LimitSettings,
    random: () => number,
  ) {
    this.window = new RateWindow(settings, random);
  }

  get queued(): number {
    return sum(this.paths, ({ queued }) => queued);
  }

  /** Calls that are known to come: announced, queued and pausing ones. */
  get callsToCome(): number {
    return this.queued + this.pausing + sum(this.paths, ({ expected }) => Math.max(0, expected));
  }

  /** The path whose turn it is; undefined if nothing waits. */
  get nextPath(): PathQueue | undefined {
    const highest = highestOf(this.paths);
    if (highest === undefined) return undefined;
    return firstOf([...this.paths].filter(({ waiting }) => waiting[highest].length > 0));
  }

  /** Takes in an answer; true when it seems to be of another counter. */
  answered(sent: Sent, answer: LimitAnswer, now: number, latencyMs: number): boolean {
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
    return this.window.answered(sent, answer, now);
  }

  /** Milliseconds in which requests were queued and the bucket was shut. */
  waited(now: number): number {
    return this.waitedMs + (this.shutSince === undefined ? 0 : now - this.shutSince);
  }

  /** Keeps account of waiting. True when a wait has just begun. */
  noteWaiting(now: number): boolean {
    const isWaiting = this.queued > 0 && this.window.isShut(now);
    if (isWaiting === (this.shutSince !== undefined)) return false;
    this.waitedMs = this.waited(now);
    this.shutSince = isWaiting ? now : undefined;
    return isWaiting;
  }

  countRetry(cause: string): void {
    this.retries[cause] = (this.retries[cause] ?? 0) + 1;
  }

  /** Turns away every request that waits. */
  reject(reason: Error): void {
    for (const path of this.paths) path.reject(reason);
  }
}

/** The highest priority of the requests that wait on these paths; undefined if none waits. */
function highestOf(paths: Iterable<PathQueue>): Priority | undefined {
  const all = [...paths];
  return PRIORITIES.find((priority) => all.some(({ waiting }) => waiting[priority].length > 0));
}

/** Whose turn it is among several paths. */
export function firstOf(paths: Iterable<PathQueue>): PathQueue | undefined {
  let first: PathQueue | undefined;
  for (const path of paths) if (first === undefined || path.goesBefore(first)) first = path;
  return first;
}

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}
