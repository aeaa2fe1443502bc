import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { IntegrationError } from '@jupiterone/integration-sdk-core';
import { selfSigned } from '../../../test/harness/selfSigned';
import { createTransport, type Timeouts, type Transport, type TransportOptions } from './transport';
import { TransportError } from './transportError';

const TIMEOUTS: Timeouts = { connectMs: 200, idleMs: 200, totalMs: 600 };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function transport(options: Partial<TransportOptions> = {}): Transport {
  const made = createTransport({ timeouts: TIMEOUTS, maxBodyBytes: 100_000, ...options });
  closers.push(() => {
    made.close(new TransportError('connection-reset'));
  });
  return made;
}

async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const httpUrl = async (handler: http.RequestListener) =>
  `http://127.0.0.1:${await listen(http.createServer(handler))}/`;

const get = (made: Transport, url: string) => made.send({ method: 'GET', url, headers: {} });

const kindOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'success',
    (error: unknown) => (error instanceof TransportError ? error.kind : error),
  );

describe('a response', () => {
  test('is read whole, with its status and headers', async () => {
    const url = await httpUrl((request, response) => {
      response.writeHead(
        403,
        [
          ['Link', '<a>; rel="self"'],
          ['Link', '<b>; rel="next"'],
          ['X-Got', request.headers['x-sent'] ?? ''],
        ].flat(),
      );
      response.write('one ');
      setTimeout(() => response.end('two'), 20);
    });
    const answer = await transport().send({ method: 'GET', url, headers: { 'x-sent': 'yes' } });
    expect(answer.status).toBe(403);
    expect(answer.headers).toMatchObject({
      link: '<a>; rel="self", <b>; rel="next"',
      'x-got': 'yes',
    });
    expect(answer.body.toString()).toBe('one two');
  });

  test('may be packed; packed and cut off, or bursting when unpacked, it is refused', async () => {
    const packed = gzipSync(JSON.stringify({ text: 'x'.repeat(50_000) }));
    const url = await httpUrl((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.setHeader('content-encoding', 'gzip');
      if (request.url === '/bomb') response.end(gzipSync(Buffer.alloc(5_000_000)));
      else response.end(request.url === '/cut' ? packed.subarray(0, 40) : packed);
    });
    const made = transport();
    expect((await get(made, url)).body).toHaveLength(50_011);
    expect(await kindOf(get(made, `${url}cut`))).toBe('truncated');
    expect(await kindOf(get(made, `${url}bomb`))).toBe('too-large');
  });

  test('cut off within its declared length, or within a chunk, is refused', async () => {
    const url = await httpUrl((request, response) => {
      if (request.url === '/length') response.setHeader('content-length', '1000');
      response.write('{"a":');
      setTimeout(() => response.destroy(), 10);
    });
    const made = transport();
    expect(await kindOf(get(made, `${url}length`))).toBe('truncated');
    expect(await kindOf(get(made, `${url}chunked`))).toBe('truncated');
  });

  test('that is too large is given up while it arrives', async () => {
    let written = 0;
    const url = await httpUrl((_, response) => {
      const chunk = Buffer.alloc(20_000);
      const timer = setInterval(() => {
        written += chunk.length;
        response.write(chunk);
      }, 1);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    expect(await kindOf(get(transport(), url))).toBe('too-large');
    expect(written).toBeLessThan(1_000_000);
  });

  test('that is no HTTP is told from a broken connection', async () => {
    const port = await listen(net.createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')));
    expect(await kindOf(get(transport(), `http://127.0.0.1:${port}/`))).toBe('protocol');
  });
});

describe('time', () => {
  test('to connect, TLS included, is limited', async () => {
    const port = await listen(net.createServer(() => undefined));
    expect(await kindOf(get(transport(), `https://127.0.0.1:${port}/`))).toBe('connect-timeout');
  });

  test('of silence is limited, before and within a response', async () => {
    const url = await httpUrl((request, response) => {
      if (request.url === '/within') response.write('[');
    });
    expect(await kindOf(get(transport(), `${url}before`))).toBe('timeout');
    expect(await kindOf(get(transport(), `${url}within`))).toBe('timeout');
  });

  test('altogether is limited, however steadily something arrives', async () => {
    const url = await httpUrl((_, response) => {
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    expect(await kindOf(get(transport(), url))).toBe('timeout');
  });

  test('does not run against a slow response that keeps coming', async () => {
    const url = await httpUrl((_, response) => {
      let left = 4;
      const timer = setInterval(() => {
        left -= 1;
        if (left > 0) response.write('x');
        else {
          clearInterval(timer);
          response.end();
        }
      }, 100);
    });
    expect((await get(transport(), url)).body.toString()).toBe('xxx');
  });
});

describe('connections', () => {
  test('are kept and used again', async () => {
    const ports = new Set<number | undefined>();
    const url = await httpUrl((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('[]');
    });
    const made = transport();
    for (let i = 0; i < 5; i += 1) await get(made, url);
    expect(ports.size).toBe(1);
  });

  test('closing ends what is in flight, with the reason, and refuses what comes later', async () => {
    const url = await httpUrl(() => undefined);
    const made = transport({ timeouts: { connectMs: 9_000, idleMs: 9_000, totalMs: 9_000 } });
    const inFlight = get(made, url).catch((error: unknown) => error);
    const reason = new Error('enough');
    setTimeout(() => {
      made.close(reason);
    }, 20);
    expect(await inFlight).toBe(reason);
    await expect(get(made, url)).rejects.toBe(reason);
  });

  test('to a host whose certificate is not trusted are refused, and not tried again', async () => {
    const server = https.createServer(selfSigned('localhost'), (_, response) => response.end('[]'));
    const port = await listen(server);
    expect(await kindOf(get(transport(), `https://localhost:${port}/`))).toBe('tls');
  });
});

describe('a look-up', () => {
  const pair = selfSigned('login.acme.com');
  const given = async () => {
    let calls = 0;
    const server = https.createServer(pair, (_, response) => {
      calls += 1;
      response.end('[]');
    });
    let connections = 0;
    server.on('connection', () => (connections += 1));
    const port = await listen(server);
    return { url: `https://login.acme.com:${port}/`, seen: () => ({ calls, connections }) };
  };
  const direct = { proxyFor: () => '', ca: pair.cert };

  test('says where a host is, once for each connection', async () => {
    const { url, seen } = await given();
    const asked: string[] = [];
    const made = transport({
      ...direct,
      lookup: (hostname, { all }, done) => {
        asked.push(hostname);
        if (all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
        else done(null, '127.0.0.1', 4);
      },
    });
    for (let i = 0; i < 3; i += 1) expect((await get(made, url)).status).toBe(200);
    expect(asked).toEqual(['login.acme.com']);
    expect(seen()).toEqual({ calls: 3, connections: 1 });
  });

  test('that refuses a host ends the request with its own error, and nothing is sent', async () => {
    const { url, seen } = await given();
    const refusal = new IntegrationError({ code: 'REFUSED', message: 'not there', fatal: true });
    const made = transport({
      ...direct,
      lookup: (_, __, done) => {
        done(refusal, []);
      },
    });
    await expect(get(made, url)).rejects.toBe(refusal);
    expect(seen()).toEqual({ calls: 0, connections: 0 });
  });
});

describe('a proxy', () => {
  const HOST = 'acme.okta.com';

  /** An HTTPS server for the host, and a proxy that leads every CONNECT to it. */
  async function given(answer?: string) {
    const pair = selfSigned(HOST);
    const seen: { target: string; login: string | undefined }[] = [];
    let calls = 0;
    const target = await listen(
      https.createServer(pair, (_, response) => {
        calls += 1;
        response.end('[1]');
      }),
    );
    const proxy = http.createServer();
    proxy.on('connect', (request, client: net.Socket) => {
      seen.push({ target: request.url!, login: request.headers['proxy-authorization'] });
      if (answer !== undefined) {
        client.end(answer);
        return;
      }
      const upstream = net.connect(target, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(client);
        client.pipe(upstream);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
    const port = await listen(proxy);
    return { seen, pair, port, calls: () => calls };
  }

  test('is asked for a tunnel with its own login, and the tunnel is kept', async () => {
    const { seen, pair, port, calls } = await given();
    const made = transport({
      proxyFor: () => `http://user:p%40ss@127.0.0.1:${port}`,
      ca: pair.cert,
    });
    for (let i = 0; i < 3; i += 1) {
      expect((await get(made, `https://${HOST}/api`)).body.toString()).toBe('[1]');
    }
    expect(calls()).toBe(3);
    const login = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
    expect(seen).toEqual([{ target: `${HOST}:443`, login }]);
  });

  test('that refuses is told from an org that does', async () => {
    const { port } = await given('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const made = transport({ proxyFor: () => `http://127.0.0.1:${port}` });
    expect(await kindOf(get(made, `https://${HOST}/api`))).toBe('proxy');
  });

  test('that says nothing is given up', async () => {
    const port = await listen(net.createServer(() => undefined));
    const made = transport({ proxyFor: () => `http://127.0.0.1:${port}` });
    expect(await kindOf(get(made, `https://${HOST}/api`))).toBe('connect-timeout');
  });

  test('comes from the environment, where NO_PROXY makes exceptions', async () => {
    const { seen, port } = await given('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const kept = { ...process.env };
    try {
      process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
      delete process.env.https_proxy;
      process.env.NO_PROXY = 'no-such-host.invalid';
      delete process.env.no_proxy;
      expect(await kindOf(get(transport(), 'https://other.okta.com/'))).toBe('proxy');
      expect(await kindOf(get(transport(), 'https://no-such-host.invalid/'))).toBe('dns');
    } finally {
      process.env = kept;
    }
    expect(seen.map(({ target }) => target)).toEqual(['other.okta.com:443']);
  });

  test('resolves names itself', async () => {
    const { pair, port, calls } = await given();
    const made = transport({
      proxyFor: () => `http://127.0.0.1:${port}`,
      ca: pair.cert,
      lookup: () => {
        throw new Error('looked up here');
      },
    });
    expect((await get(made, `https://${HOST}/api`)).status).toBe(200);
    expect(calls()).toBe(1);
  });

  test('whose login is not percent-encoded is sent what is written', async () => {
    const { seen, pair, port } = await given();
    const made = transport({ proxyFor: () => `http://u:100%@127.0.0.1:${port}`, ca: pair.cert });
    expect((await get(made, `https://${HOST}/api`)).status).toBe(200);
    expect(seen[0]?.login).toBe(`Basic ${Buffer.from('u:100%').toString('base64')}`);
  });

  test.each([
    'http://user:hunter2#x@127.0.0.1:9',
    'http://user:hunter2/x@127.0.0.1:9',
    'http://user:hunter2@proxy:port',
    'socks5://user:hunter2@127.0.0.1:9',
  ])('%s is refused, and no part of it is told', async (proxy) => {
    const made = transport({ proxyFor: () => proxy });
    const error = await get(made, `https://${HOST}/api`).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'PROXY_CONFIG_ERROR', fatal: true });
    expect((error as Error).message).toContain('HTTPS_PROXY');
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain('hunter2');
  });

  test('without a scheme is spoken to in plain HTTP', async () => {
    const { seen, port } = await given('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const kept = { ...process.env };
    try {
      process.env.HTTPS_PROXY = `user:p@127.0.0.1:${port}`;
      delete process.env.https_proxy;
      delete process.env.NO_PROXY;
      delete process.env.no_proxy;
      expect(await kindOf(get(transport(), `https://${HOST}/`))).toBe('proxy');
    } finally {
      process.env = kept;
    }
    expect(seen.map(({ target }) => target)).toEqual([`${HOST}:443`]);
  });

  test('is not used for this machine', async () => {
    const url = await httpUrl((_, response) => response.end('[]'));
    const made = transport({ proxyFor: () => 'http://127.0.0.1:9' });
    expect((await get(made, url)).status).toBe(200);
  });
});
