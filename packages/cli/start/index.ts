/** `npm start`: collects an Okta org, shows the run, and sums it up. */
import { createInvocationConfig } from '../../../src';
import { tolerateClosedPipe } from '../terminal/closedPipe';
import { runCommand } from '../terminal/command';
import { collect } from './collect';

const HELP = `Usage: npm start
       npm start -- --verbose

Collects the Okta org that .env names, shows the run, and sums it up: how the org stands, the worst
findings, and what is incomplete. If .env names no org, it collects the sample org, which runs on this
machine. It writes the graph to .j1-integration, keeps complete ones of earlier runs in earlier/ beside it,
and uploads nothing.

  --verbose       also shows every type with its number, the calls and the rate limits

  .env.example    all settings; they may be environment variables, too
  npm run doctor  shows before a run whether the credential suffices, and how long the run takes
  NO_COLOR=1      no colours; CI=1: lines instead of a screen

Exit codes: 0 everything was collected; 1 not everything, or nothing; 130 or 143 stopped by a signal.
`;

const VERBOSE = 'verbose';

// The graph and the log hold personal data: what the SDK and this command create is for the user alone.
process.umask(0o077);
tolerateClosedPipe(process.stdout);
runCommand(HELP, (given) => collect(createInvocationConfig, given.has(VERBOSE)), [VERBOSE]);
