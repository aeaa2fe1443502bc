/** The report of a run on Okta's limits, as lines of text for the log, the summary and the event. */
import type { BucketSnapshot, LimitsSnapshot } from './snapshot';

/** A duration in words: `0 s`, `42 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const COLUMNS = ['bucket', 'calls', 'limit', 'most used', 'waited', '429', 'retries'] as const;
type Row = readonly [string, string, string, string, string, string, string];

function rowOf(bucket: BucketSnapshot): Row {
  const { limit, greatestUse, rateLimited, concurrencyLimited } = bucket;
  const retries = Object.entries(bucket.retries).map(([cause, count]) => `${count} × ${cause}`);
  return [
    bucket.name,
    String(bucket.calls),
    limit === undefined ? '?' : `${limit}/min`,
    greatestUse === undefined ? '?' : `${Math.round(greatestUse * 100)} %`,
    formatDuration(bucket.waitedMs),
    concurrencyLimited === 0
      ? String(rateLimited)
      : `${rateLimited} + ${concurrencyLimited} concurrent`,
    retries.length === 0 ? '-' : retries.join(', '),
  ];
}

/** Text to the left, figures to the right. */
function align(row: Row, widths: readonly number[]): string {
  return row
    .map((cell, i) => {
      const width = widths[i] ?? 0;
      return i === 0 || i === row.length - 1 ? cell.padEnd(width) : cell.padStart(width);
    })
    .join('  ')
    .trimEnd();
}

/**
 * One table: per bucket the calls, the limit, the greatest use of a window by everybody, the time in
 * which requests waited for it, 429s and retries by cause; the busiest bucket first. Empty before the
 * first call. Holds path templates only, so it may be published.
 */
export function formatReport(snapshot: LimitsSnapshot): string[] {
  const used = snapshot.buckets.filter((bucket) => bucket.calls > 0 || bucket.queued > 0);
  if (used.length === 0) return [];
  const sorted = [...used].sort((a, b) => b.calls - a.calls || a.name.localeCompare(b.name));
  const rows: Row[] = [COLUMNS, ...sorted.map(rowOf)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  const calls = used.reduce((sum, bucket) => sum + bucket.calls, 0);
  const refused = used.reduce((sum, b) => sum + b.rateLimited + b.concurrencyLimited, 0);
  return [
    `Okta API: ${calls} calls in ${used.length} rate-limit buckets, ${refused} refused (429)`,
    ...rows.map((row) => align(row, widths)),
  ];
}
