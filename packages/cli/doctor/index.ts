/** `npm run doctor`: shows what a run would lack, why, and what to do about it. Reads only. */
import { tolerateClosedPipe } from '../terminal/closedPipe';
import { runCommand } from '../terminal/command';
import { runDoctor } from './doctor';

const HELP = `Usage: npm run doctor

Examines the Okta org that .env names, with one request for each check; the sample org if .env names none.
Shows what a run may read, what the graph would lack, what to change in Okta, and how long a run takes.
It changes nothing.

Exit codes: 0 a run of all sources that are switched on would be complete; 1 it would not.
`;

tolerateClosedPipe(process.stdout);
runCommand(HELP, () => runDoctor(process.stdout, process.env));
