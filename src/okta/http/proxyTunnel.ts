/**
 * Connections to HTTPS hosts through a proxy's CONNECT tunnel. Unlike the agent that comes with the
 * Okta SDK it keeps tunnels alive: one TLS handshake for many requests instead of one for each.
 */
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { codeOf, TransportError } from './transportError';

type Connected = (error: Error | null, socket: Duplex) => void;

/** A login whose percent signs encode nothing is meant as it is written. */
function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** Connects to the org through an HTTP proxy's CONNECT. */
export class ProxyTunnelAgent extends https.Agent {
  /** @param proxy may carry user name and password, which are sent to the proxy only */
  constructor(
    private readonly proxy: URL,
    private readonly connectMs: number,
    options: https.AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: https.RequestOptions, done: Connected): undefined {
    const fail = (error: Error): void => {
      // Node's callback takes an error alone, which its declaration leaves out.
      Reflect.apply(done, undefined, [error]);
    };
    const request = this.connect(`${options.host ?? ''}:${options.port ?? 443}`);
    request.once('error', (error) => {
      // The org's name is the proxy's to resolve: a name that is not found here is the proxy's own.
      fail(error instanceof TransportError ? error : new TransportError('proxy', codeOf(error)));
    });
    request.once('timeout', () => {
      request.destroy(new TransportError('connect-timeout'));
    });
    request.once('connect', (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        fail(new TransportError('proxy', `HTTP ${response.statusCode ?? 0}`));
        return;
      }
      socket.setTimeout(0);
      const servername = options.servername ?? options.host ?? undefined;
      const { ca, rejectUnauthorized } = options;
      done(null, tls.connect({ socket, servername, ca, rejectUnauthorized }));
    });
    request.end();
  }

  private connect(target: string): http.ClientRequest {
    const { protocol, hostname, port, username, password } = this.proxy;
    const login = `${decoded(username)}:${decoded(password)}`;
    const credentials = Buffer.from(login).toString('base64');
    const open = protocol === 'https:' ? https.request : http.request;
    return open({
      host: hostname,
      port: port === '' ? (protocol === 'https:' ? 443 : 80) : port,
      method: 'CONNECT',
      path: target,
      agent: false,
      timeout: this.connectMs,
      headers: {
        host: target,
        ...(username === '' ? {} : { 'proxy-authorization': `Basic ${credentials}` }),
      },
    });
  }
}
