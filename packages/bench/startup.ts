/**
 * From the start of a process to the client's first request: `npm run bench:startup`. Node itself is included, ts-node
 * is not. The goal is of CPU time, which does not grow with what else the machine does.
 */
import { fork } from 'node:child_process';

import { Type, type Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { runBench } from './command';
import { compile } from './compile';

/** What one start took. */
export const Startup = Type.Object({
  wallMs: Type.Number(),
  cpuMs: Type.Number(),
  modules: Type.Number(),
  mb: Type.Number(),
});
export type Startup = Static<typeof Startup>;

const STARTS = 7;
const GOAL_MS = 600;

function start(file: string): Promise<Startup> {
  return new Promise((resolve, reject) => {
    const child = fork(file, { execArgv: [] });
    child.once('message', (message) => {
      if (Value.Check(Startup, message)) resolve(message);
      child.disconnect();
    });
    child.once('exit', (code) => {
      reject(new Error(`the measured process ended with code ${code ?? 'none'}`));
    });
  });
}

async function main(): Promise<void> {
  const file = compile('startup/child');
  const starts: Startup[] = [];
  for (let i = 0; i < STARTS; i += 1) starts.push(await start(file));
  const [quickest] = starts.sort((a, b) => a.wallMs - b.wallMs);
  if (quickest === undefined) return;
  const { wallMs, cpuMs, modules, mb } = quickest;
  console.log(
    `First request after ${Math.round(wallMs)} ms (the quickest of ${STARTS}), ` +
      `${Math.round(cpuMs)} ms of CPU time, ${modules} modules, ${Math.round(mb)} MB`,
  );
  if (cpuMs <= GOAL_MS) return;
  console.log(`GOAL MISSED: the first request takes more than ${GOAL_MS} ms of CPU time`);
  process.exitCode = 1;
}

const HELP = `Usage: npm run bench:startup

Starts processes that load the client and send one request, and prints what the
quickest took. Exits with 1 if that is more than ${GOAL_MS} ms of CPU time.`;

if (require.main === module) {
  runBench({ help: HELP, takes: 'nothing', isKnown: () => false }, main);
}
