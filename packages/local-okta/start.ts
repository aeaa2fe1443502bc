/** Starting and stopping a local org. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalOkta, LocalOktaOptions } from './options';
import { OktaServer } from './server';

/** Starts an org on the loopback interface. */
export async function startLocalOkta(options: LocalOktaOptions = {}): Promise<LocalOkta> {
  const okta = new OktaServer(options);
  const server = createServer({ keepAliveTimeout: 65_000 }, okta.listener);
  server.maxHeadersCount = 0;
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  let refusing: NodeJS.Timeout | undefined;
  okta.refuse = (forMs) => {
    server.close();
    server.closeAllConnections();
    refusing ??= setTimeout(() => {
      refusing = undefined;
      listen(port).catch((error: unknown) => {
        process.stderr.write(`local Okta org: cannot listen again: ${String(error)}\n`);
      });
    }, forMs);
  };
  return {
    url: `http://127.0.0.1:${String(port)}`,
    apiToken: [...okta.gate.apiTokens][0] ?? '',
    get oauth() {
      return okta.authorization.credentials;
    },
    counters: okta.counters,
    org: okta.world,
    setFaults: (faults) => {
      okta.book.set(faults);
    },
    reset: () => {
      okta.reset();
    },
    rotateNonce: () => {
      okta.authorization.rotateNonce();
    },
    revokeTokens: () => {
      okta.authorization.revokeAll();
    },
    setApiTokens: (tokens) => {
      okta.gate.apiTokens = new Set(tokens);
    },
    close: () =>
      new Promise((resolve) => {
        clearTimeout(refusing);
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
