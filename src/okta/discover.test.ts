import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { startLocalOkta } from '../../packages/local-okta';
import { IntegrationNotAnOktaOrgError, isOktaApiError, verifyOktaOrg } from '.';
import type { OutgoingRequest, Transport } from './http/transport';

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
  [403, {}, 'not-found'],
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
