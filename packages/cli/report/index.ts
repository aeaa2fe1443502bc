/** `npm run report`: what the managed questions find in the collected graph, as one report. */
import { tolerateClosedPipe } from '../terminal/closedPipe';
import { complain } from '../terminal/command';
import { report } from './report';

tolerateClosedPipe(process.stdout);

report(process.argv.slice(2), {
  steps: async () => (await import('../../../src')).invocationConfig.integrationSteps,
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  now: Date.now,
  env: process.env,
  workingDirectory: process.cwd(),
}).then((code) => {
  process.exitCode = code;
}, complain);
