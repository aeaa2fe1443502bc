/** How long the calls to come will take at the present threshold. */
import type { Bucket } from './bucket';

export interface Outlook {
  /** Calls that may still be made in the present window. */
  readonly available: number;
  /** Calls that may be made in each window after it. */
  readonly perWindow: number;
  /** Milliseconds until the present window is over. */
  readonly opensInMs: number;
  readonly windowMs: number;
  /** Milliseconds that one call takes, divided by the calls made side by side. */
  readonly msPerCall: number;
}

/** Milliseconds until so many calls are done: whole windows to wait for, then the rest at full speed. */
export function estimateMs(calls: number, outlook: Outlook): number {
  const { available, perWindow, opensInMs, windowMs, msPerCall } = outlook;
  if (calls <= 0) return 0;
  if (calls <= available) return calls * msPerCall;
  const later = calls - Math.max(0, available);
  const windows = Math.ceil(later / perWindow);
  const rest = later - (windows - 1) * perWindow;
  // A window takes its full length, or longer where the calls themselves take longer than that.
  const window = Math.max(windowMs, perWindow * msPerCall);
  return opensInMs + (windows - 1) * window + rest * msPerCall;
}

function outlookOf(bucket: Bucket, now: number, concurrency: number): Outlook | undefined {
  const { window } = bucket;
  const { usable, limit, remaining } = window;
  if (usable === undefined || limit === undefined) return undefined;
  const opensAt = window.opensAt(now);
  return {
    available: Math.max(0, (remaining ?? limit) - (limit - usable) - window.inFlight),
    perWindow: usable,
    opensInMs: opensAt === undefined ? 0 : opensAt - now,
    windowMs: window.windowMs,
    msPerCall: (bucket.latencyMs ?? 0) / concurrency,
  };
}

/** Without a known limit only the calls' own time can be told, and before the first call nothing. */
export function estimateOf(bucket: Bucket, now: number, concurrency: number): number | undefined {
  const calls = bucket.callsToCome;
  const outlook = outlookOf(bucket, now, concurrency);
  if (outlook) return estimateMs(calls, outlook);
  if (bucket.latencyMs === undefined) return undefined;
  return (calls * bucket.latencyMs) / concurrency;
}
