/** `npm run doctor`: tells what a run would lack, why, and what to do about it. Reads only. */
import { tolerateClosedPipe } from '../terminal/closedPipe';
import { runDoctor } from './doctor';

tolerateClosedPipe(process.stdout);

runDoctor(process.stdout, process.env).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'unknown error'}\n`);
    process.exitCode = 1;
  },
);
