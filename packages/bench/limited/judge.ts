/** What a run under limits is compared with, and what is judged of it. Pure. */
import { DEFAULT_THRESHOLD as THRESHOLD, usableOf } from '../../../src/okta';
import { LATENCY_MS, orgOf, SMALL_ORG } from '../orgs';
import type { LimitedRun } from '../results';
import { idealMs, longestBucket, type Load } from './ideal';
import { predecessorLoads, PREDECESSOR_THRESHOLD } from './predecessor';
import { idleSeconds, marksOf } from './timeline';

/** For the small org under Workforce limits. */
export const SMALL_ORG_GOALS = { calls: 1_000, wallMs: 170_000 };
/** Beyond the ideal: a second for each window, which the client adds as Okta advises, and the start. */
export const TIME_GOAL = { times: 1.1, andMs: 10_000 };
/** A sample can fall into the moment between a window's opening and its first call. */
const IDLE_SECONDS = 3;
const CIRCUMSTANCES = { threshold: THRESHOLD, latencyMs: LATENCY_MS };

export interface Judgement {
  readonly calls: number;
  /** Of the longest bucket: no run that makes these calls can be shorter. */
  readonly idealMs: number;
  readonly longest: string;
  /** Wall time by ideal time. */
  readonly ratio: number;
  /** The calls of the predecessor, and their ideal time at its half of the limits. */
  readonly predecessor: readonly Load[];
  readonly predecessorCalls: number;
  readonly predecessorMs: number;
  /** Goals that were missed, in words. */
  readonly missed: readonly string[];
}

export function judgeRun(run: LimitedRun): Judgement {
  const longest = longestBucket(run.buckets, CIRCUMSTANCES) ?? { name: '', ms: 0 };
  const predecessor = predecessorOf(run);
  const late = { ...CIRCUMSTANCES, threshold: PREDECESSOR_THRESHOLD };
  return {
    calls: callsOf(run.buckets),
    idealMs: longest.ms,
    longest: longest.name,
    ratio: run.wallMs / longest.ms,
    predecessor,
    predecessorCalls: callsOf(predecessor),
    predecessorMs: Math.max(...predecessor.map((load) => idealMs(load, late))),
    missed: [...missedInTime(run, longest), ...missedAtOkta(run)],
  };
}

/** Every group of the generated orgs has members. */
function predecessorOf({ users, buckets }: LimitedRun): readonly Load[] {
  const { groups, apps } = orgOf(users);
  return predecessorLoads(
    { users, groups, groupsWithMembers: groups, applications: apps },
    (name) => buckets.find((bucket) => bucket.name === name)?.limit ?? 0,
  );
}

function callsOf(loads: readonly Load[]): number {
  return loads.reduce((sum, { calls }) => sum + calls, 0);
}

function missedInTime(
  { plan, users, wallMs, timeline }: LimitedRun,
  longest: { readonly name: string; readonly ms: number },
): string[] {
  const isSmall = users === SMALL_ORG.users && plan === 'workforce';
  const idle = idleSeconds(marksOf(timeline[longest.name] ?? ''));
  return [
    ...(wallMs > TIME_GOAL.times * longest.ms + TIME_GOAL.andMs
      ? [`took ${(wallMs / longest.ms).toFixed(2)} times the ideal`]
      : []),
    ...(isSmall && wallMs > SMALL_ORG_GOALS.wallMs
      ? [`took longer than ${SMALL_ORG_GOALS.wallMs / 1000} s`]
      : []),
    ...(idle > IDLE_SECONDS
      ? [`${longest.name} was idle for ${idle} s although it had budget and work`]
      : []),
  ];
}

function missedAtOkta({ users, buckets, refused, failedSteps }: LimitedRun): string[] {
  const calls = callsOf(buckets);
  const touched = buckets.filter(
    ({ limit, smallestRemaining }) => smallestRemaining < limit - usableOf(limit, THRESHOLD),
  );
  return [
    ...(users === SMALL_ORG.users && calls > SMALL_ORG_GOALS.calls
      ? [`${calls} calls, more than ${SMALL_ORG_GOALS.calls}`]
      : []),
    ...(refused > 0 ? [`${refused} requests were refused (429)`] : []),
    ...touched.map(({ name }) => `the reserve of ${name} was touched`),
    ...failedSteps.map((id) => `${id} failed`),
  ];
}
