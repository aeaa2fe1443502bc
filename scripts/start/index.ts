/** `npm start`: collects an Okta org, shows the run, and sums it up. */
import { createInvocationConfig } from '../../src';
import { tolerateClosedPipe } from '../terminal/closedPipe';
import { collect } from './collect';

tolerateClosedPipe(process.stdout);

collect(createInvocationConfig).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'unknown error'}\n`);
    process.exitCode = 1;
  },
);
