/** Runs under limits, each in a process of its own. */
import { fork } from 'node:child_process';
import path from 'node:path';

import { Type, type Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { LimitedRun } from '../results';

/** Which run is wanted. */
export const RunRequest = Type.Pick(LimitedRun, ['plan', 'users', 'time', 'factors']);
export type RunRequest = Static<typeof RunRequest>;

/** A run in virtual time knows by the order of its work that files and compression are done: see `virtualRun.ts`. */
const ONE_THREAD = { UV_THREADPOOL_SIZE: '1' };

/** Rejects where the process ends without a result; it has said why on stderr. */
export function measureRun(request: RunRequest): Promise<LimitedRun> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, 'child.ts'), {
      execArgv: ['-r', 'ts-node/register'],
      env: { ...process.env, ...(request.time === 'virtual' && ONE_THREAD) },
    });
    child.once('message', (message) => {
      if (Value.Check(LimitedRun, message)) resolve(message);
      else reject(new Error('the measured run sent something else than its result'));
    });
    child.once('exit', (code) => {
      reject(new Error(`the measured run ended with code ${code ?? 'none'}`));
    });
    child.send(request);
  });
}
