/**
 * Runs of large orgs under the limits of Okta's plans, in virtual time: `npm run bench:simulate [-- users…]`.
 * The steps, the client and its scheduler are those of a real run; network, clock and disk are not.
 * Fails where a goal is missed: refusals, the reserve, or time against the ideal.
 */
import { availableParallelism } from 'node:os';

import { formatDuration } from '../../src/okta';
import { forEachConcurrently } from '../../src/run/concurrently';
import { isSize, runBench } from './command';
import { judgeRun } from './limited/judge';
import { measureRun, type RunRequest } from './limited/measure';
import { LATENCY_MS, PLANS, SMALL_ORG } from './orgs';
import type { LimitedRun } from './results';

export const SIMULATED_SIZES: readonly number[] = [SMALL_ORG.users, 10_000, 100_000];

function requestsOf(sizes: readonly number[]): RunRequest[] {
  const modes = ['full', 'changes'] as const;
  return sizes.flatMap((users) =>
    modes.flatMap((factors) =>
      PLANS.map((plan) => ({ plan, users, time: 'virtual' as const, factors })),
    ),
  );
}

/** All plans and sizes, with all factors and with changes alone, as many at a time as the machine has cores. */
export async function measureInVirtualTime(sizes: readonly number[]): Promise<LimitedRun[]> {
  const results: LimitedRun[] = [];
  await forEachConcurrently(
    requestsOf(sizes).entries(),
    async ([i, request]) => {
      results[i] = await measureRun(request);
    },
    availableParallelism(),
  );
  return results;
}

/** The run as a line for a terminal. */
export function describeRun(run: LimitedRun): string {
  const judged = judgeRun(run);
  return (
    `${String(run.users).padStart(6)} users, ${run.plan.padEnd(10)}, factors ${run.factors.padEnd(7)}: ` +
    `${judged.calls} calls, ${formatDuration(run.wallMs)}, ` +
    `ideal ${formatDuration(judged.idealMs)} (${judged.longest}), ratio ${judged.ratio.toFixed(3)}; ` +
    `predecessor ${judged.predecessorCalls} calls, ideal ${formatDuration(judged.predecessorMs)}`
  );
}

async function main(asked: readonly string[]): Promise<void> {
  const startedAt = performance.now();
  const runs = await measureInVirtualTime(asked.length > 0 ? asked.map(Number) : SIMULATED_SIZES);
  console.log(`Virtual time, ${LATENCY_MS} ms latency, default token`);
  for (const run of runs) {
    console.log(describeRun(run));
    for (const goal of judgeRun(run).missed) console.log(`GOAL MISSED: ${goal}`);
  }
  console.log(`Simulated in ${formatDuration(performance.now() - startedAt)}`);
  if (runs.some((run) => judgeRun(run).missed.length > 0)) process.exitCode = 1;
}

const HELP = `Usage: npm run bench:simulate [-- users…]

Runs the integration in virtual time under the limits of each plan, of orgs with
${SIMULATED_SIZES.join(', ')} users or as many as are named. Exits with 1 if a goal
is missed.`;

if (require.main === module) {
  runBench({ help: HELP, takes: 'numbers of users', isKnown: isSize }, main);
}
