/**
 * Decides when each request may leave: one budget per bucket, one limit on concurrency over all, everything
 * learnt from responses. Knows nothing of HTTP, so that benchmarks can drive it with a virtual clock.
 */
import type { Cancel, Clock } from '../clock';
import { Bucket, firstOf, PathQueue, type Priority } from './bucket';
import { bucketOf } from './buckets';
import { ConcurrencyLimit } from './concurrency';
import { DefaultMap } from './defaultMap';
import type { LimitAnswer, Sent } from './rateWindow';
import type { LimitSettings } from './settings';
import { snapshotOf, type LimitsSnapshot } from './snapshot';

/** A bucket that has just shut while requests wait for it. */
export interface BucketWait {
  readonly bucket: string;
  readonly waitMs: number;
  readonly reason: 'budget' | 'rate-limited';
  readonly queued: number;
}

/** The right to send one request now. It must be released, whatever becomes of the request. */
export interface Permit {
  /** On the limiter's clock. */
  readonly sentAt: number;
  release(answer: LimitAnswer): void;
}

export interface LimiterParts {
  readonly pacing: LimitSettings;
  readonly clock: Clock;
  /** 0 (inclusive) to 1, for jitter. */
  readonly random: () => number;
  readonly onWait?: ((wait: BucketWait) => void) | undefined;
}

/** Others use up a limit so persistently that requests no longer wait for it. */
export class LimitExhausted extends Error {
  override readonly name = 'LimitExhausted';
  override readonly message = 'The limit has been used up by others for too long';
}

/** One contradiction may be a stray response; two in a row prove that a path has a counter of its own. */
const STRIKES = 2;

/** Waits of at least this length are announced when they start. */
const ANNOUNCED_WAIT_MS = 30_000;

/** Gives out permits to send, one for each request. */
export class RateLimiter {
  private readonly buckets = new DefaultMap(
    (name) => new Bucket(name, this.parts.pacing, this.parts.random),
  );
  private readonly paths = new DefaultMap(
    (template) => new PathQueue(template, this.buckets.of(bucketOf(template))),
  );
  private readonly pauses = new Set<(reason: Error) => void>();
  private readonly concurrency: ConcurrencyLimit;
  private inFlight = 0;
  private seq = 0;
  private stopReason: Error | undefined;
  private cancelAlarm: Cancel | undefined;

  constructor(private readonly parts: LimiterParts) {
    this.concurrency = new ConcurrencyLimit(parts.pacing, parts.random);
  }

  /**
   * Waits for a turn. Rejects with the reason of `stop`, and with LimitExhausted if it is hopeless to wait
   * and another request is finding out whether it still is.
   * @param again the request has had its turn before and goes to the head of its queue
   */
  acquire(template: string, priority: Priority, again = false): Promise<Permit> {
    if (this.stopReason) return Promise.reject(this.stopReason);
    const path = this.paths.of(template);
    const now = this.parts.clock.now();
    const isBeingTried = this.hopeless(path.bucket, now).some(
      ({ queued, inFlight }) => queued + inFlight > 0,
    );
    if (isBeingTried) return Promise.reject(new LimitExhausted());
    return new Promise((resolve, reject) => {
      const admit = (sentAt: number): void => {
        resolve(this.send(path, sentAt));
      };
      path.add({ priority, again, admit, reject });
      if (!again) path.expected -= 1;
      this.pump(now);
    });
  }

  /** Whether the limits that this path draws on have refused everything for too long. */
  isHopeless(template: string): boolean {
    return this.hopeless(this.paths.of(template).bucket, this.parts.clock.now()).length > 0;
  }

  /** Pauses one request before it is sent again. Rejects with the reason of `stop`. */
  pause(template: string, cause: string, ms: number): Promise<void> {
    const { retries } = this.paths.of(template).bucket.figures;
    retries[cause] = (retries[cause] ?? 0) + 1;
    if (this.stopReason) return Promise.reject(this.stopReason);
    if (ms <= 0) return Promise.resolve();
    const pause = new Promise<void>((resolve, reject) => {
      const abort = (reason: Error): void => {
        cancel();
        reject(reason);
      };
      const cancel = this.parts.clock.after(ms, () => {
        this.pauses.delete(abort);
        resolve();
      });
      this.pauses.add(abort);
    });
    return this.pausing(template, pause);
  }

  /** Shows a request as pausing until `work` is done, and answers what it answers. */
  pausing<T>(template: string, work: Promise<T>): Promise<T> {
    const { bucket } = this.paths.of(template);
    bucket.pausing += 1;
    return work.finally(() => {
      bucket.pausing -= 1;
    });
  }

  /** A jittered pause for a request that was refused for concurrency, in milliseconds. */
  concurrencyPause(): number {
    const [shortest, longest] = this.parts.pacing.concurrencyPauseMs;
    return shortest + (longest - shortest) * this.parts.random();
  }

  /** Announces calls to come; a negative count takes an announcement back. */
  expect(template: string, count: number): void {
    this.paths.of(template).expected += count;
  }

  /** Counts a call that was sent past the queue (a token request). */
  note(template: string): void {
    const path = this.paths.of(template);
    path.sent += 1;
    path.bucket.figures.calls += 1;
  }

  /** Rejects everything that waits, and whatever comes later. */
  stop(reason: Error): void {
    if (this.stopReason) return;
    this.stopReason = reason;
    this.cancelAlarm?.();
    for (const path of this.paths.values()) path.reject(reason);
    for (const abort of this.pauses) abort(reason);
  }

  snapshot(): LimitsSnapshot {
    const now = this.parts.clock.now();
    const { limit } = this.concurrency;
    const isCrowded = this.inFlight >= limit && limit < this.parts.pacing.maxConcurrency;
    const buckets = [...this.buckets.values()].map((one) => snapshotOf(one, now, limit, isCrowded));
    const estimates = buckets.flatMap(({ estimatedMs }) => estimatedMs ?? []);
    const called = [...this.paths.values()].filter(({ sent }) => sent > 0);
    return {
      buckets,
      callsByEndpoint: Object.fromEntries(called.map(({ template, sent }) => [template, sent])),
      concurrencyLimit: limit,
      estimatedMs: estimates.length === 0 ? undefined : Math.max(...estimates),
    };
  }

  /** Lets through what may go. */
  private pump(now: number): void {
    if (this.stopReason) return;
    while (this.inFlight < this.concurrency.limit && !this.concurrency.cooldown.isOn(now)) {
      const waiter = this.nextPath(now)?.next();
      if (!waiter) break;
      waiter.admit(now);
    }
    this.setAlarm(now);
  }

  /** The path whose turn it is, of those whose buckets have budget. */
  private nextPath(now: number): PathQueue | undefined {
    const open = [...this.buckets.values()].filter((bucket) => bucket.hasBudget(now));
    return firstOf(open.flatMap(({ nextPath }) => nextPath ?? []));
  }

  private send(path: PathQueue, sentAt: number): Permit {
    const { bucket, template } = path;
    const sent: Sent = { seq: this.seq, template };
    this.seq += 1;
    this.inFlight += 1;
    path.inFlight += 1;
    path.lastSeq = sent.seq;
    path.sent += 1;
    bucket.window.sent(sent.seq, sentAt);
    const level = this.inFlight;
    let isReleased = false;
    return {
      sentAt,
      release: (answer) => {
        if (isReleased) return;
        isReleased = true;
        const now = this.parts.clock.now();
        this.inFlight -= 1;
        path.inFlight -= 1;
        if (answer.refused === 'concurrency') {
          this.concurrency.refused(sent.seq, this.seq - 1, level, now);
        } else if (answer.answered) this.concurrency.passed(sent.seq, now);
        // Sent before its path was given a bucket of its own: the answer is about another counter.
        if (path.bucket === bucket) {
          const isForeign = bucket.answered(sent, answer, now, now - sentAt);
          path.strikes = isForeign ? path.strikes + 1 : 0;
          if (path.strikes >= STRIKES && bucket.paths.size > 1) this.split(path);
        }
        for (const { paths } of this.hopeless(bucket, now)) {
          for (const each of paths) each.reject(new LimitExhausted());
        }
        this.pump(now);
      },
    };
  }

  /** Gives a path its own bucket. */
  private split(path: PathQueue): void {
    const { bucket, template } = path;
    bucket.paths.delete(path);
    path.bucket = this.buckets.of(template === bucket.name ? `${template} (list only)` : template);
    path.bucket.paths.add(path);
  }

  /** What draws on a limit that others use up for too long, if this bucket does; else nothing. */
  private hopeless(bucket: Bucket, now: number): readonly Bucket[] {
    if (this.concurrency.cooldown.isHopeless(now)) return [...this.buckets.values()];
    return bucket.window.cooldown.isHopeless(now) ? [bucket] : [];
  }

  /** One timer for the earliest moment at which time alone lets a request through. */
  private setAlarm(now: number): void {
    this.cancelAlarm?.();
    let earliest = Infinity;
    for (const bucket of this.buckets.values()) {
      this.announce(bucket, now);
      if (bucket.queued === 0) continue;
      const opensAt = bucket.hasBudget(now) ? now : (bucket.window.opensAt(now) ?? Infinity);
      earliest = Math.min(earliest, Math.max(opensAt, this.concurrency.cooldown.endsAt));
    }
    // What could go by now waits for a place among those in flight, which only an answer makes free.
    if (earliest <= now || earliest === Infinity) return;
    this.cancelAlarm = this.parts.clock.after(Math.max(1, Math.ceil(earliest - now)), () => {
      this.pump(this.parts.clock.now());
    });
  }

  private announce(bucket: Bucket, now: number): void {
    if (!bucket.noteWaiting(now)) return;
    const waitMs = (bucket.window.opensAt(now) ?? now) - now;
    if (waitMs < ANNOUNCED_WAIT_MS) return;
    const reason = bucket.window.cooldown.refusals > 0 ? 'rate-limited' : 'budget';
    this.parts.onWait?.({ bucket: bucket.name, waitMs, reason, queued: bucket.queued });
  }
}
