/** Does one run under limits and tells its parent: see `measure.ts`. */
import { Value } from '@sinclair/typebox/value';

import { RunRequest } from './measure';
import { runInRealTime } from './realRun';
import { runInVirtualTime } from './virtualRun';

process.once('message', (message) => {
  if (!Value.Check(RunRequest, message)) throw new Error('Not a request for a run');
  const run = message.time === 'real' ? runInRealTime(message) : runInVirtualTime(message);
  run.then(
    (result) => {
      process.send?.(result);
      process.disconnect();
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
