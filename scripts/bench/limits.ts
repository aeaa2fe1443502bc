/**
 * A whole run under Workforce limits in real time: `npm run bench:limits`. Fails where a goal is missed: calls,
 * refusals, the reserve, or time against the ideal.
 */
import { StepResultStatus } from '@jupiterone/integration-sdk-core';

import type { OktaSnapshot } from '../../src/okta';
import { DEFAULT_RATE_LIMIT_THRESHOLD as THRESHOLD } from '../../src/config';
import { collectOnce, type Collection } from './collection';
import { idealMs, longestBucket, usableOf, type BucketLoad } from './ideal';
import { predecessorLoads, PREDECESSOR_THRESHOLD } from './predecessor';
import { serveLocalOkta, type ServedCounters } from './serve';
import { idleSeconds, shortened, timelineOf } from './timeline';

const ORG = { users: 600, groups: 120, apps: 40, devices: 100 };
const LATENCY_MS = 150;
const GOALS = { calls: 900, wallMs: 170_000 };
const WIDTH = 90;
const CIRCUMSTANCES = { threshold: THRESHOLD, latencyMs: LATENCY_MS };

export interface LimitsResult {
  readonly wallMs: number;
  readonly idealMs: number;
  readonly longest: string;
  readonly calls: number;
  readonly refused: number;
  readonly loads: readonly BucketLoad[];
  readonly smallestReserve: Readonly<Record<string, number>>;
  readonly predecessor: readonly BucketLoad[];
  readonly predecessorMs: number;
  readonly timeline: readonly string[];
  readonly missed: readonly string[];
}

/** Measures it: about two and a half minutes. */
export async function measureLimits(): Promise<LimitsResult> {
  const okta = await serveLocalOkta({ plan: 'workforce', latencyMs: LATENCY_MS, generated: ORG });
  try {
    const collection = await collectOnce(okta);
    return judge(collection, await okta.counters());
  } finally {
    okta.close();
  }
}

function judge(collection: Collection, served: ServedCounters): LimitsResult {
  const { wallMs, final, samples } = collection;
  const loads = loadsOf(final);
  const longest = longestBucket(loads, CIRCUMSTANCES) ?? { name: '', ms: 0 };
  const busiest = [...loads].sort((a, b) => b.calls - a.calls).slice(0, 4);
  const predecessor = predecessorLoads(
    { users: ORG.users, groups: ORG.groups, groupsWithMembers: ORG.groups, applications: ORG.apps },
    (name) => loads.find((load) => load.name === name)?.limit ?? 0,
  );
  const late = { ...CIRCUMSTANCES, threshold: PREDECESSOR_THRESHOLD };
  return {
    wallMs,
    idealMs: longest.ms,
    longest: longest.name,
    calls: served.total,
    refused: served.rateLimited + served.concurrencyLimited,
    loads,
    smallestReserve: Object.fromEntries(
      served.buckets.map(({ name, smallestRemaining }) => [name, smallestRemaining]),
    ),
    predecessor,
    predecessorMs: Math.max(...predecessor.map((load) => idealMs(load, late))),
    timeline: busiest.map(
      ({ name }) => `${shortened(timelineOf(samples, name), WIDTH).padEnd(WIDTH)}  ${name}`,
    ),
    missed: [...missedByTheRun(collection, longest), ...missedByTheCounters(served)],
  };
}

function missedByTheRun(
  { wallMs, samples, result }: Collection,
  longest: { readonly name: string; readonly ms: number },
): string[] {
  const idle = idleSeconds(timelineOf(samples, longest.name));
  const failed = result.integrationStepResults.filter(
    ({ status }) => status === StepResultStatus.FAILURE,
  );
  return [
    ...(wallMs > GOALS.wallMs ? [`took longer than ${GOALS.wallMs / 1000} s`] : []),
    ...(wallMs > 1.1 * longest.ms + 10_000 ? ['took longer than 1.1 × the ideal and 10 s'] : []),
    // A sample can fall into the moment between a window's opening and its first call.
    ...(idle > 3 ? [`${longest.name} was idle for ${idle} s although it had budget and work`] : []),
    ...failed.map(({ id }) => `${id} failed`),
  ];
}

function missedByTheCounters(served: ServedCounters): string[] {
  const refused = served.rateLimited + served.concurrencyLimited;
  const touched = served.buckets.filter(
    ({ limit, smallestRemaining }) => smallestRemaining < limit - usableOf(limit, THRESHOLD),
  );
  return [
    ...(served.total > GOALS.calls ? [`${served.total} calls, more than ${GOALS.calls}`] : []),
    ...(refused > 0 ? [`${refused} requests were refused (429)`] : []),
    ...touched.map(({ name }) => `the reserve of ${name} was touched`),
  ];
}

/** The buckets of a run with the limits that Okta reported. */
export function loadsOf({ buckets }: OktaSnapshot): BucketLoad[] {
  return buckets.flatMap(({ name, calls, limit }) =>
    limit === undefined || calls === 0 ? [] : [{ name, calls, limit }],
  );
}

/** The result as lines for a terminal. */
export function describeLimits(result: LimitsResult): string[] {
  const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
  return [
    `${ORG.users} users, ${ORG.groups} groups, ${ORG.apps} applications, ${ORG.devices} devices; ` +
      `Workforce limits, default token, ${LATENCY_MS} ms latency, threshold ${THRESHOLD}`,
    `wall time ${seconds(result.wallMs)}, ideal ${seconds(result.idealMs)} (${result.longest}), ` +
      `ratio ${(result.wallMs / result.idealMs).toFixed(2)}`,
    `${result.calls} calls, ${result.refused} refused (429)`,
    ...result.loads.map(
      ({ name, calls, limit }) =>
        `  ${name}: ${calls} calls, limit ${limit}, smallest reserve ${result.smallestReserve[name] ?? '?'}`,
    ),
    `predecessor by its formula: ${result.predecessor.map(({ name, calls }) => `${calls} in ${name}`).join(', ')}; ` +
      `ideal at its half of the limit ${seconds(result.predecessorMs)}`,
    'timeline (# calls, . waiting for the limit, ! idle with budget and work):',
    ...result.timeline,
    ...result.missed.map((goal) => `GOAL MISSED: ${goal}`),
  ];
}

async function main(): Promise<void> {
  const result = await measureLimits();
  for (const line of describeLimits(result)) console.log(line);
  if (result.missed.length > 0) process.exitCode = 1;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
