/** What is judged of the runs without limits. Pure. */
import { percent } from '../../cli/terminal/format';
import type { NodeFlags, ScaleRow } from '../results';

export const SCALE_GOALS = {
  /** Of CPU time, when the org is ten times as large. */
  growthPerTenfold: 11,
  /** Of CPU time, our own code at `profiledUsers`. */
  ourShare: 0.35,
  profiledUsers: 20_000,
  /** Peak of the resident set by flags of Node and number of users. */
  peakMb: {
    none: new Map([
      [20_000, 400],
      [100_000, 800],
    ]),
    start: new Map([
      [20_000, 250],
      [100_000, 500],
    ]),
  },
  /** Of `profiledUsers` without flags. */
  cpuMs: 40_000,
  firstRequestMs: 2_000,
} as const;

export interface Growth {
  readonly flags: NodeFlags;
  readonly from: number;
  readonly to: number;
  /** CPU time by CPU time. */
  readonly times: number;
}

/** Each size against the one a tenth of it. */
export function growthOf(rows: readonly ScaleRow[]): Growth[] {
  return rows.flatMap((small) =>
    rows
      .filter(({ users, flags }) => users === small.users * 10 && flags === small.flags)
      .map((large) => ({
        flags: small.flags,
        from: small.users,
        to: large.users,
        times: large.cpuMs / small.cpuMs,
      })),
  );
}

/** To follow a number of users: the flags that Node was started with. */
export function flagsText(flags: NodeFlags): string {
  return flags === 'start' ? ' with the flags of npm start' : '';
}

/** The goals that were missed, in words. */
export function missedBy(rows: readonly ScaleRow[]): string[] {
  const { growthPerTenfold, ourShare, peakMb: peaks, firstRequestMs: first } = SCALE_GOALS;
  const { profiledUsers, cpuMs: mostCpuMs } = SCALE_GOALS;
  return [
    ...growthOf(rows)
      .filter(({ times }) => times > growthPerTenfold)
      .map(({ to, times }) => `CPU grew ${times.toFixed(1)} times to ${to} users`),
    ...rows
      .filter(({ users, flags, peakMb }) => peakMb > (peaks[flags].get(users) ?? Infinity))
      .map(
        ({ users, flags, peakMb }) =>
          `${Math.round(peakMb)} MB at ${users} users${flagsText(flags)}`,
      ),
    ...rows
      .filter(({ users, flags }) => users === profiledUsers && flags === 'none')
      .filter(({ cpuMs }) => cpuMs > mostCpuMs)
      .map(({ cpuMs }) => `${Math.round(cpuMs / 1000)} s of CPU at ${profiledUsers} users`),
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
