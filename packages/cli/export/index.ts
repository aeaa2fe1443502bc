/** `npm run export`: the collected graph for other programs. */
import { tolerateClosedPipe } from '../terminal/closedPipe';
import { complain } from '../terminal/command';
import { exportGraph } from './exportGraph';

// The export holds personal data: what DuckDB creates is for the user alone, too.
process.umask(0o077);
tolerateClosedPipe(process.stdout);

exportGraph(process.argv.slice(2), {
  steps: async () => (await import('../../../src')).invocationConfig.integrationSteps,
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  now: Date.now,
  env: process.env,
}).then((code) => {
  process.exitCode = code;
}, complain);
