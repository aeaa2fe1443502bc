/** Loads the client, sends one request, and tells its parent what that took. A process of its own: see `../startup.ts`. */
import { createOktaClient, endpoint } from '../../../src/okta';
import type { Startup } from '../startup';

const client = createOktaClient({
  org: { orgUrl: 'https://acme.okta.com' },
  credentials: { kind: 'token', token: 'x' },
  transport: {
    send: () => {
      process.send?.(measured());
      return Promise.resolve({ status: 200, headers: {}, body: Buffer.from('[]') });
    },
    close: () => undefined,
  },
});

function measured(): Startup {
  const { user, system } = process.cpuUsage();
  return {
    wallMs: performance.now(),
    cpuMs: (user + system) / 1000,
    modules: Object.keys(require.cache).length,
    mb: process.memoryUsage().rss / 2 ** 20,
  };
}

client.get({ endpoint: endpoint`/api/v1/users` }).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
