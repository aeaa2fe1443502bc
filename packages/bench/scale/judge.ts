/** What is judged of the runs without limits. Pure. */
import { percent } from '../../cli/terminal/format';
import type { ScaleRow } from '../results';

export const SCALE_GOALS = {
  /** Of CPU time, when the org is ten times as large. */
  growthPerTenfold: 11,
  /** Of CPU time, our own code at `profiledUsers`. */
  ourShare: 0.35,
  profiledUsers: 20_000,
  /** Peak of the resident set by number of users. */
  peakMb: new Map([
    [20_000, 350],
    [100_000, 600],
  ]),
  firstRequestMs: 2_000,
} as const;

export interface Growth {
  readonly from: number;
  readonly to: number;
  /** CPU time by CPU time. */
  readonly times: number;
}

/** Each size against the one a tenth of it. */
export function growthOf(rows: readonly ScaleRow[]): Growth[] {
  return rows.flatMap((small) =>
    rows
      .filter(({ users }) => users === small.users * 10)
      .map((large) => ({
        from: small.users,
        to: large.users,
        times: large.cpuMs / small.cpuMs,
      })),
  );
}

/** The goals that were missed, in words. */
export function missedBy(rows: readonly ScaleRow[]): string[] {
  const { growthPerTenfold, ourShare, peakMb: peaks, firstRequestMs: first } = SCALE_GOALS;
  return [
    ...growthOf(rows)
      .filter(({ times }) => times > growthPerTenfold)
      .map(({ to, times }) => `CPU grew ${times.toFixed(1)} times to ${to} users`),
    ...rows
      .filter(({ users, peakMb }) => peakMb > (peaks.get(users) ?? Infinity))
      .map(({ users, peakMb }) => `${Math.round(peakMb)} MB at ${users} users`),
    ...rows
      .filter(({ firstRequestMs }) => firstRequestMs > first)
      .map(({ users }) => `first request later than ${first} ms at ${users} users`),
    ...rows.flatMap(({ users, failedSteps }) =>
      failedSteps.map((id) => `${id} failed at ${users} users`),
    ),
    ...rows
      .filter(({ profile }) => (profile?.shares.ours ?? 0) > ourShare)
      .map(({ profile }) => `our share of the CPU is ${percent(profile?.shares.ours ?? 0)}`),
  ];
}
