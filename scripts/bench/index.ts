/**
 * All benchmarks and their report: `npm run bench` writes `docs/benchmarks.json`, `docs/benchmarks.md` and the plots
 * in `docs/images`, in about 20 minutes. With `-- --report` it only writes the report anew. Fails where a goal is missed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { judgeRun } from './limited/judge';
import { describeLimits, measureInRealTime } from './limits';
import { PLANS } from './orgs';
import { plotsOf } from './report/plots';
import { reportOf } from './report/report';
import { parseResults, type Results } from './results';
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
async function measureAll(): Promise<Results> {
  const waiting = PLANS.map(measureInRealTime);
  await Promise.all(waiting.slice(0, 2));
  const virtual = await measureInVirtualTime(SIMULATED_SIZES);
  tell('Virtual time', virtual.map(describeRun));
  const throughput = await measureThroughput();
  tell('Throughput', throughput.map(describeThroughput));
  tell('Size', []);
  const scale = await measureScale(SCALE_SIZES, console.log);
  const real = await Promise.all(waiting);
  tell('Real time', real.flatMap(describeLimits));
  return { machine: machine(), limited: [...real, ...virtual], throughput, scale };
}

function writeReport(results: Results): void {
  writeFileSync(path.join(DOCS, 'benchmarks.md'), reportOf(results));
  for (const [file, svg] of plotsOf(results)) writeFileSync(path.join(DOCS, 'images', file), svg);
  console.log('\nWritten: docs/benchmarks.md and its plots');
}

async function main(): Promise<void> {
  if (process.argv.includes('--report')) {
    writeReport(parseResults(readFileSync(RESULTS, 'utf8')));
    return;
  }
  const results = await measureAll();
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`);
  writeReport(results);
  const missed = [
    ...results.limited.flatMap((run) => judgeRun(run).missed),
    ...missedBy(results.scale),
    ...missedThroughput(results.throughput),
  ];
  for (const goal of missed) console.log(`GOAL MISSED: ${goal}`);
  if (missed.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
