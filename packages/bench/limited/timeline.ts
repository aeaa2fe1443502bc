/** What each bucket did over a run, as a line of letters. Pure. */
import type { BucketSnapshot } from '../../../src/okta';
import type { Sample } from '../collection';

/** `#` calls were made, `.` waiting for the limit, `!` had budget and work and did nothing, ` ` no work. */
export type Mark = '#' | '.' | '!' | ' ';

/** The one that says most first. */
const MARKS: readonly Mark[] = ['!', '#', '.', ' '];

function bucketIn({ snapshot }: Sample, name: string): BucketSnapshot | undefined {
  return snapshot.buckets.find((bucket) => bucket.name === name);
}

function markOf(before: BucketSnapshot | undefined, now: BucketSnapshot | undefined): Mark {
  if (now === undefined) return ' ';
  if (now.calls > (before?.calls ?? 0) || now.inFlight > 0) return '#';
  if (now.queued === 0) return ' ';
  return now.opensAt === undefined ? '!' : '.';
}

/** One mark for each sample, the first sample's against nothing. */
export function timelineOf(samples: readonly Sample[], name: string): Mark[] {
  return samples.map((sample, i) => {
    const before = i === 0 ? undefined : samples[i - 1];
    return markOf(before && bucketIn(before, name), bucketIn(sample, name));
  });
}

/** The marks of a line that was written with `join('')`. */
export function marksOf(line: string): Mark[] {
  return Array.from(line, (letter) => MARKS.find((mark) => mark === letter) ?? ' ');
}

/** Seconds in which the bucket had budget and work and made no call. */
export function idleSeconds(marks: readonly Mark[]): number {
  return marks.filter((mark) => mark === '!').length;
}

/** At most `width` marks: of each group the one that says most. */
export function shortened(marks: readonly Mark[], width: number): string {
  const step = Math.max(1, Math.ceil(marks.length / width));
  let line = '';
  for (let i = 0; i < marks.length; i += step) {
    const group = marks.slice(i, i + step);
    line += MARKS.find((mark) => group.includes(mark)) ?? ' ';
  }
  return line;
}
