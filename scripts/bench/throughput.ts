/**
 * Calls per second of our client against a bare node-fetch loop of the same concurrency, on a local org
 * without limits and with 20 ms latency. Fails when the client reaches less than 80 % of it.
 */
import http from 'node:http';
import fetch from 'node-fetch';
import { createOktaClient, endpoint } from '../../src/okta';
import { serveLocalOkta } from './serve';

const LATENCY_MS = 20;
const GOAL = 0.8;
/** Pairs of rounds; each contestant starts every other pair, so that drift of the machine cancels out. */
const ROUNDS = 6;
const CALLS_PER_ROUND = 2_500;
/** The client's own default, and four times as much. */
const CONCURRENCIES = [15, 60];

type Contestant = (call: number) => Promise<unknown>;

interface Speed {
  readonly callsPerSecond: number;
  /** Microseconds of CPU time that this process spent on a call. */
  readonly cpuPerCall: number;
}

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
async function compare(ours: Contestant, bare: Contestant, concurrency: number) {
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
    ours: medianSpeed(speeds.ours),
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

async function measure(concurrency: number): Promise<boolean> {
  const okta = await serveLocalOkta({ plan: 'unlimited', latencyMs: LATENCY_MS, keepRequests: 0 });
  const agent = new http.Agent({ keepAlive: true });
  const client = createOktaClient({
    org: { orgUrl: okta.url },
    credentials: { kind: 'token', token: okta.apiToken },
    maxConcurrency: concurrency,
  });
  const ours: Contestant = (call) =>
    client.get({ endpoint: endpoint`/api/v1/users`, query: { limit: 1, call } });
  const result = await compare(ours, bareLoop(okta.url, okta.apiToken, agent), concurrency);
  await client.close();
  agent.destroy();
  okta.close();
  const { ratio } = result;
  const describe = ({ callsPerSecond, cpuPerCall }: Speed): string =>
    `${callsPerSecond.toFixed(0)} calls/s (${cpuPerCall.toFixed(0)} µs of CPU each)`;
  process.stdout.write(
    `${String(concurrency).padStart(3)} at once: client ${describe(result.ours)}, ` +
      `bare node-fetch ${describe(result.bare)}, ratio ${(ratio * 100).toFixed(0)} %\n`,
  );
  return ratio >= GOAL;
}

async function main(): Promise<void> {
  process.stdout.write(`No limits, ${LATENCY_MS} ms latency, ${CALLS_PER_ROUND} calls a round\n`);
  let reached = true;
  for (const concurrency of CONCURRENCIES) reached = (await measure(concurrency)) && reached;
  process.stdout.write(`Goal: at least ${GOAL * 100} %. ${reached ? 'Reached.' : 'Missed.'}\n`);
  process.exitCode = reached ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
