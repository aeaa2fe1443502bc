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
  readonly priority: Priority;
  /** Whether it was sent before, and failed. */
  readonly again: boolean;
  readonly admit: (now: number) => void;
  readonly reject: (reason: Error) => void;
}

/** The requests of one path template. Steps keep some 50 under way, so a queue is never long. */
export class PathQueue {
  /** Requests sent since the run began. */
  sent = 0;
  inFlight = 0;
  /** Number of the request that was sent last. */
  lastSeq = -1;
  /** Calls announced less calls queued; below zero if calls are made before they are announced. */
  expected = 0;
  /** Answers in a row that fitted another counter. */
  strikes = 0;
  /** In the order of their turns. */
  private readonly waiting: Waiter[] = [];

  constructor(
    readonly template: string,
    public bucket: Bucket,
  ) {
    bucket.paths.add(this);
  }

  get queued(): number {
    return this.waiting.length;
  }

  /** The highest priority that waits, counted from 0; Infinity if nothing waits. */
  get rank(): number {
    const [first] = this.waiting;
    return first === undefined ? Infinity : PRIORITIES.indexOf(first.priority);
  }

  /** Puts a request behind those of its priority, or before them if it has had its turn. */
  add(waiter: Waiter): void {
    const rank = PRIORITIES.indexOf(waiter.priority) + (waiter.again ? 0 : 1);
    const at = this.waiting.findIndex(({ priority }) => PRIORITIES.indexOf(priority) >= rank);
    this.waiting.splice(at < 0 ? this.queued : at, 0, waiter);
  }

  /** Takes out the next request. One that failed before opens no window: it may hang, and all wait for it. */
  next(): Waiter | undefined {
    const first = this.bucket.window.isKnown ? 0 : this.waiting.findIndex(({ again }) => !again);
    return this.waiting.splice(Math.max(0, first), 1)[0];
  }

  reject(reason: Error): void {
    for (const waiter of this.waiting.splice(0)) waiter.reject(reason);
  }
}

/** Weight of the newest answer in the running mean of response times. */
const LATENCY_WEIGHT = 0.1;

/** What was counted of one bucket since the run began. */
export interface BucketFigures {
  /** Requests answered by Okta, retries included. */
  calls: number;
  /** 429s by the minute, and 429s for too many requests in flight. */
  rateLimited: number;
  concurrencyLimited: number;
  /** Requests sent again, by cause. */
  retries: Record<string, number>;
  /** The smallest Remaining seen: what was left to others at the worst moment. */
  smallestRemaining?: number;
  /** Greatest share of the limit used in one window, by everybody, 0 to 1. */
  greatestUse?: number;
}

/** All that draws on one counter of Okta's. */
export class Bucket {
  readonly window: RateWindow;
  readonly paths = new Set<PathQueue>();
  readonly figures: BucketFigures = {
    calls: 0,
    rateLimited: 0,
    concurrencyLimited: 0,
    retries: {},
  };
  /** Requests that pause before they are sent again. */
  pausing = 0;
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

  get inFlight(): number {
    return sum(this.paths, ({ inFlight }) => inFlight);
  }

  get queued(): number {
    return sum(this.paths, ({ queued }) => queued);
  }

  hasBudget(now: number): boolean {
    return this.window.hasBudget(now, this.inFlight);
  }

  /** Calls that are known to come: announced, queued and pausing ones. */
  get callsToCome(): number {
    return this.queued + this.pausing + sum(this.paths, ({ expected }) => Math.max(0, expected));
  }

  /** The path whose turn it is; undefined if nothing waits. */
  get nextPath(): PathQueue | undefined {
    const rank = Math.min(...[...this.paths].map((path) => path.rank));
    return firstOf([...this.paths].filter((path) => path.queued > 0 && path.rank === rank));
  }

  /** Takes in an answer; true when it seems to be of another counter. */
  answered(sent: Sent, answer: LimitAnswer, now: number, latencyMs: number): boolean {
    const { figures } = this;
    const { reading, refused } = answer;
    if (answer.answered) figures.calls += 1;
    if (refused === 'rate') figures.rateLimited += 1;
    if (refused === 'concurrency') figures.concurrencyLimited += 1;
    const before = this.latencyMs ?? latencyMs;
    this.latencyMs = before + (latencyMs - before) * LATENCY_WEIGHT;
    if (reading) {
      const { smallestRemaining = Infinity, greatestUse = 0 } = figures;
      figures.smallestRemaining = Math.min(smallestRemaining, reading.remaining);
      figures.greatestUse = Math.max(greatestUse, 1 - reading.remaining / reading.limit);
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
}

/**
 * The path that has the turn among several: the one with fewest requests in flight, so that a path that answers
 * slowly leaves places to others; of these the one that has sent nothing for longest.
 */
export function firstOf(paths: readonly PathQueue[]): PathQueue | undefined {
  return [...paths].sort((a, b) => a.inFlight - b.inFlight || a.lastSeq - b.lastSeq)[0];
}

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}
