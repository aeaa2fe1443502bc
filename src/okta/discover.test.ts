import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { startLocalOkta } from '../../packages/local-okta';
import { VirtualClock } from '../../test/harness/virtualClock';
import { IntegrationNotAnOktaOrgError, isOktaApiError, verifyOktaOrg } from '.';
import type { OutgoingRequest, Transport } from './http/transport';
import { TransportError } from './http/transportError';

const HASTE = {
  timeouts: { connectMs: 500, idleMs: 200, totalMs: 500 },
  retryBudget: { firstPauseMs: 1, longestPauseMs: 2 },
};

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A transport that answers one document, for hosts that are not on this machine. */
function answering(document: unknown): Transport & { sent: OutgoingRequest[] } {
  const sent: OutgoingRequest[] = [];
  return {
    sent,
    send: (request) => {
      sent.push(request);
      return Promise.resolve({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify(document)),
      });
    },
    close: () => undefined,
  };
}

const ACME = {
  id: '00o1',
  pipeline: 'idx',
  _links: { organization: { href: 'https://acme.okta.com' } },
};

test('the local org says who it is, and no credential is sent', async () => {
  const okta = await startLocalOkta();
  closers.push(() => okta.close());
  const org = await verifyOktaOrg(okta.url, HASTE);
  expect(org).toMatchObject({
    orgUrl: okta.url,
    host: 'sample.okta.com',
    adminUrl: 'https://sample-admin.okta.com',
    subdomain: 'sample',
    pipeline: 'idx',
  });
  expect(org.orgId).toMatch(/^00o/);
  expect(okta.counters.requests.map(({ path, authorization }) => [path, authorization])).toEqual([
    ['/.well-known/okta-organization', ''],
  ]);
});

test.each([
  ['https://acme.okta.com', ACME, { customDomain: undefined, pipeline: 'idx' }],
  ['https://login.acme.com', ACME, { customDomain: 'login.acme.com', host: 'acme.okta.com' }],
  [
    'https://acme.okta.com',
    { ...ACME, _links: { ...ACME._links, alternate: { href: 'https://id.acme.com' } } },
    { customDomain: 'id.acme.com', orgUrl: 'https://acme.okta.com' },
  ],
  ['https://acme.okta.com', { ...ACME, pipeline: 'v1' }, { pipeline: 'v1' }],
  ['https://acme.okta.com', { ...ACME, pipeline: 'v9' }, { pipeline: undefined }],
  [
    'https://acme.okta.mil',
    { ...ACME, _links: { organization: { href: 'https://acme.okta.mil' } } },
    { adminUrl: 'https://acme-admin.okta.mil' },
  ],
])('%s: %j', async (orgUrl, document, expected) => {
  const transport = answering(document);
  expect(await verifyOktaOrg(orgUrl, { transport })).toMatchObject(expected);
  expect(transport.sent).toEqual([
    {
      method: 'GET',
      url: `${orgUrl}/.well-known/okta-organization`,
      headers: { accept: 'application/json' },
    },
  ]);
});

test.each([
  ['nothing', {}],
  ['a list', []],
  ['an id that is none', { ...ACME, id: 'x' }],
  ['no link', { id: '00o1' }],
  [
    'a host that is not Okta’s',
    { ...ACME, _links: { organization: { href: 'https://evil.com' } } },
  ],
  [
    'a host that looks like Okta’s',
    { ...ACME, _links: { organization: { href: 'https://acme.okta.com.evil.com' } } },
  ],
])('a custom domain that answers %s is refused', async (_, document) => {
  const error = await failureOf(
    verifyOktaOrg('https://login.acme.com', { transport: answering(document) }),
  );
  expect(error).toBeInstanceOf(IntegrationNotAnOktaOrgError);
  expect(error).toMatchObject({ host: 'login.acme.com', reason: 'not-okta' });
});

test.each([
  [302, { location: 'https://acme.okta.com' }, 'redirect'],
  [404, {}, 'not-found'],
  [401, {}, 'not-found'],
  [200, {}, 'not-okta'],
])('HTTP %s is no Okta org', async (status, headers, reason) => {
  const url = await serve((_, response) => {
    response.writeHead(status, headers);
    response.end('<html>hello</html>');
  });
  expect(await failureOf(verifyOktaOrg(url, HASTE))).toMatchObject({ reason });
});

test('a byte order mark before the document is passed over', async () => {
  const url = await serve((_, response) => response.end(`\uFEFF${JSON.stringify(ACME)}`));
  expect(await verifyOktaOrg(url, HASTE)).toMatchObject({ host: 'acme.okta.com' });
});

test('a host that is down for a moment is asked again', async () => {
  let calls = 0;
  const url = await serve((_, response) => {
    calls += 1;
    if (calls === 1) response.destroy();
    else if (calls === 2) response.writeHead(503).end();
    else response.end(JSON.stringify(ACME));
  });
  expect(await verifyOktaOrg(url, HASTE)).toMatchObject({ host: 'acme.okta.com' });
});

test('a host that stays down, or that hangs, is told from a host that is none', async () => {
  const down = await serve((_, response) => response.destroy());
  const hangs = await serve(() => undefined);
  for (const url of [down, hangs]) {
    expect(isOktaApiError(await failureOf(verifyOktaOrg(url, HASTE)))).toBe(true);
  }
});

test('plain HTTP beyond this machine is refused before anything is sent', async () => {
  const transport = answering(ACME);
  await expect(verifyOktaOrg('http://acme.okta.com', { transport })).rejects.toThrow(/HTTPS/);
  expect(transport.sent).toEqual([]);
});

describe('the first question, on a virtual clock', () => {
  type Answer = { readonly status?: number; readonly headers?: Record<string, string> } | Error;

  /** Asks an org whose answers are these, by the number of the question and the time since the start; then its own. */
  function given(answerTo: (times: number, ms: number) => Answer | undefined) {
    const clock = new VirtualClock();
    const startedAt = clock.now();
    const askedAt: number[] = [];
    const outcome = clock.run(
      failureOf(
        verifyOktaOrg('https://acme.okta.com', {
          clock,
          random: () => 0.5,
          transport: {
            send: async () => {
              await clock.sleep(50);
              askedAt.push(clock.now() - startedAt);
              const answer = answerTo(askedAt.length, clock.now() - startedAt) ?? {};
              if (answer instanceof Error) throw answer;
              const { status = 200, headers = {} } = answer;
              const date = new Date(clock.now()).toUTCString();
              const body =
                status === 200 && headers.html === undefined ? JSON.stringify(ACME) : '<html>';
              return { status, headers: { date, ...headers }, body: Buffer.from(body) };
            },
            close: () => undefined,
          },
        }),
      ),
    );
    return { askedAt, outcome };
  }
  const MINUTE = 60_000;

  test('waits for a bucket that is empty, until its window ends', async () => {
    let emptyUntil = Infinity;
    const t = given((_, ms) => {
      if (emptyUntil === Infinity) emptyUntil = Date.parse('2026-11-01T00:00:40Z');
      const now = Date.parse('2026-11-01T00:00:00Z') + ms;
      if (now >= emptyUntil) return undefined;
      return {
        status: 429,
        headers: {
          'x-rate-limit-limit': '100',
          'x-rate-limit-remaining': '0',
          'x-rate-limit-reset': String(emptyUntil / 1000),
        },
      };
    });
    expect(await t.outcome).toBeUndefined();
    expect(t.askedAt).toHaveLength(2);
    expect(t.askedAt[1]).toBeGreaterThanOrEqual(40_000);
    expect(t.askedAt[1]).toBeLessThan(43_000);
  });

  test.each<[string, Answer]>([
    ['503', { status: 503 }],
    ['refused connections', new TransportError('connection-refused', 'ECONNREFUSED')],
    ['a name service that is in trouble', new TransportError('dns', 'EAI_AGAIN')],
  ])('rides out four minutes of %s, with few questions', async (_, answer) => {
    const t = given((__, ms) => (ms < 4 * MINUTE ? answer : undefined));
    expect(await t.outcome).toBeUndefined();
    expect(t.askedAt.length).toBeLessThan(20);
  });

  test('an outage that does not end is no other site', async () => {
    const t = given(() => ({ status: 503 }));
    expect(await t.outcome).toMatchObject({
      status: 503,
      endpoint: '/.well-known/okta-organization',
    });
    expect(t.askedAt.at(-1)).toBeGreaterThan(4 * MINUTE);
    expect(t.askedAt.at(-1)).toBeLessThan(20 * MINUTE);
  });

  test.each<[string, Answer, object]>([
    [
      'a name that does not exist',
      new TransportError('dns', 'ENOTFOUND'),
      { reason: 'no-such-host' },
    ],
    ['a proxy that wants a login', new TransportError('proxy', 'HTTP 407'), { causeKind: 'proxy' }],
    ['403', { status: 403 }, { status: 403, causeKind: 'blocked' }],
  ])('%s does not pass, and is asked once', async (_, answer, expected) => {
    const t = given(() => answer);
    expect(await t.outcome).toMatchObject(expected);
    expect(t.askedAt).toHaveLength(1);
  });

  test('a site that sends pages for a quarter of a minute is another one', async () => {
    const t = given(() => ({ headers: { html: '1' } }));
    expect(await t.outcome).toMatchObject({ reason: 'not-okta' });
    expect(t.askedAt).toHaveLength(6);
    expect(t.askedAt.at(-1)).toBeGreaterThan(5_000);
  });
});
