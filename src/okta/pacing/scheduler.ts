/**
 * Decides when each request may leave: one queue and one budget per bucket, one limit on concurrency
 * over all, everything learnt from responses. Knows nothing of HTTP, so benchmarks can drive it with a
 * virtual clock.
 */
import type { PermitResult } from './answer';
import type { Bucket, Priority, Waiter } from './bucket';
import { BucketTable } from './bucketTable';
import type { Cancel, Clock } from '../clock';
import { ConcurrencyLimit } from './concurrency';
import { between, type Pacing } from './pacing';
import { LimitExhausted } from './limitExhausted';
import { SlowPaths } from './slowPaths';
import { snapshotBucket, type OktaSnapshot } from './snapshot';

/** A bucket that has just shut while requests wait for it. */
export interface BucketWait {
  readonly bucket: string;
  readonly waitMs: number;
  readonly reason: 'budget' | 'rate-limited';
  readonly queued: number;
}

/** The right to send one request now. It must be released, whatever becomes of the request. */
export interface Permit {
  /** On the scheduler's clock. */
  readonly sentAt: number;
  release(result: PermitResult): void;
}

/** What a scheduler needs from outside. */
export interface SchedulerOptions {
  readonly pacing: Pacing;
  readonly clock: Clock;
  /** 0 (inclusive) to 1, for jitter. */
  readonly random: () => number;
  readonly onWait?: ((wait: BucketWait) => void) | undefined;
}

/** A request on its way. */
interface Sent {
  /** Its number in the order of sending. */
  readonly seq: number;
  readonly template: string;
  readonly sentAt: number;
  /** Requests that were in flight when it left, itself included. */
  readonly level: number;
}

/** Gives out permits to send, one for each request. */
export class Scheduler {
  private readonly buckets: BucketTable;
  /** Index of the bucket whose turn it is. */
  private turn = 0;
  private readonly callsByEndpoint = new Map<string, number>();
  private readonly pauses = new Set<(reason: Error) => void>();
  private readonly concurrency: ConcurrencyLimit;
  private readonly slowPaths = new SlowPaths();
  private inFlight = 0;
  private seq = 0;
  private stopped: { readonly reason: Error } | undefined;
  private alarm: { readonly at: number; readonly cancel: Cancel } | undefined;

  constructor(private readonly options: SchedulerOptions) {
    this.buckets = new BucketTable(options.pacing, options.random);
    this.concurrency = new ConcurrencyLimit(options.pacing, options.random);
  }

  /**
   * Waits for a turn. Rejects with the reason of `stop`, and with LimitExhausted where it is hopeless
   * to wait and another request is finding out whether it still is.
   * @param again the request has had its turn before and goes to the head of its queue
   */
  acquire(template: string, priority: Priority, again = false): Promise<Permit> {
    return new Promise((resolve, reject) => {
      if (this.stopped) {
        reject(this.stopped.reason);
        return;
      }
      const admit = (now: number): void => {
        resolve(this.send(template, now));
      };
      const bucket = this.buckets.of(template);
      if (this.isHopeless(template) && this.hasTrial(bucket)) {
        reject(new LimitExhausted());
        return;
      }
      const waiter: Waiter = { template, admit, reject };
      if (again) bucket.queues[priority].unshift(waiter);
      else bucket.queues[priority].push(waiter);
      if (!again) bucket.expect(template, -1);
      // With all places taken, the next answer will see to the queue.
      if (this.inFlight < this.concurrency.limit) this.pump(this.options.clock.now());
      else if (bucket.queued === 1) this.noteWaiting(bucket, this.options.clock.now());
    });
  }

  /** Whether the limits that this path draws on have refused everything for too long. */
  isHopeless(template: string): boolean {
    const now = this.options.clock.now();
    return this.concurrency.isHopeless(now) || this.buckets.of(template).window.isStarved(now);
  }

  /** Pauses one request before it is sent again. Rejects with the reason of `stop`. */
  pause(template: string, cause: string, ms: number): Promise<void> {
    this.buckets.of(template).countRetry(cause);
    if (ms <= 0) return Promise.resolve();
    const pause = new Promise<void>((resolve, reject) => {
      const cancel = this.options.clock.after(ms, () => {
        this.pauses.delete(abort);
        resolve();
      });
      const abort = (reason: Error): void => {
        cancel();
        reject(reason);
      };
      if (this.stopped) abort(this.stopped.reason);
      else this.pauses.add(abort);
    });
    return this.pausing(template, pause);
  }

  /** Shows a request as pausing until `work` is done, and answers what it answers. */
  pausing<T>(template: string, work: Promise<T>): Promise<T> {
    const bucket = this.buckets.of(template);
    bucket.pausing += 1;
    return work.finally(() => {
      bucket.pausing -= 1;
    });
  }

  /** A jittered pause for a request that was refused for concurrency, in milliseconds. */
  concurrencyPause(): number {
    return between(this.options.pacing.concurrencyPauseMs, this.options.random);
  }

  /** Announces calls to come; a negative count takes an announcement back. */
  expect(template: string, count: number): void {
    this.buckets.of(template).expect(template, count);
  }

  /** Counts a call that was sent past the queue (a token request). */
  note(template: string): void {
    this.count(this.callsByEndpoint, template, 1);
    this.buckets.of(template).calls += 1;
  }

  /** Rejects everything that waits, and whatever comes later. */
  stop(reason: Error): void {
    if (this.stopped) return;
    this.stopped = { reason };
    this.alarm?.cancel();
    this.alarm = undefined;
    for (const bucket of this.buckets.all) bucket.rejectWaiting(reason);
    for (const abort of this.pauses) abort(reason);
    this.pauses.clear();
  }

  snapshot(): OktaSnapshot {
    const now = this.options.clock.now();
    const limit = this.concurrency.limit;
    const crowded = this.inFlight >= limit && limit < this.options.pacing.maxConcurrency;
    const buckets = this.buckets.all.map((bucket) =>
      snapshotBucket(bucket, now, { limit, crowded }),
    );
    const slowest = Math.max(-1, ...buckets.map((bucket) => bucket.estimatedMs ?? -1));
    return {
      buckets,
      callsByEndpoint: Object.fromEntries(this.callsByEndpoint),
      concurrencyLimit: limit,
      estimatedMs: slowest < 0 ? undefined : slowest,
    };
  }

  private count(counts: Map<string, number>, key: string, change: number): void {
    const count = (counts.get(key) ?? 0) + change;
    if (count > 0) counts.set(key, count);
    else counts.delete(key);
  }

  /** Lets through what may go: the buckets in turn, so that a long queue holds up no short one. */
  private pump(now: number): void {
    if (this.stopped) return;
    while (this.inFlight < this.concurrency.limit) {
      const waiter = this.concurrency.isShut(now) ? undefined : this.nextWaiter(now);
      if (!waiter) {
        this.setAlarm(now);
        return;
      }
      waiter.admit(now);
    }
  }

  private nextWaiter(now: number): Waiter | undefined {
    const mayGo = ({ template }: Waiter): boolean =>
      this.slowPaths.hasRoom(template, this.concurrency.limit, now);
    for (let i = 0; i < this.buckets.all.length; i += 1) {
      const bucket = this.buckets.all[(this.turn + i) % this.buckets.all.length];
      if (!bucket || bucket.queued === 0 || bucket.window.allowance(now) < 1) continue;
      const waiter = bucket.next(mayGo);
      if (waiter === undefined) continue;
      this.turn = (this.turn + i + 1) % this.buckets.all.length;
      return waiter;
    }
    return undefined;
  }

  private send(template: string, sentAt: number): Permit {
    const bucket = this.buckets.of(template);
    const seq = this.seq;
    this.seq += 1;
    this.inFlight += 1;
    this.count(this.callsByEndpoint, template, 1);
    bucket.templates.add(template);
    bucket.window.sent(seq, sentAt);
    this.slowPaths.sent(template, seq, sentAt);
    const sent = { seq, template, sentAt, level: this.inFlight };
    let released = false;
    return {
      sentAt,
      release: (result) => {
        if (released) return;
        released = true;
        this.release(bucket, sent, result);
      },
    };
  }

  private release(bucket: Bucket, sent: Sent, result: PermitResult): void {
    const { seq, template, sentAt, level } = sent;
    const now = this.options.clock.now();
    if (result.refused === 'concurrency') {
      this.concurrency.refused(seq, this.seq - 1, level, now);
    } else if (result.answered) {
      this.concurrency.succeeded(seq, now);
    }
    this.inFlight -= 1;
    this.slowPaths.ended(template, seq, now);
    // Sent before its path was given a bucket of its own: what it tells is about another counter.
    if (this.buckets.of(template) !== bucket) bucket.window.forget(seq);
    else if (bucket.answered({ ...result, seq, template }, now, now - sentAt)) {
      this.buckets.contradict(bucket, template);
    } else this.buckets.confirm(template);
    this.giveUpHopeless(bucket, now);
    this.noteWaiting(bucket, now);
    this.pump(now);
  }

  /** Whether some request is under way, or waits, that will show how the limit is now. */
  private hasTrial(bucket: Bucket): boolean {
    if (!this.concurrency.isHopeless(this.options.clock.now())) {
      return bucket.queued + bucket.window.inFlight > 0;
    }
    return this.inFlight > 0 || this.buckets.all.some(({ queued }) => queued > 0);
  }

  /** Whoever waits for a limit that others use up will not be served in time either. */
  private giveUpHopeless(bucket: Bucket, now: number): void {
    const hopeless = this.concurrency.isHopeless(now)
      ? this.buckets.all
      : [bucket].filter(({ window }) => window.isStarved(now));
    for (const waited of hopeless) waited.rejectWaiting(new LimitExhausted());
  }

  /** One timer for the earliest moment at which time alone lets a request through. */
  private setAlarm(now: number): void {
    const held = this.concurrency.isShut(now) ? this.concurrency.opensAt : -Infinity;
    let earliest = Infinity;
    for (const bucket of this.buckets.all) {
      this.noteWaiting(bucket, now);
      if (bucket.queued === 0) continue;
      const isOpen = bucket.window.allowance(now) >= 1;
      if (isOpen && held < now) continue;
      const opensAt = isOpen ? held : (bucket.window.opensAt(now) ?? Infinity);
      earliest = Math.min(earliest, Math.max(opensAt, held));
    }
    if (this.alarm?.at === earliest) return;
    this.alarm?.cancel();
    this.alarm = undefined;
    if (earliest === Infinity) return;
    const cancel = this.options.clock.after(Math.max(1, Math.ceil(earliest - now)), () => {
      this.alarm = undefined;
      this.pump(this.options.clock.now());
    });
    this.alarm = { at: earliest, cancel };
  }

  private noteWaiting(bucket: Bucket, now: number): void {
    if (!bucket.noteWaiting(now)) return;
    const waitMs = (bucket.window.opensAt(now) ?? now) - now;
    if (waitMs < this.options.pacing.announceWaitMs) return;
    const reason = bucket.window.wasRefused ? 'rate-limited' : 'budget';
    this.options.onWait?.({ bucket: bucket.name, waitMs, reason, queued: bucket.queued });
  }
}
