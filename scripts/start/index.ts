/** `npm start`: collects an Okta org, shows the run, and sums it up. */
import { createInvocationConfig } from '../../src';
import { collect } from './collect';

collect(createInvocationConfig).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'unknown error'}\n`);
    process.exitCode = 1;
  },
);
