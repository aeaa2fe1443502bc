/** How many requests may be in flight at once over all buckets: halved if Okta refuses, raised in time. */
import { Cooldown } from './cooldown';
import type { LimitSettings } from './settings';

/** After so long without a refusal one more is tried: the org's load may be gone. */
const RAISE_AFTER_MS = 10_000;

export class ConcurrencyLimit {
  /** Begins when even single requests are refused. */
  readonly cooldown: Cooldown;
  limit: number;
  private quietSince = 0;

  constructor(
    private readonly settings: LimitSettings,
    random: () => number,
  ) {
    this.limit = settings.maxConcurrency;
    this.cooldown = new Cooldown(settings, random);
  }

  /** The request numbered `seq`, which left as one of `level` in flight, was refused. */
  refused(seq: number, latestSeq: number, level: number, now: number): void {
    this.quietSince = now;
    if (!this.cooldown.refused(seq, latestSeq, now)) return;
    if (this.limit === 1) this.cooldown.begin(now);
    this.limit = Math.max(1, Math.floor(Math.min(this.limit, level) / 2));
  }

  /** The request numbered `seq` was not refused for concurrency. */
  passed(seq: number, now: number): void {
    this.cooldown.passed(seq);
    const isQuiet = now - this.quietSince >= RAISE_AFTER_MS;
    if (!isQuiet || this.limit >= this.settings.maxConcurrency) return;
    this.limit += 1;
    this.quietSince = now;
  }
}
