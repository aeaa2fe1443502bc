/** `npm run diff`: what changed in the org between two complete runs. */
import { tolerateClosedPipe } from '../terminal/closedPipe';
import { complain } from '../terminal/command';
import { columnsOf, styleFor } from '../terminal/style';
import { diff } from './diff';

tolerateClosedPipe(process.stdout);

diff(process.argv.slice(2), {
  steps: async () => (await import('../../../src')).invocationConfig.integrationSteps,
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  now: Date.now,
  env: process.env,
  page: {
    columns: process.stdout.isTTY ? columnsOf(process.stdout, 100) : Number.POSITIVE_INFINITY,
    style: styleFor(process.stdout, process.env),
  },
}).then((code) => {
  process.exitCode = code;
}, complain);
