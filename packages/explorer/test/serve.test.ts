/** `--serve` and `--open`: who gets the page, and who does not. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { once } from 'node:events';

import { openInBrowser } from '../openInBrowser';
import { servePage, type ServedPage } from '../servePage';
import { temporaryDirectory, type TemporaryDirectory } from './collection';

let place: TemporaryDirectory;
let served: ServedPage;

beforeAll(async () => {
  place = temporaryDirectory();
  const file = path.join(place.directory, 'explore.html');
  writeFileSync(file, '<!doctype html><p>the graph</p>');
  served = await servePage(file, 0);
});
afterAll(async () => {
  await served.close();
  place.remove();
});

interface Asked {
  readonly path?: string;
  readonly host?: string;
  readonly method?: string;
}

async function ask({ path: asked, host, method = 'GET' }: Asked) {
  const { pathname } = new URL(served.address);
  const headers = host === undefined ? {} : { host };
  const sent = request({
    host: '127.0.0.1',
    port: served.port,
    path: asked ?? pathname,
    method,
    headers,
  });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let body = '';
  for await (const part of response) body += String(part);
  return { status: response.statusCode, body, headers: response.headers };
}

describe('a served page', () => {
  it('comes to whoever knows its address', async () => {
    const { status, body, headers } = await ask({});
    expect([status, body]).toEqual([200, '<!doctype html><p>the graph</p>']);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toBe(`frame-ancestors 'none'`);
    expect((await ask({ method: 'HEAD' })).body).toBe('');
  });

  it.each(['localhost:8080', '127.0.0.1', '[::1]:9'])(
    'comes through a tunnel as %s',
    async (host) => {
      expect((await ask({ host })).status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:80',
    'localhost@evil',
  ])('is refused under the name %s', async (host) => {
    const { status, body } = await ask({ host });
    expect(status).toBe(421);
    expect(body).not.toContain('graph');
  });

  it.each(['/', '/explore.html', '/../explore.html', '/%2e%2e/', '/AAAAAAAAAAAAAAAAAAAAAA/'])(
    'is not at %s, and neither is a list of files',
    async (asked) => {
      const { status, body } = await ask({ path: asked });
      expect([status, body]).toEqual([404, 'There is nothing here.\n']);
    },
  );

  it('is not written to', async () => {
    expect((await ask({ method: 'POST' })).status).toBe(405);
  });

  it('has an address of its own each time, and none after its end', async () => {
    const file = path.join(place.directory, 'explore.html');
    const other = await servePage(file, 0);
    expect(new URL(other.address).pathname).not.toBe(new URL(served.address).pathname);
    await other.close();
    const socket = connect(other.port, '127.0.0.1');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
    await expect(servePage(file, served.port)).rejects.toThrow('EADDRINUSE');
  });
});

describe('a browser', () => {
  it('is opened with the address as it is', async () => {
    const said = path.join(place.directory, 'said');
    const opener = path.join(place.directory, 'xdg-open');
    writeFileSync(
      opener,
      `#!/bin/sh\nprintf '%s' "$1" > '${said}.part'; mv '${said}.part' '${said}'\n`,
    );
    chmodSync(opener, 0o755);
    const env = { PATH: `${place.directory}:${process.env.PATH ?? ''}` };
    const address = 'file:///tmp/a b/$(touch x)/explore.html';
    await expect(openInBrowser(address, { platform: 'linux', env })).resolves.toBe(true);
    while (!existsSync(said)) await new Promise(setImmediate);
    expect(readFileSync(said, 'utf8')).toBe(address);
  });

  it('that is not there is told of', async () => {
    const env = { PATH: place.directory };
    await expect(openInBrowser('file:///x', { platform: 'darwin', env })).resolves.toBe(false);
  });
});
