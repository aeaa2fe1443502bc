/**
 * Runs of large orgs under the limits of Okta's plans, in virtual time: `npm run bench:simulate [-- users…]`.
 * The steps, the client and its scheduler are those of a real run; network, clock and disk are not.
 * Fails where a goal is missed: refusals, the reserve, or time against the ideal.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';

import { forEachConcurrently } from '../../src/steps/concurrently';
import { formatDuration } from '../../src/okta/report';
import { judge, LATENCY_MS, PLANS, type LimitedPlan, type Simulation } from './simulation';
import type { SimulatedRun } from './simulatedRun';

const SIZES = [600, 10_000, 100_000];

function isRun(message: unknown): message is SimulatedRun {
  return typeof message === 'object' && message !== null && 'loads' in message;
}

/** In a process with one thread for files and compression, as `simulateRun` needs it. */
function simulated(plan: LimitedPlan, users: number): Promise<SimulatedRun> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, 'simulateChild.ts'), {
      execArgv: ['-r', 'ts-node/register'],
      env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    });
    child.once('message', (message) => {
      if (isRun(message)) resolve(message);
    });
    child.once('exit', (code) => {
      reject(new Error(`the simulation ended with code ${code ?? 'none'}`));
    });
    child.send({ plan, users });
  });
}

/** All plans and sizes, as many at a time as the machine has cores. */
export async function measureSimulations(sizes: readonly number[]): Promise<Simulation[]> {
  const wanted = sizes.flatMap((users) => PLANS.map((plan) => ({ plan, users })));
  const results: Simulation[] = [];
  await forEachConcurrently(
    wanted.entries(),
    async ([i, { plan, users }]) => {
      results[i] = judge(plan, users, await simulated(plan, users));
    },
    availableParallelism(),
  );
  return results;
}

export function describeSimulation(simulation: Simulation): string {
  const { plan, users, wallMs, idealMs, longest, calls } = simulation;
  const { predecessorMs, predecessorCalls } = simulation;
  return (
    `${String(users).padStart(6)} users, ${plan.padEnd(10)}  ${calls} calls, ` +
    `${formatDuration(wallMs)}, ideal ${formatDuration(idealMs)} (${longest}), ` +
    `ratio ${(wallMs / idealMs).toFixed(3)}; predecessor ${predecessorCalls} calls, ` +
    `ideal ${formatDuration(predecessorMs)}`
  );
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).map(Number).filter(Number.isFinite);
  const startedAt = performance.now();
  const simulations = await measureSimulations(asked.length > 0 ? asked : SIZES);
  console.log(`Virtual time, ${LATENCY_MS} ms latency, default token`);
  for (const simulation of simulations) console.log(describeSimulation(simulation));
  for (const { missed } of simulations) {
    for (const goal of missed) console.log(`GOAL MISSED: ${goal}`);
  }
  console.log(`Simulated in ${formatDuration(performance.now() - startedAt)}`);
  if (simulations.some(({ missed }) => missed.length > 0)) process.exitCode = 1;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
