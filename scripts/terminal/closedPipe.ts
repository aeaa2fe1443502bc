/** What to do when the reader of our output goes away. */
import type { EventEmitter } from 'node:events';

/** Whoever reads only the beginning (`| head`) closes the pipe: the work goes on, unread. */
export function tolerateClosedPipe(output: EventEmitter): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
