/**
 * Calls per second of our client against a bare node-fetch loop of the same concurrency, on a local org
 * without limits and with 20 ms latency. Fails when the client reaches less than 80 % of it.
 */
import http from 'node:http';
import fetch from 'node-fetch';
import { createOktaClient, endpoint } from '../../src/okta';
import { runBench } from './command';
import type { Speed, Throughput } from './results';
import { serveLocalOkta } from './serve';

const LATENCY_MS = 20;
export const THROUGHPUT_GOAL = 0.8;
/** Pairs of rounds; each contestant starts every other pair, so that drift of the machine cancels out. */
const ROUNDS = 6;
const CALLS_PER_ROUND = 2_500;
/** The client's own default, and four times as much. */
const CONCURRENCIES = [15, 60];

type Contestant = (call: number) => Promise<unknown>;

async function race(contestant: Contestant, concurrency: number): Promise<Speed> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < CALLS_PER_ROUND) {
      next += 1;
      await contestant(next);
    }
  };
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    callsPerSecond: (CALLS_PER_ROUND * 1000) / (performance.now() - startedAt),
    cpuPerCall: (user + system) / CALLS_PER_ROUND,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Round by round, so that what else the machine does meets both sides of a pair. */
function medianRatio(ours: readonly Speed[], bare: readonly Speed[]): number {
  return median(ours.map((speed, i) => speed.callsPerSecond / (bare[i]?.callsPerSecond ?? NaN)));
}

function medianSpeed(speeds: readonly Speed[]): Speed {
  return {
    callsPerSecond: median(speeds.map((speed) => speed.callsPerSecond)),
    cpuPerCall: median(speeds.map((speed) => speed.cpuPerCall)),
  };
}

/** The median of both, measured in turns. */
async function compare(
  ours: Contestant,
  bare: Contestant,
  concurrency: number,
): Promise<Omit<Throughput, 'concurrency'>> {
  const speeds: { ours: Speed[]; bare: Speed[] } = { ours: [], bare: [] };
  const contestants = [
    ['ours', ours],
    ['bare', bare],
  ] as const;
  for (const [, contestant] of contestants) await race(contestant, concurrency);
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? contestants : [...contestants].reverse();
    for (const [name, contestant] of order) {
      speeds[name].push(await race(contestant, concurrency));
    }
  }
  return {
    client: medianSpeed(speeds.ours),
    bare: medianSpeed(speeds.bare),
    ratio: medianRatio(speeds.ours, speeds.bare),
  };
}

/** What one would write without a client: fetch, check, parse. */
function bareLoop(url: string, apiToken: string, agent: http.Agent): Contestant {
  return async (call) => {
    const response = await fetch(`${url}/api/v1/users?limit=1&call=${call}`, {
      agent,
      headers: { Authorization: `SSWS ${apiToken}`, Accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const body: unknown = await response.json();
    return body;
  };
}

async function measureConcurrency(concurrency: number): Promise<Throughput> {
  const okta = await serveLocalOkta({ plan: 'unlimited', latencyMs: LATENCY_MS, keepRequests: 0 });
  const agent = new http.Agent({ keepAlive: true });
  const client = createOktaClient({
    org: { orgUrl: okta.url },
    credentials: { kind: 'token', token: okta.apiToken },
    maxConcurrency: concurrency,
  });
  const ours: Contestant = (call) =>
    client.get({ endpoint: endpoint`/api/v1/users`, query: { limit: 1, call } });
  const bare = bareLoop(okta.url, okta.apiToken, agent);
  const result = { concurrency, ...(await compare(ours, bare, concurrency)) };
  await client.close();
  agent.destroy();
  okta.close();
  return result;
}

/** About a minute. */
export async function measureThroughput(): Promise<Throughput[]> {
  const results: Throughput[] = [];
  for (const concurrency of CONCURRENCIES) results.push(await measureConcurrency(concurrency));
  return results;
}

/** The result as a line for a terminal. */
export function describeThroughput({ concurrency, client, bare, ratio }: Throughput): string {
  const speed = ({ callsPerSecond, cpuPerCall }: Speed): string =>
    `${callsPerSecond.toFixed(0)} calls/s (${cpuPerCall.toFixed(0)} µs of CPU each)`;
  return (
    `${String(concurrency).padStart(3)} at once: client ${speed(client)}, ` +
    `bare node-fetch ${speed(bare)}, ratio ${(ratio * 100).toFixed(0)} %`
  );
}

/** The goals that were missed, in words. */
export function missedThroughput(results: readonly Throughput[]): string[] {
  return results
    .filter(({ ratio }) => ratio < THROUGHPUT_GOAL)
    .map(
      ({ concurrency }) =>
        `less than ${THROUGHPUT_GOAL * 100} % of a bare loop at ${concurrency} at once`,
    );
}

async function main(): Promise<void> {
  console.log(`No limits, ${LATENCY_MS} ms latency, ${CALLS_PER_ROUND} calls a round`);
  const results = await measureThroughput();
  for (const result of results) console.log(describeThroughput(result));
  const missed = missedThroughput(results);
  for (const goal of missed) console.log(`GOAL MISSED: ${goal}`);
  if (missed.length > 0) process.exitCode = 1;
}

const HELP = `Usage: npm run bench:throughput

Measures the client against a bare loop. Exits with 1 if a goal is missed.`;

if (require.main === module) {
  runBench({ help: HELP, takes: 'no arguments', isKnown: () => false }, main);
}
