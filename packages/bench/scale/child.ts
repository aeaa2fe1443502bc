/**
 * One collection without limits, which measures itself and tells its parent: time, CPU, peak memory, and on demand
 * where the CPU time went. A process of its own, started by `../scale.ts`.
 */
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';

import { collectOnce } from '../collection';
import type { ScaleMeasure } from '../results';
import { cpuShares, hottestFunctions, type CpuProfile } from './cpuShares';

const SAMPLING_US = 1_000;
const HOTTEST = 12;

/** Starts V8's profiler; the returned function stops it. */
function startProfile(): () => Promise<CpuProfile> {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: SAMPLING_US });
  session.post('Profiler.start');
  return () =>
    new Promise((resolve, reject) => {
      session.post('Profiler.stop', (error, { profile }) => {
        if (error === null) resolve(profile);
        else reject(error);
      });
    });
}

function summaryOf(profile: CpuProfile) {
  return { shares: cpuShares(profile), hottest: hottestFunctions(profile, HOTTEST) };
}

/** Of this process in MB; 0 where the system does not tell (it is read from Linux's /proc). */
function peakMb(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

async function measure(url: string, apiToken: string, profiled: boolean): Promise<ScaleMeasure> {
  let firstRequestMs = 0;
  subscribe('http.client.request.start', () => {
    if (firstRequestMs === 0) firstRequestMs = performance.now();
  });
  const stop = profiled ? startProfile() : undefined;
  const before = process.cpuUsage();
  const { wallMs, result } = await collectOnce({ url, apiToken });
  const { user, system } = process.cpuUsage(before);
  const steps = result.integrationStepResults;
  return {
    wallMs,
    cpuMs: (user + system) / 1000,
    peakMb: peakMb(),
    firstRequestMs,
    objects: steps
      .flatMap(({ encounteredTypeCounts }) => Object.values(encounteredTypeCounts))
      .reduce((sum, count) => sum + count, 0),
    failedSteps: steps.filter(({ status }) => status.toString() === 'failure').map(({ id }) => id),
    ...(stop && { profile: summaryOf(await stop()) }),
  };
}

const [, , url = '', apiToken = '', profiled] = process.argv;
measure(url, apiToken, profiled === 'profiled').then(
  (result) => process.send?.(result),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
