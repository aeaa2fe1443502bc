/** One HTTP exchange over Node's own client: connections kept alive, time and size limited. */
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { FailureCause } from '../errors';
import { isLoopback } from '../hosts';
import { proxyFromEnvironment, readProxy } from './proxy';
import { ProxyTunnelAgent } from './proxyTunnel';
import { asTransportError, codeOf, TransportError } from './transportError';

/** A request, complete and signed. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** How one request is watched while it is under way. */
export interface SendOptions {
  /**
   * Longest silence before and within the response, ms, if that is shorter than the transport's own; a matter
   * of `hungRequests.ts`.
   */
  readonly silenceMs?: number | undefined;
  /** Ends the request; `send` then rejects with any error. */
  readonly signal?: AbortSignal | undefined;
  /** Called whenever a part of the response arrives. */
  readonly onProgress?: (() => void) | undefined;
}

/** A response, read to its end and decompressed; header names are in lower case. */
export interface IncomingAnswer {
  readonly status: number;
  /** Names in lower case; several lines of one header are joined by a comma and a blank. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Sends a request once. Rejects with a TransportError, or with the IntegrationError of a proxy that is
 * no proxy or of a `lookup` that refuses the host; an HTTP error status is an answer.
 */
export interface Transport {
  send(request: OutgoingRequest, options?: SendOptions): Promise<IncomingAnswer>;
  /** Ends what is in flight, with the reason, and closes the connections. */
  close(reason: Error): void;
}

/** Milliseconds until a connection, the next byte, or the whole answer is given up. */
export interface Timeouts {
  /** Until the connection stands, TLS included. */
  readonly connectMs: number;
  /** Longest silence before and within a response. */
  readonly idleMs: number;
  /** From sending to the last byte. */
  readonly totalMs: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = { connectMs: 10_000, idleMs: 60_000, totalMs: 180_000 };

/** Far above any page of Okta's: 200 users with large custom profiles are a few megabytes. */
export const DEFAULT_MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Idle connections are given up before load balancers give them up, since a request sent on a
 * connection that is just being closed comes back as a reset.
 */
const KEEP_ALIVE_MS = 20_000;

export interface TransportOptions {
  readonly timeouts: Timeouts;
  readonly maxBodyBytes: number;
  /** URL of the proxy for a URL, or an empty string. Default: `HTTPS_PROXY`, `NO_PROXY` and so on. */
  readonly proxyFor?: (url: string) => string;
  /**
   * Resolves the host of a direct connection in place of `dns.lookup`, at the moment of connecting. It
   * refuses a host with an IntegrationError. Behind a proxy it is the proxy that resolves.
   */
  readonly lookup?: LookupFunction | undefined;
  /** Trusted certificates as PEM, in place of Node's own and those of NODE_EXTRA_CA_CERTS. */
  readonly ca?: string | readonly string[] | undefined;
}

const gunzip = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.gunzip);
const inflate = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflate);

/** Unpacks a body; a packed body that ends early is an error here, and not a shorter text. */
async function unpack(body: Buffer, encoding: string, maxOutputLength: number): Promise<Buffer> {
  if (!/^(x-)?gzip$|^deflate$/.test(encoding)) return body;
  try {
    return await (encoding === 'deflate' ? inflate : gunzip)(body, { maxOutputLength });
  } catch (error) {
    const code = codeOf(error);
    throw new TransportError(code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'truncated', code);
  }
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

type Settle<T> = (outcome: T | Error) => void;

/** Reads a response whole; `alive` is called whenever something arrives. */
function read(
  response: http.IncomingMessage,
  maxBytes: number,
  alive: () => void,
  settle: Settle<IncomingAnswer>,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    alive();
    size += chunk.length;
    if (size > maxBytes) settle(new TransportError('too-large'));
    else chunks.push(chunk);
  });
  response.on('end', () => {
    const body = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
    settle({ status: response.statusCode ?? 0, headers: flatten(response.headers), body });
  });
  response.on('error', (error) => {
    settle(new TransportError('truncated', codeOf(error)));
  });
  response.on('close', () => {
    if (!response.readableEnded) settle(new TransportError('truncated'));
  });
}

/**
 * Ends a request that takes too long to connect, falls silent, or takes too long altogether. Two timers
 * at most: the whole time is looked at whenever something arrives.
 */
function watch(
  request: http.ClientRequest,
  timeouts: Timeouts,
  end: (error: Error) => void,
  onProgress?: () => void,
) {
  const timer = (ms: number, kind: FailureCause): NodeJS.Timeout =>
    setTimeout(() => {
      end(new TransportError(kind));
    }, ms);
  const deadline = performance.now() + timeouts.totalMs;
  const connect = timer(timeouts.connectMs, 'connect-timeout');
  let silence: NodeJS.Timeout | undefined;
  const connected = (): void => {
    clearTimeout(connect);
    silence ??= timer(timeouts.idleMs, 'timeout');
  };
  request.on('socket', (socket) => {
    if (request.reusedSocket) connected();
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
  });
  return {
    connected,
    alive: () => {
      silence?.refresh();
      onProgress?.();
      if (performance.now() > deadline) end(new TransportError('timeout'));
    },
    stop: () => {
      clearTimeout(connect);
      clearTimeout(silence);
    },
  };
}

class NodeTransport implements Transport {
  private readonly agents = new Map<string, http.Agent>();
  private readonly active = new Set<(error: Error) => void>();
  private closedBy: Error | undefined;

  constructor(private readonly options: TransportOptions) {}

  async send(request: OutgoingRequest, options: SendOptions = {}): Promise<IncomingAnswer> {
    if (this.closedBy) throw this.closedBy;
    const answer = await this.exchange(request, options);
    const encoding = answer.headers['content-encoding'];
    if (encoding === undefined || answer.body.length === 0) return answer;
    return { ...answer, body: await unpack(answer.body, encoding, this.options.maxBodyBytes) };
  }

  close(reason: Error): void {
    this.closedBy ??= reason;
    for (const end of this.active) end(reason);
    for (const agent of this.agents.values()) agent.destroy();
  }

  private exchange(
    request: OutgoingRequest,
    { signal, onProgress }: SendOptions,
  ): Promise<IncomingAnswer> {
    return new Promise((resolve, reject) => {
      const { method, headers, url } = request;
      const open = url.startsWith('https:') ? https.request : http.request;
      const sent = open(url, {
        method,
        headers: { 'accept-encoding': 'gzip', ...headers },
        agent: this.agentFor(url),
        signal,
      });
      let settled = false;
      const settle: Settle<IncomingAnswer> = (outcome) => {
        if (settled) return;
        settled = true;
        watcher.stop();
        this.active.delete(settle);
        if (!(outcome instanceof Error)) {
          resolve(outcome);
          return;
        }
        sent.destroy();
        reject(outcome);
      };
      const watcher = watch(sent, this.options.timeouts, settle, onProgress);
      this.active.add(settle);
      sent.on('error', (error) => {
        settle(asTransportError(error));
      });
      sent.on('response', (response) => {
        watcher.connected();
        read(response, this.options.maxBodyBytes, watcher.alive, settle);
      });
      sent.end(request.body);
    });
  }

  /** The agent for a URL; the proxy is looked up once for each origin. */
  private agentFor(url: string): http.Agent {
    const end = url.indexOf('/', 'https://'.length);
    const origin = end < 0 ? url : url.slice(0, end);
    let agent = this.agents.get(origin);
    if (!agent) {
      agent = this.createAgent(new URL(origin));
      this.agents.set(origin, agent);
    }
    return agent;
  }

  private createAgent({ href, protocol, hostname }: URL): http.Agent {
    const { ca } = this.options;
    const options: https.AgentOptions = {
      keepAlive: true,
      timeout: KEEP_ALIVE_MS,
      ca: typeof ca === 'string' || ca === undefined ? ca : [...ca],
      lookup: this.options.lookup,
    };
    if (protocol === 'http:') return new http.Agent(options);
    const proxy = isLoopback(hostname) ? '' : (this.options.proxyFor ?? proxyFromEnvironment)(href);
    if (proxy === '') return new https.Agent(options);
    return new ProxyTunnelAgent(readProxy(proxy), this.options.timeouts.connectMs, options);
  }
}

/** Node's HTTP client with kept connections. `send` rejects with TransportError. */
export function createTransport(options: TransportOptions): Transport {
  return new NodeTransport(options);
}
