/** Requests that are given up for hung, over loopback. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

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
  const { url, inner } = await given((_, response) => {
    let parts = 0;
    const timer = setInterval(() => {
      parts += 1;
      if (parts < 12) response.write('x');
      else response.end('x');
    }, SILENCE_MS / 5);
    response.once('close', () => {
      clearInterval(timer);
    });
  });
  const transport = givingUpHungRequests(inner, systemClock);
  const { body } = await transport.send(request(url), { silenceMs: SILENCE_MS });
  expect(body.toString()).toBe('x'.repeat(12));
});

test('without a limit of its own a request is the transport’s matter', async () => {
  const { url, inner } = await given((_, response) => {
    setTimeout(() => response.end('late'), 2 * SILENCE_MS);
  });
  const transport = givingUpHungRequests(inner, systemClock);
  expect((await transport.send(request(url))).body.toString()).toBe('late');
});
