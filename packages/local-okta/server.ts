/** What happens to a request, in Okta's order of checks. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Buckets, concurrencyOf } from './buckets';
import type { Answer, Call, Route } from './call';
import { Counters, snapshotOf, type LoggedRequest } from './counters';
import { OktaError } from './errors';
import { chance, FaultBook, type Fault, type Struck } from './faults';
import { credentialOf, Gate, refusalOf, type Admitted } from './gate';
import { AuthorizationServer } from './oauth';
import type { LocalOktaOptions } from './options';
import {
  commonHeaders,
  errorReply,
  faultReply,
  HttpDates,
  replyOf,
  write,
  type RateHeaders,
  type Reply,
} from './respond';
import { Router, ROUTES, type Match } from './router';
import { routesOf } from './routes/dataFiles';
import { sampleOrg } from './sample';
import { World } from './world';

/** A concurrency refusal names a Reset about 113 s away, which means nothing. */
const CONCURRENCY_RESET_SECONDS = 113;

interface Incoming {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  url: string;
  path: string;
  search: string;
  match: Match | undefined;
  struck: Struck;
  logged: LoggedRequest;
  id: string;
}

export class OktaServer {
  readonly world: World;
  readonly buckets: Buckets;
  readonly book: FaultBook;
  readonly counters: Counters;
  readonly authorization: AuthorizationServer;
  readonly gate: Gate;
  private readonly router: Router;
  private readonly dates = new HttpDates();
  private readonly inFlight = new Map<string, number>();
  private readonly concurrencyLimit: number;
  private requests = 0;
  /** Set by the start: stops listening for a while. */
  refuse: (forMs: number) => void = () => undefined;

  constructor(private readonly options: LocalOktaOptions) {
    const { plan = 'workforce', tokenShare = 0.5, seed = 1 } = options;
    this.world = new World(options.org ?? sampleOrg());
    this.buckets = new Buckets({
      plan,
      tokenShare,
      windowMs: options.windowMs ?? 60_000,
      otherConsumers: options.otherConsumers ?? 0,
      windows: options.windows ?? 'firstUse',
      now: () => this.now(),
    });
    this.concurrencyLimit = options.concurrencyLimit ?? concurrencyOf(plan, tokenShare);
    this.book = new FaultBook(seed);
    this.book.set(options.faults ?? []);
    this.counters = new Counters(this.buckets, this.book, options.keepRequests ?? 20_000);
    this.authorization = new AuthorizationServer(options.oauth ?? {}, () => this.now());
    const tokens = new Set(options.apiTokens ?? ['sample-token']);
    this.gate = new Gate(tokens, this.authorization, options.permissions ?? {});
    this.router = new Router([
      ...ROUTES,
      ...routesOf(options.data ?? {}),
      {
        method: 'POST',
        template: '/oauth2/v1/token',
        handler: (call) => this.authorization.token(call),
        empty: {},
      },
    ]);
  }

  readonly listener: RequestListener = (request, response) => {
    const url = request.url ?? '/';
    const cut = url.indexOf('?');
    const path = cut === -1 ? url : url.slice(0, cut);
    if (path.startsWith('/local-okta/')) {
      this.control(path, request, response);
      return;
    }
    const incoming = this.receive(request, response, url, path, cut === -1 ? '' : url.slice(cut));
    if (request.method === 'GET') {
      this.handle(incoming, '');
      return;
    }
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      this.handle(incoming, body);
    });
  };

  private now(): number {
    return (this.options.now ?? Date.now)();
  }

  private receive(
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
    path: string,
    search: string,
  ): Incoming {
    const method = request.method ?? 'GET';
    const found = this.router.find(method, path);
    const match = found !== undefined && 'route' in found ? found : undefined;
    const template = match?.route.template ?? path;
    this.requests += 1;
    const logged: LoggedRequest = {
      at: this.now(),
      method,
      path,
      query: search,
      template,
      authorization: request.headers.authorization?.split(' ', 1)[0] ?? '',
      host: request.headers.host ?? '',
      status: 0,
    };
    this.counters.begin(logged);
    response.once('close', () => {
      this.counters.end();
    });
    const id = `Y${String(this.requests).padStart(21, '0')}AAAA`;
    const struck = this.book.judge(method, template, url);
    return { request, response, method, url, path, search, match, struck, logged, id };
  }

  private handle(incoming: Incoming, body: string): void {
    const { connection, response: fault } = incoming.struck;
    const kind = connection?.kind ?? fault?.kind;
    if (kind !== undefined) incoming.logged.fault = kind;
    if (connection?.kind === 'refused') {
      this.refuse(connection.forMs);
      return;
    }
    // A request whose answer never arrives was made all the same: it costs budget and a slot.
    const { reply, rate } = this.answer(incoming, body);
    if (connection?.kind === 'hang') return;
    this.later(incoming, () => {
      if (connection?.kind === 'reset') incoming.request.socket.resetAndDestroy();
      else if (connection?.kind === 'hangUp') incoming.request.socket.end();
      else this.send(incoming, reply, rate);
    });
  }

  private later(incoming: Incoming, then: () => void): void {
    const { latencyMs = 0, seed = 1 } = this.options;
    let wait =
      typeof latencyMs === 'number'
        ? latencyMs
        : latencyMs[0] + (latencyMs[1] - latencyMs[0]) * chance(seed, this.requests, 17);
    for (const fault of incoming.struck.answer) if (fault.kind === 'slow') wait += fault.ms;
    if (wait > 0) setTimeout(then, wait);
    else then();
  }

  private send(incoming: Incoming, reply: Reply, rate: RateHeaders | undefined): void {
    const { request, response, struck, logged, id } = incoming;
    if (response.destroyed) return;
    const clock = { now: this.now(), skewMs: this.options.clockSkewMs ?? 0, dates: this.dates };
    const common = commonHeaders(rate, struck.answer, clock, id);
    let extra = 0;
    for (const fault of struck.answer) if (fault.kind === 'oversized') extra += fault.bytes;
    this.counters.answered(logged, reply.status);
    write(request, response, reply, common, struck.connection, extra);
  }

  private answer(incoming: Incoming, body: string): { reply: Reply; rate?: RateHeaders } {
    for (const fault of incoming.struck.answer) {
      if (fault.kind === 'change') fault.change(this.world);
      if (fault.kind === 'tokenDies') this.revoke(incoming);
    }
    const call = this.callOf(incoming, body);
    const route = incoming.match?.route;
    let admitted: Admitted;
    try {
      admitted = this.gate.authenticate(call, route);
    } catch (error) {
      const rate = this.buckets.take('', call.template);
      return { reply: refusalOf(error, incoming.id), rate };
    }
    const crowd = this.enter(incoming, admitted.principal);
    if (crowd !== undefined) return crowd;
    const rate = this.buckets.take(admitted.principal, call.template);
    if (!rate.allowed) {
      this.counters.rateLimited += 1;
      return { reply: errorReply(new OktaError('E0000047'), incoming.id), rate };
    }
    return { ...this.serve(incoming, call, route, admitted, rate) };
  }

  private serve(
    incoming: Incoming,
    call: Call,
    route: Route | undefined,
    admitted: Admitted,
    rate: RateHeaders,
  ): { reply: Reply; rate: RateHeaders } {
    const right = (): Reply => {
      try {
        return replyOf(this.run(call, route, admitted));
      } catch (error) {
        return refusalOf(error, incoming.id);
      }
    };
    const fault = incoming.struck.response;
    if (fault === undefined) return { reply: right(), rate };
    const reply = faultReply(fault, right, route?.empty ?? [], incoming.id);
    if (fault.kind === 'rateLimited') {
      this.counters.rateLimited += 1;
      return { reply, rate: { ...rate, remaining: 0 } };
    }
    if (fault.kind === 'concurrencyLimited') {
      this.counters.concurrencyLimited += 1;
      return { reply, rate: this.crowdedHeaders() };
    }
    return { reply, rate };
  }

  private run(call: Call, route: Route | undefined, admitted: Admitted): Answer {
    if (route === undefined) {
      const found = this.router.find(call.method, call.path);
      throw new OktaError(found === undefined ? 'E0000008' : 'E0000022');
    }
    this.gate.authorize(call, route, admitted);
    if (!admitted.adminRole && route.scope !== undefined) {
      if (route.template === '/api/v1/users') return { status: 200, body: [] };
      throw new OktaError('E0000006');
    }
    return route.handler(call);
  }

  /** Counts the caller's requests in flight; a reply for the one that is too many. */
  private enter(incoming: Incoming, principal: string) {
    const now = this.inFlight.get(principal) ?? 0;
    if (now >= this.concurrencyLimit) {
      this.counters.concurrencyLimited += 1;
      const reply = errorReply(new OktaError('E0000047'), incoming.id);
      return { reply, rate: this.crowdedHeaders() };
    }
    this.inFlight.set(principal, now + 1);
    incoming.response.once('close', () => {
      this.inFlight.set(principal, (this.inFlight.get(principal) ?? 1) - 1);
    });
    return undefined;
  }

  private crowdedHeaders(): RateHeaders {
    const reset = Math.floor(this.now() / 1000) + CONCURRENCY_RESET_SECONDS;
    return { limit: 0, remaining: 0, reset };
  }

  private revoke(incoming: Incoming): void {
    const header = incoming.request.headers.authorization ?? '';
    this.authorization.revoke(credentialOf(header)[1]);
  }

  private callOf(incoming: Incoming, body: string): Call {
    const { request, method, path, match, struck, search } = incoming;
    return {
      method,
      path,
      template: match?.route.template ?? path,
      params: match?.params ?? {},
      query: new URLSearchParams(search),
      headers: request.headers,
      body,
      origin: `http://${request.headers.host ?? 'localhost'}`,
      world: this.world,
      now: () => this.now(),
      pageFaults: struck.page,
    };
  }

  reset(): void {
    this.counters.reset();
    this.buckets.reset();
    this.authorization.revokeAll();
  }

  /** Counters and faults for a server in another process; no part of Okta. */
  private control(path: string, request: IncomingMessage, response: ServerResponse): void {
    const finish = (value: unknown) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(value));
    };
    if (path === '/local-okta/counters') {
      finish(snapshotOf(this.counters));
      return;
    }
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      if (path === '/local-okta/reset') this.reset();
      if (path === '/local-okta/faults') this.book.set(JSON.parse(body) as Fault[]);
      finish({ done: path });
    });
  }
}
