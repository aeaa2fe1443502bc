/** Each goal, what was measured of it, and with which command. Pure. */
import { judgeRun, SMALL_ORG_GOALS, TIME_GOAL } from '../limited/judge';
import type { Results } from '../results';
import { flagsText, growthOf, SCALE_GOALS } from '../scale/judge';
import { percent } from '../../cli/terminal/format';
import { THROUGHPUT_GOAL } from '../throughput';

interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly isReached: boolean;
  readonly command: 'limits' | 'simulate' | 'throughput' | 'scale';
}

export function goalRows(results: Results): string[][] {
  return [...limitGoals(results), ...throughputGoals(results), ...scaleGoals(results)].map(
    ({ goal, measured, isReached, command }) => [
      goal,
      measured,
      isReached ? 'yes' : '**no**',
      `\`npm run bench:${command}\``,
    ],
  );
}

function limitGoals({ limited }: Results): Goal[] {
  const small = limited.find(({ time, plan }) => time === 'real' && plan === 'workforce');
  const runs = limited.map((run) => ({ ...run, ...judgeRun(run) }));
  const worst = Math.max(...runs.map(({ ratio }) => ratio));
  const refused = runs.reduce((sum, run) => sum + run.refused, 0);
  const missed = runs.flatMap((run) => run.missed);
  const { calls, wallMs } = SMALL_ORG_GOALS;
  return [
    ...(small
      ? [
          {
            goal: `600 users on Workforce: at most ${calls} calls, under ${wallMs / 1000} s`,
            measured: `${judgeRun(small).calls} calls, ${Math.round(small.wallMs / 1000)} s`,
            isReached: judgeRun(small).calls <= calls && small.wallMs < wallMs,
            command: 'limits' as const,
          },
        ]
      : []),
    {
      goal: `All plans and sizes: at most ${TIME_GOAL.times} times the ideal and ${TIME_GOAL.andMs / 1000} s, no 429, reserve untouched`,
      measured: `${runs.length} runs, at worst ${worst.toFixed(2)} times the ideal, ${refused} × 429`,
      isReached: missed.length === 0,
      command: 'simulate',
    },
  ];
}

function throughputGoals({ throughput }: Results): Goal[] {
  return throughput.map(({ concurrency, ratio }) => ({
    goal: `${concurrency} requests at once: at least ${percent(THROUGHPUT_GOAL)} of a bare loop’s calls a second`,
    measured: percent(ratio),
    isReached: ratio >= THROUGHPUT_GOAL,
    command: 'throughput',
  }));
}

function scaleGoals({ scale }: Results): Goal[] {
  const { growthPerTenfold, ourShare, profiledUsers, peakMb: peaks, firstRequestMs } = SCALE_GOALS;
  const latest = Math.max(...scale.map((row) => row.firstRequestMs));
  const share = scale.find(({ profile }) => profile)?.profile?.shares.ours ?? 0;
  const growth = growthOf(scale);
  return [
    ...scale.flatMap(({ users, flags, peakMb }) => {
      const goal = peaks[flags].get(users);
      if (goal === undefined) return [];
      return [
        {
          goal: `${users.toLocaleString('en')} users${flagsText(flags)}: at most ${goal} MB`,
          measured: `${Math.round(peakMb)} MB`,
          isReached: peakMb <= goal,
          command: 'scale' as const,
        },
      ];
    }),
    {
      goal: `Ten times the users: at most ${growthPerTenfold} times the CPU time`,
      measured: growth.map(({ times }) => `${times.toFixed(1)} ×`).join(', '),
      isReached: growth.every(({ times }) => times <= growthPerTenfold),
      command: 'scale',
    },
    {
      goal: `${profiledUsers.toLocaleString('en')} users: our own code at most ${percent(ourShare)} of the CPU time`,
      measured: percent(share),
      isReached: share <= ourShare,
      command: 'scale',
    },
    {
      goal: `First request within ${firstRequestMs / 1000} s`,
      measured: `${(latest / 1000).toFixed(2)} s`,
      isReached: latest <= firstRequestMs,
      command: 'scale',
    },
  ];
}
