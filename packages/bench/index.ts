/**
 * All benchmarks and their report: `npm run bench` writes `docs/benchmarks.json` and `docs/benchmarks.md`, in
 * about 20 minutes. `-- scale` and the like measure these parts again and keep the others;
 * `-- report` only writes the report again. Fails where a goal is missed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { runBench } from './command';
import { judgeRun } from './limited/judge';
import { describeLimits, measureInRealTime } from './limits';
import { PLANS } from './orgs';
import { reportOf } from './report/report';
import { measuredOn, parseResults, PARTS, type Part, type Results } from './results';
import { measureScale, SCALE_SIZES } from './scale';
import { missedBy } from './scale/judge';
import { describeRun, measureInVirtualTime, SIMULATED_SIZES } from './simulate';
import { describeThroughput, measureThroughput, missedThroughput } from './throughput';

const DOCS = path.join(__dirname, '../../docs');
const RESULTS = path.join(DOCS, 'benchmarks.json');

function machine(): string {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GB, ${os.type()} ${os.release()}, Node ${process.version}`;
}

function tell(heading: string, lines: readonly string[]): void {
  console.log([`\n${heading}`, ...lines].join('\n'));
}

/** The runs in real time wait nearly all of theirs, so what needs the processor is measured after the short ones. */
async function measure(isWanted: (part: Part) => boolean, before: Results): Promise<Results> {
  const waiting = isWanted('limits') ? PLANS.map(measureInRealTime) : [];
  await Promise.all(waiting.slice(0, 2));
  const virtual = isWanted('simulate') ? await measureInVirtualTime(SIMULATED_SIZES) : undefined;
  if (virtual) tell('Virtual time', virtual.map(describeRun));
  const throughput = isWanted('throughput') ? await measureThroughput() : undefined;
  if (throughput) tell('Throughput', throughput.map(describeThroughput));
  const scale = isWanted('scale') ? await measureScale(SCALE_SIZES, console.log) : undefined;
  const real = isWanted('limits') ? await Promise.all(waiting) : undefined;
  if (real) tell('Real time', real.flatMap(describeLimits));
  return {
    ...measuredOn(before, PARTS.filter(isWanted), machine()),
    limited: [
      ...(real ?? before.limited.filter(({ time }) => time === 'real')),
      ...(virtual ?? before.limited.filter(({ time }) => time === 'virtual')),
    ],
    throughput: throughput ?? before.throughput,
    scale: scale ?? before.scale,
  };
}

function writeReport(results: Results): void {
  writeFileSync(path.join(DOCS, 'benchmarks.md'), reportOf(results));
  console.log('\nWritten: docs/benchmarks.md');
}

function missedIn({ limited, throughput, scale }: Results): string[] {
  return [
    ...limited.flatMap((run) => judgeRun(run).missed),
    ...missedThroughput(throughput),
    ...missedBy(scale),
  ];
}

const NOTHING: Results = { machine: '', limited: [], throughput: [], scale: [] };

const KNOWN: readonly string[] = [...PARTS, 'report'];

const HELP = `Usage: npm run bench [-- parts…]

Measures and writes docs/benchmarks.json, docs/benchmarks.md; exits
with 1 if a goal is missed. All of it takes about 20 minutes.

  limits      runs under the limits of each plan, in real time
  simulate    the same in virtual time, and of large orgs
  throughput  the client against a bare loop
  scale       time, processor and memory by size
  report      measures nothing, and only writes the report again

Parts that are not named keep what was measured of them before.`;

async function main(asked: readonly string[]): Promise<void> {
  const before = existsSync(RESULTS) ? parseResults(readFileSync(RESULTS, 'utf8')) : NOTHING;
  const isWanted = (part: Part): boolean => asked.length === 0 || asked.includes(part);
  if (asked.length === 0) console.log('Measures all parts, which takes about 20 minutes.');
  const results = asked.includes('report') ? before : await measure(isWanted, before);
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`);
  writeReport(results);
  const missed = missedIn(results);
  for (const goal of missed) console.log(`GOAL MISSED: ${goal}`);
  if (missed.length > 0) process.exitCode = 1;
}

runBench(
  { help: HELP, takes: KNOWN.join(', '), isKnown: (argument) => KNOWN.includes(argument) },
  main,
);
