/**
 * Okta's rate-limit buckets: which path drains which, how much each plan has, and the windows.
 * Source of tables and sharing: the last published per-minute table and the recorded counters
 * (docs/okta-api.md#endpoints, docs/okta-api.md#rate-limits).
 */

export type Plan = 'workforce' | 'enterprise' | 'integrator' | 'unlimited';

interface BucketRow {
  name: string;
  workforce: number;
  enterprise: number;
  integrator: number;
}

const row = (
  name: string,
  integrator: number,
  enterprise: number,
  workforce: number,
): BucketRow => ({
  name,
  workforce,
  enterprise,
  integrator,
});

/** Exact path templates come first in the choice, then the longest prefix. */
const EXACT: Readonly<Record<string, BucketRow>> = {
  '/api/v1/apps/{id}': row('/api/v1/apps/{id}', 100, 600, 500),
  '/api/v1/groups/{id}': row('/api/v1/groups/{id}', 100, 600, 1000),
  '/api/v1/users/{id}': row('/api/v1/users/{id}', 100, 1000, 2000),
  '/api/v1/devices/{id}/users': row('/api/v1/devices/{id}/users', 100, 600, 600),
  '/oauth2/v1/token': row('/oauth2/v1/token', 300, 1200, 2000),
};

const PREFIXES: readonly BucketRow[] = [
  row('/api/v1/apps', 20, 100, 100),
  row('/api/v1/groups', 100, 600, 500),
  row('/api/v1/users', 100, 600, 600),
  row('/api/v1/logs', 20, 50, 120),
  row('/api/v1/devices', 100, 150, 100),
  row('/api/v1/iam', 100, 600, 1200),
  row('/api/v1/agentPools', 20, 600, 1200),
  row('/oauth2/v1/clients', 25, 100, 100),
  row('/oauth2/v1', 300, 1200, 2000),
  row('/api/v1', 100, 600, 1200),
];
const ELSEWHERE = row('/', 100, 600, 1200);

/** `/api/v1/groups/rules` has the form of `/groups/{id}` and yet belongs to the list's bucket. */
function rowOf(template: string): BucketRow {
  const exact = EXACT[template];
  if (exact !== undefined) return exact;
  let best = ELSEWHERE;
  for (const candidate of PREFIXES) {
    const fits = template === candidate.name || template.startsWith(`${candidate.name}/`);
    if (fits && candidate.name.length > best.name.length) best = candidate;
  }
  return best;
}

const UNLIMITED = 10_000_000;

/** Concurrent requests of a whole org [DOCS rl2-concurrency]. */
const CONCURRENCY: Readonly<Record<Plan, number>> = {
  workforce: 75,
  enterprise: 75,
  integrator: 35,
  unlimited: Number.MAX_SAFE_INTEGER,
};

/** Requests that one caller with this share may have in flight (37 of 75 for a default token). */
export function concurrencyOf(plan: Plan, share: number): number {
  return Math.max(1, Math.floor(CONCURRENCY[plan] * share));
}

/** How much of one bucket was used, by all callers together. */
export interface BucketUse {
  /** What one caller may use in one window. */
  limit: number;
  calls: number;
  rateLimited: number;
  /** Smallest Remaining that a response told, 0 once a call was refused. */
  smallestRemaining: number;
  /** Calls let through, window by window; `start` in ms since the epoch. */
  windows: { start: number; calls: number }[];
}

export interface Taken {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** End of the window, epoch seconds. */
  reset: number;
}

interface Window {
  limit: number;
  start: number;
  end: number;
  used: number;
}

export interface BucketOptions {
  plan: Plan;
  /** Part of a bucket that one token may use. */
  tokenShare: number;
  windowMs: number;
  /** Part of the caller's limit that others use up, evenly over the window. */
  otherConsumers: number;
  /** `firstUse`: a window opens with the first call after the last one ended. */
  windows: 'firstUse' | 'grid';
  now: () => number;
}

export class Buckets {
  readonly uses = new Map<string, BucketUse>();
  private readonly windows = new Map<string, Window>();
  private readonly names = new Map<string, string>();

  constructor(private readonly options: BucketOptions) {}

  nameOf(template: string): string {
    let name = this.names.get(template);
    if (name === undefined) {
      name = rowOf(template).name;
      this.names.set(template, name);
    }
    return name;
  }

  limitOf(template: string): number {
    const { plan, tokenShare } = this.options;
    if (plan === 'unlimited') return UNLIMITED;
    return Math.max(1, Math.floor(rowOf(template)[plan] * tokenShare));
  }

  /** Counts one call of this caller against the bucket that serves the template. */
  take(principal: string, template: string): Taken {
    const name = this.nameOf(template);
    const now = this.options.now();
    const window = this.window(`${principal} ${name}`, name, template, now);
    const use = this.use(name, window.limit);
    const elapsed = Math.min(1, Math.max(0, (now - window.start) / this.options.windowMs));
    const others = Math.floor(this.options.otherConsumers * window.limit * elapsed);
    const allowed = window.used + others < window.limit;
    if (allowed) {
      window.used += 1;
      this.count(use, window.start);
    } else {
      use.rateLimited += 1;
    }
    const remaining = Math.max(0, window.limit - window.used - others);
    use.smallestRemaining = Math.min(use.smallestRemaining, allowed ? remaining : 0);
    return { allowed, limit: window.limit, remaining, reset: Math.ceil(window.end / 1000) };
  }

  reset(): void {
    this.windows.clear();
    this.uses.clear();
  }

  private count(use: BucketUse, start: number): void {
    use.calls += 1;
    const last = use.windows.at(-1);
    if (last?.start === start) last.calls += 1;
    else use.windows.push({ start, calls: 1 });
  }

  private use(name: string, limit: number): BucketUse {
    let use = this.uses.get(name);
    if (use === undefined) {
      use = { limit, calls: 0, rateLimited: 0, smallestRemaining: limit, windows: [] };
      this.uses.set(name, use);
    }
    return use;
  }

  private window(key: string, name: string, template: string, now: number): Window {
    const current = this.windows.get(key);
    if (current !== undefined && now < current.end) return current;
    const start = this.startOf(name, now);
    const window = {
      limit: this.limitOf(template),
      start,
      end: start + this.options.windowMs,
      used: 0,
    };
    this.windows.set(key, window);
    return window;
  }

  /**
   * Windows of a second and more begin on a full second, because Reset is told in seconds. In the
   * recordings Reset minus Date has a median of 47 s, which speaks for windows that open with the
   * first call; `grid` gives every bucket a phase of its own instead.
   */
  private startOf(name: string, now: number): number {
    const { windowMs } = this.options;
    if (this.options.windows === 'firstUse') {
      return windowMs % 1000 === 0 ? Math.floor(now / 1000) * 1000 : now;
    }
    let phase = 7;
    for (const letter of name) phase = (phase * 31 + letter.charCodeAt(0)) % 100_003;
    const shift =
      windowMs % 1000 === 0 ? (phase % (windowMs / 1000)) * 1000 : phase % Math.max(1, windowMs);
    return now - ((((now - shift) % windowMs) + windowMs) % windowMs);
  }
}
