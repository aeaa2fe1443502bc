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

const COLUMNS = ['bucket', 'calls', 'limit', 'most used', 'waited', '429', 'retries'];

function rowOf(bucket: BucketSnapshot): string[] {
  const { limit, greatestUse, rateLimited, concurrencyLimited } = bucket;
  const retries = Object.entries(bucket.retries).map(([cause, count]) => `${count} × ${cause}`);
  const concurrent = concurrencyLimited === 0 ? '' : ` + ${concurrencyLimited} concurrent`;
  return [
    bucket.name,
    String(bucket.calls),
    limit === undefined ? '?' : `${limit}/min`,
    greatestUse === undefined ? '?' : `${Math.round(greatestUse * 100)} %`,
    formatDuration(bucket.waitedMs),
    `${rateLimited}${concurrent}`,
    retries.join(', ') || '-',
  ];
}

/**
 * One table: per bucket the calls, the limit, the greatest use of a window by everybody, the time in
 * which requests waited for it, 429s and retries by cause; the busiest bucket first. Empty before the
 * first call. Holds path templates only, so it may be published.
 */
export function formatReport({ buckets }: LimitsSnapshot): string[] {
  const used = buckets
    .filter(({ calls, queued }) => calls > 0 || queued > 0)
    .sort((a, b) => b.calls - a.calls || a.name.localeCompare(b.name));
  if (used.length === 0) return [];
  const rows = [COLUMNS, ...used.map(rowOf)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const isText = (column: number): boolean => column === 0 || column === COLUMNS.length - 1;
  const aligned = (cell: string, i: number): string =>
    isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  const calls = used.reduce((sum, bucket) => sum + bucket.calls, 0);
  const refused = used.reduce((sum, b) => sum + b.rateLimited + b.concurrencyLimited, 0);
  return [
    `Okta API: ${calls} calls in ${used.length} rate-limit buckets, ${refused} refused (429)`,
    ...rows.map((row) => row.map(aligned).join('  ').trimEnd()),
  ];
}
