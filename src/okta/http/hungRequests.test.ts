/** Requests that are given up for hung, over loopback. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { VirtualClock } from '../../../test/harness/virtualClock';
import { systemClock } from '../clock';
import { givingUpHungRequests } from './hungRequests';
import { createTransport, DEFAULT_TIMEOUTS, type Transport } from './transport';

const SILENCE_MS = 100;

/** The transport itself would wait longer than a test may take. */
const PATIENT = { ...DEFAULT_TIMEOUTS, idleMs: 600_000, totalMs: 600_000 };

const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function given(handler: http.RequestListener): Promise<{ url: string; inner: Transport }> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const inner = createTransport({ timeouts: PATIENT, maxBodyBytes: 1_000_000 });
  closers.push(() => {
    inner.close(new Error('the test is over'));
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, inner };
}

const request = (url: string) => ({ method: 'GET', url, headers: {} }) as const;

test('a request that stays silent is given up, and its connection closed', async () => {
  let closed: () => void = () => undefined;
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const { url, inner } = await given(({ socket }) => socket.once('close', closed));
  const transport = givingUpHungRequests(inner, systemClock);
  await expect(transport.send(request(url), { silenceMs: SILENCE_MS })).rejects.toMatchObject({
    kind: 'timeout',
  });
  await isClosed;
});

test('one that stops half-way is given up as well', async () => {
  const { url, inner } = await given((_, response) => response.write('[{"id":'));
  const transport = givingUpHungRequests(inner, systemClock);
  await expect(transport.send(request(url), { silenceMs: SILENCE_MS })).rejects.toMatchObject({
    kind: 'timeout',
  });
});

test('one whose answer comes bit by bit is not, however long it takes', async () => {
  let answer: http.ServerResponse | undefined;
  const { url, inner } = await given((_, response) => {
    answer = response;
    response.write('x');
  });
  const clock = new VirtualClock();
  let arrived: () => void = () => undefined;
  const arrival = (): Promise<void> =>
    new Promise((resolve) => {
      arrived = resolve;
    });
  const watched: Transport = {
    send: (sent, options) =>
      inner.send(sent, {
        ...options,
        onProgress: () => {
          options?.onProgress?.();
          arrived();
        },
      }),
    close: () => undefined,
  };
  let next = arrival();
  const sent = givingUpHungRequests(watched, clock).send(request(url), { silenceMs: SILENCE_MS });
  for (let part = 0; part < 5; part += 1) {
    await next;
    await clock.run(clock.sleep(SILENCE_MS - 10));
    next = arrival();
    answer?.write('x');
  }
  await next;
  answer?.end();
  expect((await sent).body.toString()).toBe('x'.repeat(6));
});

test('without a limit of its own a request is the transport’s matter', async () => {
  const { url, inner } = await given((_, response) => {
    setTimeout(() => response.end('late'), 2 * SILENCE_MS);
  });
  const transport = givingUpHungRequests(inner, systemClock);
  expect((await transport.send(request(url))).body.toString()).toBe('late');
});
