/** `npm run ask`: questions to the collected graph, answered on this machine. */
import { homedir } from 'node:os';
import path from 'node:path';

import { visibleLines } from '../../../src/visible';
import { tolerateClosedPipe } from '../terminal/closedPipe';
import { columnsOf } from '../terminal/style';
import { ask } from './ask';

const DEFAULT_COLUMNS = 80;

async function main(): Promise<void> {
  process.exitCode = await ask(process.argv.slice(2), {
    questions: path.join(__dirname, '../../../jupiterone/questions'),
    steps: async () => (await import('../../../src')).invocationConfig.integrationSteps,
    write: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
    columns: process.stdout.isTTY ? columnsOf(process.stdout, DEFAULT_COLUMNS) : undefined,
    env: process.env,
    shell: {
      input: process.stdin,
      output: process.stdout,
      isTerminal: process.stdin.isTTY && process.stdout.isTTY,
      historyFile: path.join(
        process.env['XDG_STATE_HOME'] ?? path.join(homedir(), '.local', 'state'),
        'integration-okta',
        'ask-history',
      ),
    },
  });
}

tolerateClosedPipe(process.stdout);

main().catch((error: unknown) => {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${visibleLines(told)}\n`);
  process.exitCode = 1;
});
