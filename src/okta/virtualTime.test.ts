/** The whole client on a virtual clock, as the benchmarks of large orgs run it. */
import { VirtualClock } from '../../test/virtualClock';
import { createOktaClient, endpoint, type Transport } from '.';

/** A users bucket of 300 a minute; the window opens with its first call. */
function simulated(clock: VirtualClock): Transport & { readonly refused: number } {
  let windowEnd = 0;
  let used = 0;
  let refused = 0;
  return {
    get refused() {
      return refused;
    },
    send: async () => {
      await clock.sleep(75);
      if (clock.now() >= windowEnd) {
        windowEnd = Math.floor(clock.now() / 1000) * 1000 + 60_000;
        used = 0;
      }
      const allowed = used < 300;
      if (allowed) used += 1;
      else refused += 1;
      const headers = {
        date: new Date(clock.now()).toUTCString(),
        'x-rate-limit-limit': '300',
        'x-rate-limit-remaining': String(300 - used),
        'x-rate-limit-reset': String(Math.ceil(windowEnd / 1000)),
      };
      await clock.sleep(75);
      return { status: allowed ? 200 : 429, headers, body: Buffer.from('[]') };
    },
    close: () => undefined,
  };
}

test('ten thousand calls take their forty windows, and a few seconds of ours', async () => {
  const clock = new VirtualClock();
  const transport = simulated(clock);
  const client = createOktaClient({
    org: { orgUrl: 'https://acme.okta.com' },
    credentials: { kind: 'token', token: 'x' },
    transport,
    clock,
    random: () => 0.5,
  });
  const startedAt = clock.now();
  client.expect('/api/v1/users/{id}/factors', 10_000);
  const calls = Array.from({ length: 10_000 }, (_, i) =>
    client.get({ endpoint: endpoint`/api/v1/users/${`00u${i}`}/factors` }),
  );
  await clock.run(Promise.all(calls));
  const windows = Math.ceil(10_000 / 240) - 1;
  const idealMs = windows * 60_000;
  expect(clock.now() - startedAt).toBeGreaterThanOrEqual(idealMs);
  expect(clock.now() - startedAt).toBeLessThan(idealMs * 1.1 + 10_000);
  expect(transport.refused).toBe(0);
  expect(client.snapshot().buckets).toMatchObject([{ calls: 10_000, smallestRemaining: 60 }]);
});
