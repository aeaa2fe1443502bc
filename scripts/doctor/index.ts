/** `npm run doctor`: tells what a run would lack, why, and what to do about it. Reads only. */
import { runDoctor } from './doctor';

runDoctor(process.stdout, process.env).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'unknown error'}\n`);
    process.exitCode = 1;
  },
);
