/** `npm run collect`, `npm run run` and `npm run sync`: the SDK's commands on the directory of our runs. */
import { complain } from '../terminal/command';
import { tolerateClosedPipe } from '../terminal/closedPipe';
import { runSdkCommand } from './sdkCommand';

// The graph holds personal data: what the SDK creates is for the user alone.
process.umask(0o077);
tolerateClosedPipe(process.stdout);
runSdkCommand(process.argv.slice(2), process.env).then((code) => {
  process.exitCode = code;
}, complain);
