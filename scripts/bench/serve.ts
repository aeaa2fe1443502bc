/** Runs a local Okta org in a process of its own, so that a benchmark does not pay for the server. */
import { fork, type ChildProcess } from 'node:child_process';
import { startLocalOkta, type LocalOktaOptions } from '../../test/localOkta';

export interface ServedOkta {
  readonly url: string;
  readonly apiToken: string;
  close(): void;
}

function isReady(message: unknown): message is { url: string; apiToken: string } {
  return (
    typeof message === 'object' && message !== null && 'url' in message && 'apiToken' in message
  );
}

function isOptions(message: unknown): message is LocalOktaOptions {
  return typeof message === 'object' && message !== null;
}

/** Starts the org with options that survive JSON, and resolves when it listens. */
export function serveLocalOkta(options: LocalOktaOptions): Promise<ServedOkta> {
  const child: ChildProcess = fork(__filename, { execArgv: ['-r', 'ts-node/register'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The local Okta org ended with code ${code ?? 'none'}`));
    });
    child.once('message', (message) => {
      if (!isReady(message)) return;
      resolve({
        ...message,
        close: () => {
          child.kill();
        },
      });
    });
    child.send(options);
  });
}

if (require.main === module) {
  process.once('message', (options) => {
    if (!isOptions(options)) return;
    startLocalOkta(options).then(
      ({ url, apiToken }) => process.send?.({ url, apiToken }),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.once('disconnect', () => process.exit(0));
}
