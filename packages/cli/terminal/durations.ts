/** Durations as people write them, in milliseconds. */
import { formatDuration } from '../../../src/okta';

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min` */
export function duration(ms: number): string {
  return ms < 9_950 ? `${(Math.max(0, ms) / 1000).toFixed(1)} s` : formatDuration(ms);
}

/** For estimates: `a few seconds`, `about 40 s`, `about 12 min`, `about 2 h 5 min` */
export function roughly(ms: number): string {
  if (ms < 10_000) return 'a few seconds';
  if (ms < 55_000) return `about ${Math.ceil(ms / 10_000) * 10} s`;
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `about ${minutes} min`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `00:07`, `12:40`, `1:02:03` */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const hours = Math.floor(seconds / 3600);
  return hours === 0 ? parts.join(':') : [hours, ...parts].join(':');
}
