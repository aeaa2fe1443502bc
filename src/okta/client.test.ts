import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IntegrationError } from '@jupiterone/integration-sdk-core';
import { selfSigned } from '../../test/harness/selfSigned';
import { record } from '../json';
import {
  sampleOrg,
  startLocalOkta,
  type LocalOkta,
  type LocalOktaOptions,
} from '../../packages/local-okta';
import {
  createOktaClient,
  endpoint,
  isAuthenticationFailure,
  isBadRequest,
  isFeatureDisabled,
  isForbidden,
  isNotFound,
  isOktaApiError,
  type OktaClient,
  type OktaClientOptions,
  type OktaListRequest,
} from '.';

const USERS = endpoint`/api/v1/users`;
const GROUPS = endpoint`/api/v1/groups`;
const APPS = endpoint`/api/v1/apps`;
const LOGS = endpoint`/api/v1/logs`;
const ASSIGNEES = endpoint`/api/v1/iam/assignees/users`;

/** Everything that is minutes in earnest takes milliseconds here. */
const HASTE: Partial<OktaClientOptions> = {
  timeouts: { connectMs: 1_000, idleMs: 300, totalMs: 2_000 },
  retryBudget: { attempts: 6, ms: 20_000, firstPauseMs: 2, longestPauseMs: 20 },
  pacing: { concurrencyPauseMs: [5, 20], blindWaitMs: [5, 50] },
};

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function given(options: LocalOktaOptions = {}, client: Partial<OktaClientOptions> = {}) {
  const okta = await startLocalOkta({ plan: 'unlimited', ...options });
  const ours = clientOf(okta, client);
  closers.push(() => okta.close());
  return { okta, client: ours };
}

function clientOf(okta: LocalOkta, options: Partial<OktaClientOptions> = {}): OktaClient {
  const client = createOktaClient({
    org: { orgUrl: okta.url, host: 'sample.okta.com' },
    credentials: { kind: 'token', token: okta.apiToken },
    ...HASTE,
    ...options,
  });
  closers.unshift(() => client.close());
  return client;
}

async function idsOf(client: OktaClient, request: OktaListRequest): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of client.pages(request)) {
    for (const { id, uuid } of page.map(record)) ids.push((id ?? uuid) as string);
  }
  return ids;
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A server that answers as the test says, for what no Okta org does. */
async function serve(
  handler: http.RequestListener,
): Promise<{ url: string; seen: http.IncomingMessage[] }> {
  const seen: http.IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    seen.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function clientFor(url: string, options: Partial<OktaClientOptions> = {}): OktaClient {
  const client = createOktaClient({
    org: { orgUrl: url },
    credentials: { kind: 'token', token: 'secret-token' },
    ...HASTE,
    ...options,
  });
  closers.unshift(() => client.close());
  return client;
}

describe('requests', () => {
  test('carry the token, the user agent and the query, and answer raw JSON', async () => {
    const { url, seen } = await serve((_, response) => {
      response.end('{"id":"x","odd":{"kept":[1,null]}}');
    });
    const client = clientFor(url, { userAgent: 'our-integration/1' });
    const query = { search: 'status pr and profile.city eq "Köln + Bonn"', limit: 3 };
    expect(await client.get({ endpoint: endpoint`/api/v1/users/${'a/b'}`, query })).toEqual({
      id: 'x',
      odd: { kept: [1, null] },
    });
    const [request] = seen;
    expect(request!.headers.authorization).toBe('SSWS secret-token');
    expect(request!.headers['user-agent']).toMatch(/^our-integration\/1 @okta\/okta-sdk-nodejs/);
    const { pathname, searchParams } = new URL(request!.url!, url);
    expect(pathname).toBe('/api/v1/users/a%2Fb');
    expect(searchParams.get('search')).toBe(query.search);
    expect(request!.url).not.toContain('+');
  });

  test('take nothing from the environment of the Okta SDK', async () => {
    const { okta } = await given();
    const kept = { ...process.env };
    Object.assign(process.env, {
      OKTA_CLIENT_TOKEN: 'from-the-environment',
      OKTA_CLIENT_ORGURL: 'https://foreign.okta.com',
      OKTA_CLIENT_AUTHORIZATIONMODE: 'PrivateKey',
      OKTA_CLIENT_SCOPES: 'okta.users.manage',
      HTTPS_PROXY: 'http://127.0.0.1:9',
      HTTP_PROXY: 'http://127.0.0.1:9',
    });
    try {
      const client = clientOf(okta);
      expect(await idsOf(client, { endpoint: USERS, limit: 200 })).not.toHaveLength(0);
    } finally {
      process.env = kept;
    }
  });

  test.each([
    ['foreign settings', 'okta:\n  client:\n    token: from-a-file\n    userAgent: other\n'],
    ['broken YAML', 'okta: [secret-of-a-file'],
    ['an empty file', ''],
  ])('%s in the files of the Okta SDK is nothing to a client that reads none', async (_, yaml) => {
    const folder = await mkdtemp(join(tmpdir(), 'okta-files-'));
    await writeFile(join(folder, 'okta.yaml'), yaml);
    const before = process.cwd();
    process.chdir(folder);
    try {
      const { client } = await given();
      expect(await failureOf(client.get({ endpoint: USERS }))).toBeUndefined();
    } finally {
      process.chdir(before);
      await rm(folder, { recursive: true });
    }
  });

  test('a broken proxy in the environment is nothing to a client that uses none', async () => {
    const kept = { ...process.env };
    process.env.https_proxy = 'http://user:secret@[proxy';
    process.env.HTTPS_PROXY = process.env.https_proxy;
    try {
      const { client } = await given();
      expect(await failureOf(client.get({ endpoint: USERS }))).toBeUndefined();
    } finally {
      process.env = kept;
    }
  });

  test('two clients in one process share nothing', async () => {
    const one = await given({ apiTokens: ['one'] });
    const two = await given({ apiTokens: ['two'], plan: 'workforce' });
    await Promise.all([
      idsOf(one.client, { endpoint: USERS, limit: 5 }),
      idsOf(two.client, { endpoint: GROUPS, limit: 5 }),
    ]);
    expect(Object.keys(one.okta.counters.calls)).toEqual(['/api/v1/users']);
    expect(Object.keys(two.okta.counters.calls)).toEqual(['/api/v1/groups']);
    expect(one.client.snapshot().buckets.map((b) => b.name)).toEqual(['/api/v1/users']);
  });
});

describe('errors', () => {
  test.each([
    ['forbidden', isForbidden, 403],
    ['notFound', isNotFound, 404],
    ['featureOff', isFeatureDisabled, 401],
    ['badRequest', isBadRequest, 400],
  ] as const)('%s is told from the others and sent once', async (kind, isIt, status) => {
    const { okta, client } = await given({ faults: [{ kind, on: '/api/v1/users' }] });
    const error = await failureOf(client.get({ endpoint: USERS }));
    const guards = [isForbidden, isNotFound, isFeatureDisabled, isBadRequest];
    expect(guards.filter((guard) => guard(error))).toEqual([isIt]);
    expect(error).toMatchObject({ status, attempts: 1, endpoint: '/api/v1/users', fatal: false });
    expect((error as Error).constructor.name).toMatch(/^Integration/);
    expect(okta.counters.total).toBe(1);
  });

  test.each([405, 410, 501, 418])('HTTP %s is not asked again', async (status) => {
    const { okta, client } = await given({ faults: [{ kind: 'status', status, body: 'empty' }] });
    expect(await failureOf(client.get({ endpoint: USERS }))).toMatchObject({ status, attempts: 1 });
    expect(okta.counters.total).toBe(1);
  });

  test('403 as HTML is no missing role: it names the status and where to look', async () => {
    const { okta, client } = await given({
      faults: [{ kind: 'status', status: 403, body: 'html', on: '/api/v1/users' }],
    });
    const error = await failureOf(client.get({ endpoint: USERS }));
    expect(isForbidden(error)).toBe(false);
    expect(error).toMatchObject({ status: 403, causeKind: 'blocked', attempts: 1, fatal: false });
    expect((error as Error).message).toMatch(
      /blocked before it reached.*HTTP 403.*network zone.*Security > Networks.*proxy/,
    );
    expect(okta.counters.total).toBe(1);
  });

  test('name the path template, the code and the request, but no id, query value or token', async () => {
    const { okta, client } = await given({
      faults: [{ kind: 'serverError', on: '/api/v1/users/{id}/factors' }],
    });
    const request = {
      endpoint: endpoint`/api/v1/users/${'00u-secret-id'}/factors`,
      query: { search: 'profile.email eq "ada@example.com"' },
    };
    const error = await failureOf(client.get(request));
    expect(isOktaApiError(error) && error.requestId).toMatch(/\w/);
    expect(error).toMatchObject({ status: 500, errorCode: 'E0000009', attempts: 6 });
    const { message, stack } = error as Error;
    for (const shown of [message, stack, JSON.stringify(error)]) {
      expect(shown).not.toMatch(/00u-secret-id|ada@example|sample-token/);
    }
    expect(message).toContain('/api/v1/users/{id}/factors');
    expect(okta.counters.total).toBe(6);
  });

  test('a path that keeps failing is asked once only, until it answers again', async () => {
    const { okta, client } = await given({ faults: [{ kind: 'serverError', until: 20 }] });
    for (let i = 0; i < 5; i += 1) await failureOf(client.get({ endpoint: USERS }));
    expect(okta.counters.total).toBe(3 * 6 + 2);
    await client.get({ endpoint: USERS });
    okta.setFaults([{ kind: 'serverError', until: 3 }]);
    await client.get({ endpoint: USERS });
  });

  test('a certificate that is not trusted is named by its code', async () => {
    const server = https.createServer(selfSigned('localhost'), (_, response) => response.end('[]'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(
      () =>
        new Promise(
          (resolve) =>
            void server.close(() => {
              resolve();
            }),
        ),
    );
    const client = clientFor(`https://localhost:${(server.address() as AddressInfo).port}`);
    const error = await failureOf(client.get({ endpoint: USERS }));
    expect(error).toMatchObject({ causeKind: 'tls', attempts: 1 });
    expect((error as Error).message).toMatch(
      /certificate was refused, DEPTH_ZERO_SELF_SIGNED_CERT/,
    );
  });

  test('a redirect is not followed', async () => {
    const elsewhere = await serve((_, response) => response.end('[]'));
    const { client } = await given({
      faults: [{ kind: 'redirect', to: `${elsewhere.url}/api/v1/users` }],
    });
    expect(await failureOf(client.get({ endpoint: USERS }))).toMatchObject({
      causeKind: 'redirect',
    });
    expect(elsewhere.seen).toHaveLength(0);
  });
});

describe('a dead token', () => {
  test('ends everything at once, as an authentication failure', async () => {
    const { okta, client } = await given({ latencyMs: 20 });
    okta.setFaults([{ kind: 'invalidToken', from: 5 }]);
    const all = Array.from({ length: 40 }, (_, i) =>
      failureOf(client.get({ endpoint: endpoint`/api/v1/users/${`00u${i}`}/factors` })),
    );
    const errors = (await Promise.all(all)).filter(isAuthenticationFailure);
    expect(errors.length).toBeGreaterThanOrEqual(36);
    expect(errors[0]).toMatchObject({ fatal: true, code: 'PROVIDER_AUTHENTICATION_ERROR' });
    expect(errors[0]!.message).toMatch(/expired, revoked/);
    expect(okta.counters.total).toBeLessThan(25);
    const later = await failureOf(client.get({ endpoint: GROUPS }));
    expect(isAuthenticationFailure(later)).toBe(true);
    expect(okta.counters.callsTo('/api/v1/groups')).toBe(0);
  });

  test.each(['empty', 'html', 'foreign'] as const)(
    'that something on the way refuses without Okta’s code (%s) ends everything as well',
    async (body) => {
      const { okta, client } = await given({ latencyMs: 5 });
      okta.setFaults([{ kind: 'status', status: 401, body, from: 30 }]);
      const all = Array.from({ length: 200 }, (_, i) =>
        failureOf(client.get({ endpoint: endpoint`/api/v1/groups/${`00g${i}`}/roles` })),
      );
      const errors = await Promise.all(all);
      expect(errors.filter(isAuthenticationFailure).length).toBeGreaterThan(140);
      expect(okta.counters.callsTo('/api/v1/users')).toBe(1);
      // Those that were under way, and those that left until the probe was answered.
      expect(okta.counters.total).toBeLessThan(75);
    },
  );

  test('is told from a path that something on the way refuses', async () => {
    const { okta, client } = await given({
      faults: [{ kind: 'status', status: 401, body: 'html', on: '/api/v1/groups/{id}/roles' }],
    });
    const ask = (i: number) =>
      failureOf(client.get({ endpoint: endpoint`/api/v1/groups/${`00g${i}`}/roles` }));
    const errors: unknown[] = [];
    for (let i = 0; i < 60; i += 1) errors.push(await ask(i));
    expect(errors.filter(isAuthenticationFailure)).toEqual([]);
    expect(errors[0]).toMatchObject({ status: 401, attempts: 1, fatal: false });
    expect(okta.counters.callsTo('/api/v1/users')).toBe(3);
    // Should the credential die now, the path that was refused all along gives it away in the end.
    okta.setFaults([{ kind: 'status', status: 401, body: 'html' }]);
    for (let i = 0; i < 20; i += 1) errors.push(await ask(i));
    expect(isAuthenticationFailure(errors.at(-1))).toBe(true);
  });

  test('is not looked for where Okta says that a feature is off', async () => {
    const { okta, client } = await given({
      faults: [{ kind: 'featureOff', on: '/api/v1/groups' }],
    });
    expect(isFeatureDisabled(await failureOf(client.get({ endpoint: GROUPS })))).toBe(true);
    expect(okta.counters.total).toBe(1);
  });
});

describe('a bad network', () => {
  const EXPECTED = idsOfSample();
  async function idsOfSample() {
    const okta = await startLocalOkta({ plan: 'unlimited' });
    const client = createOktaClient({
      org: { orgUrl: okta.url, host: 'sample.okta.com' },
      credentials: { kind: 'token', token: okta.apiToken },
    });
    const ids = await idsOf(client, { endpoint: USERS, limit: 5 });
    await client.close();
    await okta.close();
    return ids;
  }

  test.each([
    { kind: 'serverError' },
    { kind: 'readOnlyMode' },
    { kind: 'status', status: 502, body: 'html' },
    { kind: 'status', status: 504, body: 'empty' },
    { kind: 'status', status: 408, body: 'empty' },
    { kind: 'status', status: 423, code: 'E0000239' },
    { kind: 'reset' },
    { kind: 'hangUp' },
    { kind: 'truncated' },
    { kind: 'html' },
    { kind: 'invalidJson' },
    { kind: 'hang' },
    { kind: 'stall' },
    { kind: 'refused', forMs: 5 },
    { kind: 'rateLimited' },
    { kind: 'concurrencyLimited' },
  ] as const)('$kind $status: the list is read all the same', async (fault) => {
    const rounds = fault.kind === 'rateLimited' ? [2] : [1, 3, 4];
    const { client, okta } = await given({ windowMs: 1000, faults: [{ ...fault, nth: rounds }] });
    const ids = await idsOf(client, { endpoint: USERS, limit: 5 });
    expect(ids).toEqual(await EXPECTED);
    expect(okta.counters.faults[fault.kind]).toBe(rounds.length);
    const [bucket] = client.snapshot().buckets;
    const retries = Object.values(bucket!.retries).reduce((sum, count) => sum + count, 0);
    // Refused connections are refused for a while, not once.
    if (fault.kind !== 'refused') expect(retries).toBe(rounds.length);
  });

  test.each([
    ['reset', 'connection-reset'],
    ['hang', 'timeout'],
    ['truncated', 'truncated'],
    ['html', 'html'],
    ['invalidJson', 'invalid-json'],
  ] as const)('%s for good: an error says so', async (kind, causeKind) => {
    const { client, okta } = await given(
      { faults: [{ kind }] },
      { retryBudget: { ...HASTE.retryBudget, attempts: 3 } },
    );
    expect(await failureOf(client.get({ endpoint: USERS }))).toMatchObject({
      causeKind,
      attempts: 3,
    });
    expect(okta.counters.total).toBe(3);
  });

  test('nobody listens: an error says so', async () => {
    const { okta, client } = await given();
    await okta.close();
    closers.splice(1);
    expect(await failureOf(client.get({ endpoint: USERS }))).toMatchObject({
      causeKind: 'connection-refused',
      attempts: 6,
    });
  });

  test('a host that does not exist: an error says so', async () => {
    const client = clientFor('https://no-such-host.invalid', {
      retryBudget: { ...HASTE.retryBudget, attempts: 2 },
    });
    expect(await failureOf(client.get({ endpoint: USERS }))).toMatchObject({ causeKind: 'dns' });
  });

  test('a response that is too large is refused, once', async () => {
    const { client, okta } = await given(
      { faults: [{ kind: 'oversized', bytes: 200_000 }] },
      { maxBodyBytes: 100_000 },
    );
    expect(await failureOf(client.get({ endpoint: USERS }))).toMatchObject({
      causeKind: 'too-large',
      attempts: 1,
    });
    expect(okta.counters.total).toBe(1);
  });

  test('the time for retries is bounded', async () => {
    const { client } = await given(
      { faults: [{ kind: 'hang' }] },
      { retryBudget: { attempts: 100, ms: 700, firstPauseMs: 1, longestPauseMs: 1 } },
    );
    const error = await failureOf(client.get({ endpoint: USERS }));
    expect(isOktaApiError(error) && error.attempts).toBeLessThan(5);
  });
});

describe('lists', () => {
  test('by Link header and by body', async () => {
    const { okta, client } = await given();
    const users = await idsOf(client, { endpoint: USERS, limit: 7 });
    expect(new Set(users).size).toBe(users.length);
    expect(okta.counters.callsTo('/api/v1/users')).toBe(Math.ceil(users.length / 7));
    const admins = await idsOf(client, { endpoint: ASSIGNEES, limit: 2, bodyKey: 'value' });
    expect(admins.length).toBeGreaterThan(2);
    expect(okta.counters.callsTo('/api/v1/iam/assignees/users')).toBeGreaterThan(1);
  });

  test('an empty page with a next goes on', async () => {
    const { client } = await given();
    const all = await idsOf(client, { endpoint: USERS, limit: 5 });
    const { client: other } = await given({ faults: [{ kind: 'emptyPage', nth: [1, 3] }] });
    const pages: number[] = [];
    for await (const page of other.pages({ endpoint: USERS, limit: 5 })) pages.push(page.length);
    expect(pages[0]).toBe(0);
    expect(pages.length).toBeGreaterThan(all.length / 5);
  });

  test('a cursor that repeats itself is an error', async () => {
    const { client } = await given({ faults: [{ kind: 'repeatedCursor' }] });
    expect(await failureOf(idsOf(client, { endpoint: USERS, limit: 5 }))).toMatchObject({
      causeKind: 'endless-list',
    });
  });

  test('a System Log query without an end stops at an empty page', async () => {
    const { client, okta } = await given();
    await idsOf(client, { endpoint: LOGS, limit: 1000, query: { since: '2020-01-01T00:00:00Z' } });
    expect(okta.counters.callsTo('/api/v1/logs')).toBeLessThan(5);
  });

  test('next on the admin host is led back to the configured origin', async () => {
    const { client, okta } = await given();
    const all = await idsOf(client, { endpoint: USERS, limit: 5 });
    okta.setFaults([{ kind: 'nextHost', origin: 'https://sample-admin.okta.com' }]);
    expect(await idsOf(client, { endpoint: USERS, limit: 5 })).toEqual(all);
  });

  test('next on a foreign host is refused, and nothing is sent there', async () => {
    const foreign = await serve((_, response) => response.end('[]'));
    const { client } = await given({ faults: [{ kind: 'nextHost', origin: foreign.url }] });
    expect(await failureOf(idsOf(client, { endpoint: USERS, limit: 5 }))).toMatchObject({
      causeKind: 'foreign-link',
    });
    expect(foreign.seen).toHaveLength(0);
  });

  test('an expired cursor starts the list over, and nothing is emitted twice', async () => {
    const { client, okta } = await given();
    const all = await idsOf(client, { endpoint: USERS, limit: 5 });
    okta.setFaults([{ kind: 'cursorExpires', nth: [4, 9] }]);
    expect(await idsOf(client, { endpoint: USERS, limit: 5 })).toEqual(all);
    expect(okta.counters.faults.cursorExpires).toBe(2);
    expect(client.snapshot().buckets[0]!.retries['cursor-expired']).toBe(2);
  });

  test('a cursor that expires every time is an error in the end', async () => {
    const { client } = await given({ faults: [{ kind: 'cursorExpires' }] });
    expect(await failureOf(idsOf(client, { endpoint: USERS, limit: 5 }))).toMatchObject({
      status: 400,
    });
  });

  test('a restart keeps two rows that share an id', async () => {
    let expired = false;
    const { url } = await serve((request, response) => {
      const after = new URL(request.url!, 'http://x').searchParams.get('after');
      if (after === 'b' && !expired) {
        expired = true;
        response.statusCode = 400;
        response.end('{"errorCode":"E0000031"}');
        return;
      }
      const [rows, next] =
        after === null
          ? [['1', '1', '2'], 'a']
          : after === 'a'
            ? [['3', '3'], 'b']
            : [['3', '4'], ''];
      if (next !== '')
        response.setHeader(
          'link',
          `<http://${request.headers.host}/api/v1/apps?after=${next}>; rel="next"`,
        );
      response.end(JSON.stringify(rows.map((id) => ({ id }))));
    });
    expect(await idsOf(clientFor(url), { endpoint: APPS })).toEqual([
      '1',
      '1',
      '2',
      '3',
      '3',
      '3',
      '4',
    ]);
  });

  test('too heavy with statistics: smaller pages, and larger ones again later', async () => {
    const { okta, client } = await given();
    const request: OktaListRequest = {
      endpoint: GROUPS,
      query: { expand: 'stats' },
      limit: 16,
      smallerLimits: [4, 2],
      dropWhenHeavy: ['expand'],
    };
    const all = await idsOf(client, request);
    okta.reset();
    okta.setFaults([{ kind: 'heavy', above: 4, until: 3 }]);
    const pages: boolean[] = [];
    const ids: string[] = [];
    for await (const page of client.pages(request)) {
      for (const item of page.map(record)) {
        ids.push(item.id as string);
        pages.push('_embedded' in item);
      }
    }
    expect(ids).toEqual(all);
    expect(pages.every((hasStats) => hasStats)).toBe(true);
    const sizes = okta.counters.requests.map((r) =>
      Number(new URLSearchParams(r.query).get('limit')),
    );
    expect(sizes[0]).toBe(16);
    expect(sizes[1]).toBe(4);
    expect(sizes.slice(2)).toContain(16);
  });

  test('too heavy at every size: statistics are given up', async () => {
    const { okta, client } = await given({ faults: [{ kind: 'heavy', above: 0 }] });
    const request = {
      endpoint: GROUPS,
      query: { expand: 'stats' },
      limit: 200,
      smallerLimits: [100, 50],
      dropWhenHeavy: ['expand'],
    };
    const ids = await idsOf(client, request);
    expect(ids.length).toBeGreaterThan(5);
    const queries = okta.counters.requests.map((r) => new URLSearchParams(r.query));
    expect(queries.map((q) => `${q.get('limit')} ${q.get('expand')}`)).toEqual([
      '200 stats',
      '100 stats',
      '50 stats',
      '50 stats',
      '50 null',
    ]);
  });

  test('a parameter that next has lost is put back', async () => {
    const { url, seen } = await serve((request, response) => {
      const { searchParams } = new URL(request.url!, 'http://x');
      const rel = searchParams.has('after') ? 'self' : 'next';
      response.setHeader(
        'link',
        `<http://${request.headers.host}/api/v1/apps?after=x%2By&limit=1>; rel="${rel}"`,
      );
      response.end('[{"id":"1"}]');
    });
    await idsOf(clientFor(url), { endpoint: APPS, limit: 1, query: { expand: 'user' } });
    const second = new URL(seen[1]!.url!, url).searchParams;
    expect(Object.fromEntries(second)).toEqual({ after: 'x+y', limit: '1', expand: 'user' });
  });

  test('what is no list, and items of every kind', async () => {
    const { url } = await serve((request, response) => {
      response.end(request.url!.includes('users') ? '{"items":[]}' : '[{"id":"1"},null,"x",[]]');
    });
    const client = clientFor(url);
    expect(await failureOf(idsOf(client, { endpoint: USERS }))).toMatchObject({
      causeKind: 'unexpected-json',
    });
    expect(await failureOf(idsOf(client, { endpoint: ASSIGNEES, bodyKey: 'value' }))).toMatchObject(
      {
        causeKind: 'unexpected-json',
      },
    );
    const items: unknown[] = [];
    for await (const page of client.pages({ endpoint: APPS })) items.push(...page);
    expect(items).toEqual([{ id: '1' }, null, 'x', []]);
  });

  test('a page without any link is not believed to be the last, full or not, where no answer has one', async () => {
    const { url } = await serve((_request, response) => {
      response.end('[{"id":"1"},{"id":"2"}]');
    });
    const client = clientFor(url);
    for (const limit of [2, 3, 200]) {
      expect(await failureOf(idsOf(client, { endpoint: APPS, limit }))).toMatchObject({
        causeKind: 'links-removed',
      });
    }
    expect(await idsOf(client, { endpoint: APPS })).toEqual(['1', '2']);
  });

  test('where others have links, only a full page without one is not believed to be the last', async () => {
    const { url } = await serve((request, response) => {
      if (request.url!.includes('users')) response.setHeader('Link', `<${url}>; rel="self"`);
      response.end('[{"id":"1"},{"id":"2"}]');
    });
    const client = clientFor(url);
    await client.get({ endpoint: USERS });
    expect(await idsOf(client, { endpoint: APPS, limit: 3 })).toEqual(['1', '2']);
    expect(await failureOf(idsOf(client, { endpoint: APPS, limit: 2 }))).toMatchObject({
      causeKind: 'links-removed',
    });
  });

  test('a caller may stop early', async () => {
    const { okta, client } = await given({ faults: [{ kind: 'serverError', from: 2 }] });
    for await (const page of client.pages({ endpoint: USERS, limit: 5 })) {
      expect(page).toHaveLength(5);
      break;
    }
    expect(okta.counters.callsTo('/api/v1/users')).toBeLessThanOrEqual(7);
  });
});

test('a host whose look-up is refused for good ends the client, and is not asked for again', async () => {
  const refusal = new IntegrationError({ code: 'REFUSED', message: 'private', fatal: true });
  let lookUps = 0;
  const client = clientFor('https://login.acme.com', {
    proxyFor: () => '',
    lookup: (_, __, done) => {
      lookUps += 1;
      done(refusal, []);
    },
  });
  const together = await Promise.all([1, 2].map(() => failureOf(client.get({ endpoint: USERS }))));
  expect(together).toEqual([refusal, refusal]);
  const before = lookUps;
  expect(await failureOf(client.get({ endpoint: GROUPS }))).toBe(refusal);
  expect(lookUps).toBe(before);
});

describe('closing', () => {
  test('ends what is in flight and what waits, within seconds', async () => {
    const { okta, client } = await given(
      { faults: [{ kind: 'hang' }] },
      { timeouts: { connectMs: 60_000, idleMs: 60_000, totalMs: 60_000 } },
    );
    const all = Array.from({ length: 30 }, () => failureOf(client.get({ endpoint: USERS })));
    while (okta.counters.inFlight === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await client.close();
    for (const error of await Promise.all(all)) {
      expect(error).toMatchObject({ code: 'OKTA_CLIENT_CLOSED_ERROR', fatal: true });
    }
    expect(await failureOf(client.get({ endpoint: USERS }))).toMatchObject({
      code: 'OKTA_CLIENT_CLOSED_ERROR',
    });
  });
});

describe('limits on a real server', () => {
  test('no request is refused over several windows, and the reserve stays', async () => {
    const { okta, client } = await given(
      { plan: 'integrator', windowMs: 2_000 },
      { rateLimitThreshold: 0.5 },
    );
    const ids = Array.from({ length: 60 }, (_, i) => `00u${i}`);
    await Promise.all(
      ids.map((id) => failureOf(client.get({ endpoint: endpoint`/api/v1/users/${id}/factors` }))),
    );
    expect(okta.counters.rateLimited).toBe(0);
    expect(okta.counters.smallestRemaining['/api/v1/users']).toBe(25);
    expect(okta.counters.greatestConcurrency).toBeLessThanOrEqual(15);
    expect(client.snapshot().buckets[0]).toMatchObject({ calls: 60, limit: 50, rateLimited: 0 });
  });

  test('a concurrency limit below ours is found and kept', async () => {
    const { okta, client } = await given({ concurrencyLimit: 5, latencyMs: 10 });
    await Promise.all(
      Array.from({ length: 150 }, () => client.get({ endpoint: USERS, query: { limit: 1 } })),
    );
    expect(client.snapshot().concurrencyLimit).toBeLessThanOrEqual(5);
    expect(okta.counters.concurrencyLimited).toBeLessThan(40);
  });
});

test('the sample org is read whole', async () => {
  const { client } = await given({ org: sampleOrg() });
  expect(await idsOf(client, { endpoint: APPS, limit: 3 })).not.toHaveLength(0);
});
