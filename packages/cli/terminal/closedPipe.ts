/** What to do when our output cannot be written. */
import type { EventEmitter } from 'node:events';

/**
 * A reader of the beginning only (`| head`) closes the pipe: the work goes on, unread. Anything else,
 * a full disk under `> file` for one, ends the process with a sentence and exit code 1.
 */
export function tolerateClosedPipe(output: EventEmitter): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`The output cannot be written: ${error.message}\n`);
    process.exit(1);
  });
}
