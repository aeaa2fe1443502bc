// Plays JupiterOne's synchronization API over HTTP: it takes jobs, uploads, events, finalize and
// abort as the real one does, and keeps all of it for tests to read.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Call = 'create' | 'status' | 'events' | 'entities' | 'relationships' | 'finalize' | 'abort';

export type GraphObject = Record<string, unknown> & { _key: string; _type: string };

/** An answer other than the usual one. */
export type Fault = {
  call: Call;
  answer: 413 | 500 | 'JOB_NOT_AWAITING_UPLOADS';
  /** How many requests get it; 1 unless said otherwise. */
  times?: number;
  /** How many requests of the kind pass before it begins; none unless said otherwise. */
  after?: number;
};

/** One synchronization job, with everything that was sent to it and accepted. */
export type SyncJob = {
  id: string;
  source: string;
  scope: string | undefined;
  integrationInstanceId: string | undefined;
  /** Absent for the source `api`, whose jobs take no events. */
  integrationJobId: string | undefined;
  status: 'AWAITING_UPLOADS' | 'FINALIZE_PENDING' | 'ABORTED';
  startTimestamp: number;
  entities: GraphObject[];
  relationships: GraphObject[];
  events: { name: string; description: string }[];
  /** The payload of finalize, if there was one. */
  finalized: { partialDatasets?: { types: string[] } } | undefined;
  /** The payload of abort, if there was one. */
  aborted: { reason?: string } | undefined;
};

/** A request as it arrived, whatever it was answered. */
type ReceivedRequest = {
  call: Call | 'unknown';
  path: string;
  bytes: number;
  status: number;
};

export type LocalJupiterOne = {
  url: string;
  apiKey: string;
  account: string;
  /** In the order of their creation. */
  jobs: SyncJob[];
  requests: ReceivedRequest[];
  /** Resolves when a request of this kind has been answered, now or later. */
  seen: (call: Call) => Promise<void>;
  close: () => Promise<void>;
};

/** The limit of the real upload is unknown; the SDK keeps below 5,000,000 bytes of objects. */
const MAX_BYTES = 5_500_000;

type Answer = { status: number; body: unknown };

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isGraphObject(value: unknown): value is GraphObject {
  return isObject(value) && typeof value._key === 'string' && typeof value._type === 'string';
}

/** What an upload does for one kind of object; the persister takes no objects as property values. */
function objectionTo(kind: 'entities' | 'relationships', object: unknown): string | undefined {
  if (!isGraphObject(object)) return 'an object without _key or _type';
  const isScalar = (value: unknown) => value === null || typeof value !== 'object';
  const allowed = (name: string, value: unknown) => {
    if (name === '_rawData' || name === '_mapping' || isScalar(value)) return true;
    if (name === '_class' || kind === 'entities') {
      return Array.isArray(value) && value.every(isScalar);
    }
    return false;
  };
  const wrong = Object.entries(object).find(([name, value]) => !allowed(name, value));
  return wrong && `property ${wrong[0]} of ${object._key}`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function describeJob(job: SyncJob): unknown {
  return {
    job: {
      id: job.id,
      source: job.source,
      scope: job.scope,
      integrationInstanceId: job.integrationInstanceId,
      integrationJobId: job.integrationJobId,
      status: job.status,
      startTimestamp: job.startTimestamp,
      numEntitiesUploaded: job.entities.length,
      numRelationshipsUploaded: job.relationships.length,
    },
  };
}

/** Which relationships point to an entity that was not uploaded; JupiterOne drops those. */
export function dangling(job: SyncJob): string[] {
  const keys = new Set(job.entities.map((entity) => entity._key));
  return job.relationships
    .filter((edge) => edge._mapping === undefined)
    .filter(
      ({ _fromEntityKey, _toEntityKey }) =>
        !keys.has(String(_fromEntityKey)) || !keys.has(String(_toEntityKey)),
    )
    .map((edge) => edge._key);
}

/** How many objects there are of each `_type`. */
export function countByType(objects: GraphObject[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { _type } of objects) counts[_type] = (counts[_type] ?? 0) + 1;
  return counts;
}

class Api {
  readonly jobs: SyncJob[] = [];
  readonly requests: ReceivedRequest[] = [];
  private readonly waiting: { call: Call; resolve: () => void }[] = [];
  private readonly faults: Required<Fault>[];

  constructor(
    faults: Fault[],
    private readonly maxBytes: number,
    private readonly credentials: { apiKey: string; account: string },
  ) {
    this.faults = faults.map((fault) => ({ times: 1, after: 0, ...fault }));
  }

  async seen(call: Call): Promise<void> {
    if (this.requests.some((request) => request.call === call)) return;
    await new Promise<void>((resolve) => this.waiting.push({ call, resolve }));
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const path = (request.url ?? '').split('?')[0] ?? '';
    const [, id, action] = /^\/persister\/synchronization\/jobs(?:\/([^/]+))?(?:\/([a-z]+))?$/.exec(
      path,
    ) ?? [undefined, undefined, 'unknown'];
    const call = this.callOf(request.method, id, action);
    const bytes = Buffer.byteLength(text);
    const { status, body } = this.answer(request, call, id, text, bytes);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
    this.requests.push({ call, path, bytes, status });
    for (const waiter of this.waiting) if (waiter.call === call) waiter.resolve();
  }

  private callOf(
    method: string | undefined,
    id: string | undefined,
    action: string | undefined,
  ): Call | 'unknown' {
    if (method === 'GET') return id !== undefined && action === undefined ? 'status' : 'unknown';
    if (method !== 'POST') return 'unknown';
    if (id === undefined) return action === undefined ? 'create' : 'unknown';
    const known: Call[] = ['events', 'entities', 'relationships', 'finalize', 'abort'];
    return known.find((call) => call === action) ?? 'unknown';
  }

  private answer(
    request: IncomingMessage,
    call: Call | 'unknown',
    id: string | undefined,
    text: string,
    bytes: number,
  ): Answer {
    const { authorization, 'jupiterone-account': account } = request.headers;
    if (
      authorization !== `Bearer ${this.credentials.apiKey}` ||
      account !== this.credentials.account
    ) {
      return refusal(401, 'UNAUTHORIZED', 'Unauthorized');
    }
    if (call === 'unknown') return refusal(404, 'NOT_FOUND', 'No such call');
    const fault = this.fault(call);
    if (fault) return fault;
    if (bytes > this.maxBytes) return refusal(413, 'TOO_LARGE', 'Request entity too large');
    const body: unknown = text === '' ? {} : JSON.parse(text);
    if (!isObject(body)) return refusal(400, 'BAD_REQUEST', 'The body should be an object');
    if (call === 'create') return this.create(body);
    const job = this.jobs.find((candidate) => candidate.id === id);
    if (!job) return refusal(404, 'JOB_NOT_FOUND', 'No such job');
    return this.onJob(call, job, body);
  }

  private fault(call: Call): Answer | undefined {
    const fault = this.faults.find((candidate) => candidate.call === call && candidate.times > 0);
    if (!fault) return undefined;
    if (fault.after > 0) {
      fault.after -= 1;
      return undefined;
    }
    fault.times -= 1;
    switch (fault.answer) {
      case 413:
        return { status: 413, body: { message: 'Request Entity Too Large' } };
      case 500:
        return refusal(500, 'INTERNAL_ERROR', 'Something went wrong');
      case 'JOB_NOT_AWAITING_UPLOADS':
        return refusal(400, 'JOB_NOT_AWAITING_UPLOADS', 'The job takes no more uploads');
    }
  }

  private create(body: Record<string, unknown>): Answer {
    const text = (name: string) => (typeof body[name] === 'string' ? body[name] : undefined);
    const source = text('source');
    const needed = source === 'api' ? 'scope' : 'integrationInstanceId';
    if (source === undefined || text(needed) === undefined) {
      return refusal(400, 'BAD_REQUEST', `"source" and "${needed}" are needed`);
    }
    const id = randomUUID();
    const job: SyncJob = {
      id,
      source,
      scope: text('scope'),
      integrationInstanceId: text('integrationInstanceId'),
      integrationJobId: source === 'api' ? undefined : id,
      status: 'AWAITING_UPLOADS',
      startTimestamp: Date.now(),
      entities: [],
      relationships: [],
      events: [],
      finalized: undefined,
      aborted: undefined,
    };
    this.jobs.push(job);
    return { status: 200, body: describeJob(job) };
  }

  private onJob(
    call: Exclude<Call, 'create'>,
    job: SyncJob,
    body: Record<string, unknown>,
  ): Answer {
    if (call === 'status') return { status: 200, body: describeJob(job) };
    if (call === 'events') return this.takeEvents(job, body.events);
    if (job.status !== 'AWAITING_UPLOADS') {
      return refusal(400, 'JOB_NOT_AWAITING_UPLOADS', `The job is ${job.status}`);
    }
    if (call === 'entities' || call === 'relationships') return this.upload(call, job, body[call]);
    if (call === 'finalize') {
      job.finalized = body;
      job.status = 'FINALIZE_PENDING';
    } else {
      job.aborted = body;
      job.status = 'ABORTED';
    }
    return { status: 200, body: describeJob(job) };
  }

  private takeEvents(job: SyncJob, events: unknown): Answer {
    if (!Array.isArray(events)) return refusal(400, 'BAD_REQUEST', '"events" should be an array');
    job.events.push(...(events as SyncJob['events']));
    return { status: 200, body: describeJob(job) };
  }

  private upload(kind: 'entities' | 'relationships', job: SyncJob, objects: unknown): Answer {
    if (!Array.isArray(objects)) {
      const code = kind === 'entities' ? 'ENTITY_IS_NOT_ARRAY' : 'RELATIONSHIP_IS_NOT_ARRAY';
      return refusal(400, code, `"${kind}" should be an array`);
    }
    const objection = objects.map((object) => objectionTo(kind, object)).find(Boolean);
    if (objection !== undefined) return refusal(400, 'INVALID_OBJECT', `Refused: ${objection}`);
    job[kind].push(...(objects as GraphObject[]));
    return { status: 200, body: describeJob(job) };
  }
}

/**
 * Starts the stand-in on a free port of the loopback interface.
 *
 * @param options.faults wrong answers, each used up by the requests it hits
 * @param options.maxBytes the largest body that is not answered with 413
 */
export async function startLocalJupiterOne(
  options: { faults?: Fault[]; maxBytes?: number } = {},
): Promise<LocalJupiterOne> {
  const credentials = { apiKey: 'j1-local-api-key', account: 'local-account' };
  const api = new Api(options.faults ?? [], options.maxBytes ?? MAX_BYTES, credentials);
  const server: Server = createServer((request, response) => {
    api.handle(request, response).catch((error: unknown) => {
      // A client that is killed in the middle of an upload; nobody is left to be answered.
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...credentials,
    url: `http://127.0.0.1:${port}`,
    jobs: api.jobs,
    requests: api.requests,
    seen: (call) => api.seen(call),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
