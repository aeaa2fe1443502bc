/**
 * Serves one page on the loopback interface, for people who work on a machine by SSH. The page holds personal data:
 * its address holds a secret, as others on the machine reach the loopback interface too, and requests under another
 * host's name are refused, so that no web page reaches it by DNS rebinding.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

const LOOPBACK = '127.0.0.1';
/** A tunnel may lead to another port, so the port is not looked at. */
const OWN_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': `frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export interface ServedPage {
  /** With the secret. */
  readonly address: string;
  readonly port: number;
  /** Ends all connections and stops listening. */
  readonly close: () => Promise<void>;
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${words}\n`);
}

/** In the same time whether little or much of it is right. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function answer(
  { method, url = '', headers }: IncomingMessage,
  response: ServerResponse,
  { file, place }: { readonly file: string; readonly place: string },
): void {
  if (!OWN_HOST.test(headers.host ?? '')) {
    refuse(response, 421, 'This page is served to this machine alone.');
  } else if (method !== 'GET' && method !== 'HEAD') {
    refuse(response, 405, 'Only GET and HEAD.');
  } else if (!isSame(url.split('?')[0] ?? '', place)) {
    refuse(response, 404, 'There is nothing here.');
  } else {
    const { size } = statSync(file);
    const type = { 'content-type': 'text/html; charset=utf-8', 'content-length': size };
    response.writeHead(200, { ...HEADERS, ...type });
    if (method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * Serves a file until it is closed.
 *
 * @param port 0 for a free one
 * @throws if the port is taken
 */
export async function servePage(file: string, port: number): Promise<ServedPage> {
  const place = `/${randomBytes(16).toString('base64url')}/`;
  const server = createServer((request, response) => {
    try {
      answer(request, response, { file, place });
    } catch {
      refuse(response, 500, 'The page cannot be read.');
    }
  });
  const bound = await listen(server, port);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return { address: `http://${LOOPBACK}:${bound}${place}`, port: bound, close };
}
