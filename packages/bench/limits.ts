/**
 * Runs of the small org in real time: `npm run bench:limits [-- plans…]`, by default under Workforce limits. Fails
 * where a goal is missed: calls, refusals, the reserve, time against the ideal, or a longest bucket that was idle.
 */
import { DEFAULT_THRESHOLD as THRESHOLD } from '../../src/okta';
import { runBench } from './command';
import { judgeRun } from './limited/judge';
import { measureRun } from './limited/measure';
import { marksOf, shortened } from './limited/timeline';
import { isPlan, LATENCY_MS, PLANS, SMALL_ORG, type LimitedPlan } from './orgs';
import type { LimitedRun } from './results';

const WIDTH = 90;

/** About two minutes, and 17 under the limits of an Integrator org. */
export function measureInRealTime(plan: LimitedPlan): Promise<LimitedRun> {
  return measureRun({ plan, users: SMALL_ORG.users, time: 'real', factors: 'full' });
}

/** The run as lines for a terminal. */
export function describeLimits(run: LimitedRun): string[] {
  const judged = judgeRun(run);
  const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
  const { users, groups, apps, devices } = SMALL_ORG;
  return [
    `${users} users, ${groups} groups, ${apps} applications, ${devices} devices; ` +
      `${run.plan} limits, default token, ${LATENCY_MS} ms latency, threshold ${THRESHOLD}`,
    `wall time ${seconds(run.wallMs)}, ideal ${seconds(judged.idealMs)} (${judged.longest}), ` +
      `ratio ${judged.ratio.toFixed(2)}`,
    `${judged.calls} calls, ${run.refused} refused (429)`,
    ...run.buckets.map(
      ({ name, calls, limit, smallestRemaining }) =>
        `  ${name}: ${calls} calls, limit ${limit}, smallest reserve ${smallestRemaining}`,
    ),
    `predecessor by its formula: ${judged.predecessor.map(({ name, calls }) => `${calls} in ${name}`).join(', ')}; ` +
      `ideal at its half of the limit ${seconds(judged.predecessorMs)}`,
    'timeline (# calls, . waiting for the limit, ! idle with budget and work):',
    ...Object.entries(run.timeline).map(
      ([name, line]) => `${shortened(marksOf(line), WIDTH).padEnd(WIDTH)}  ${name}`,
    ),
    ...judged.missed.map((goal) => `GOAL MISSED: ${goal}`),
  ];
}

async function main(asked: readonly string[]): Promise<void> {
  const named = asked.filter(isPlan);
  const plans: readonly LimitedPlan[] = named.length > 0 ? named : ['workforce'];
  const minutes = plans.includes('integrator') ? 17 : 2;
  console.log(
    `Collects a small local org under ${plans.join(', ')} limits in real time: about ${minutes} minutes.`,
  );
  const runs = await Promise.all(plans.map(measureInRealTime));
  for (const run of runs) console.log(describeLimits(run).join('\n'));
  if (runs.some((run) => judgeRun(run).missed.length > 0)) process.exitCode = 1;
}

const HELP = `Usage: npm run bench:limits [-- plans…]

Runs the integration against a small local org in real time, under the limits of
Okta's plans: ${PLANS.join(', ')}. By default workforce. It takes about
two minutes, and 17 for integrator; several plans run at once. Exits with 1 if
a goal is missed.`;

if (require.main === module) {
  runBench({ help: HELP, takes: `plans: ${PLANS.join(', ')}`, isKnown: isPlan }, main);
}
