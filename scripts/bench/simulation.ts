/** Which runs are simulated, and what is judged of them. Pure. */
import { DEFAULT_RATE_LIMIT_THRESHOLD as THRESHOLD } from '../../src/config';
import { idealMs, longestBucket, usableOf, type BucketLoad } from './ideal';
import { predecessorLoads, PREDECESSOR_THRESHOLD } from './predecessor';
import type { SimulatedOrgOptions } from './simulatedOrg';
import type { SimulatedRun } from './simulatedRun';

export type LimitedPlan = 'workforce' | 'enterprise' | 'integrator';

export const PLANS: readonly LimitedPlan[] = ['workforce', 'enterprise', 'integrator'];
export const LATENCY_MS = 150;

/** Beyond the ideal: a second for each window, which the client adds as Okta advises, and the start. */
const GOAL = { times: 1.1, andMs: 10_000 };
const CIRCUMSTANCES = { threshold: THRESHOLD, latencyMs: LATENCY_MS };

export function isPlan(name: string | undefined): name is LimitedPlan {
  return PLANS.some((plan) => plan === name);
}

function sizeOf(users: number) {
  return {
    users,
    groups: users / 20,
    memberships: users * 10,
    apps: Math.min(500, Math.max(40, users / 100)),
    devices: users / 20,
  };
}

export function simulationOf(plan: LimitedPlan, users: number): SimulatedOrgOptions {
  return { plan, latencyMs: LATENCY_MS, generated: sizeOf(users) };
}

export interface Simulation {
  readonly plan: LimitedPlan;
  readonly users: number;
  readonly wallMs: number;
  /** Of the longest bucket. */
  readonly idealMs: number;
  readonly longest: string;
  readonly loads: readonly BucketLoad[];
  readonly calls: number;
  /** The ideal of the predecessor's calls at its half of the limits. */
  readonly predecessorMs: number;
  readonly predecessorCalls: number;
  readonly missed: readonly string[];
}

export function judge(plan: LimitedPlan, users: number, run: SimulatedRun): Simulation {
  const { wallMs, loads } = run;
  const longest = longestBucket(loads, CIRCUMSTANCES) ?? { name: '', ms: 0 };
  const { groups, apps } = sizeOf(users);
  const predecessor = predecessorLoads(
    { users, groups, groupsWithMembers: groups, applications: apps },
    (name) => loads.find((load) => load.name === name)?.limit ?? 0,
  );
  const late = { ...CIRCUMSTANCES, threshold: PREDECESSOR_THRESHOLD };
  return {
    plan,
    users,
    wallMs,
    idealMs: longest.ms,
    longest: longest.name,
    loads,
    calls: callsOf(loads),
    predecessorMs: Math.max(...predecessor.map((load) => idealMs(load, late))),
    predecessorCalls: callsOf(predecessor),
    missed: missedBy(run, longest.ms).map((goal) => `${users} users, ${plan}: ${goal}`),
  };
}

function callsOf(loads: readonly BucketLoad[]): number {
  return loads.reduce((sum, { calls }) => sum + calls, 0);
}

function missedBy(run: SimulatedRun, ideal: number): string[] {
  const { wallMs, refused, loads, smallestRemaining, failedSteps } = run;
  const touched = loads.filter(
    ({ name, limit }) => (smallestRemaining[name] ?? limit) < limit - usableOf(limit, THRESHOLD),
  );
  const limit = GOAL.times * ideal + GOAL.andMs;
  return [
    ...(wallMs > limit ? [`took ${(wallMs / ideal).toFixed(2)} times the ideal`] : []),
    ...(refused > 0 ? [`${refused} requests were refused (429)`] : []),
    ...touched.map(({ name }) => `the reserve of ${name} was touched`),
    ...failedSteps.map((id) => `${id} failed`),
  ];
}
