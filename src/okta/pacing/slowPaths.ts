/**
 * Keeps paths that answer slowly, or hang until they time out, from holding every place in flight: what
 * answers at once would wait for them although its buckets have budget.
 */

/** Okta answers within seconds; what takes longer is on its way to a gateway's timeout of a minute. */
const SLOW_MS = 10_000;

/** Slow paths together may hold one place in this many. */
const SHARE = 2;

/** A path that has sent nothing for this long was not waiting for the next minute of its limit either. */
const IDLE_MS = 65_000;

/** Weight of the newest answer in the running mean of a path's response times. */
const LATENCY_WEIGHT = 0.2;

interface Path {
  /** When each request in flight was sent, by its number; the oldest comes first. */
  readonly sent: Map<number, number>;
  lastSentAt: number;
  latencyMs: number;
}

/** Knows what is in flight on each path, and how long its answers take. */
export class SlowPaths {
  private readonly paths = new Map<string, Path>();

  sent(template: string, seq: number, now: number): void {
    let path = this.paths.get(template);
    if (path === undefined) {
      path = { sent: new Map(), lastSentAt: now, latencyMs: 0 };
      this.paths.set(template, path);
    }
    path.lastSentAt = now;
    path.sent.set(seq, now);
  }

  /** A request has ended in any way: time out and refusal say how long a path takes as well. */
  ended(template: string, seq: number, now: number): void {
    const path = this.paths.get(template);
    const sentAt = path?.sent.get(seq);
    if (path === undefined || sentAt === undefined) return;
    path.sent.delete(seq);
    path.latencyMs += (now - sentAt - path.latencyMs) * LATENCY_WEIGHT;
  }

  /**
   * Whether a path has room for one more request, where so many places there are in all. A path
   * without room gets it when a request of a slow path ends. Without a quick path that has lately sent
   * something there is nobody to make room for.
   */
  hasRoom(template: string, places: number, now: number): boolean {
    const path = this.paths.get(template);
    if (path === undefined || !isSlow(path, now)) return true;
    let held = 0;
    let othersWait = false;
    for (const other of this.paths.values()) {
      if (isSlow(other, now)) held += other.sent.size;
      else othersWait ||= now - other.lastSentAt < IDLE_MS;
    }
    return !othersWait || held < Math.max(1, Math.floor(places / SHARE));
  }
}

function isSlow({ sent, latencyMs }: Path, now: number): boolean {
  const [oldest = now] = sent.values();
  return Math.max(latencyMs, now - oldest) > SLOW_MS;
}
