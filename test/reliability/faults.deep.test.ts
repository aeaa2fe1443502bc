/**
 * The fault matrix of a bad network and of hard limits: whatever happens on the way, the graph is that of
 * a run without faults.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { IntegrationProviderAuthenticationError } from '@jupiterone/integration-sdk-core';

import type { CollectOptions } from '../harness/collect';
import type { Fault, FaultKind, LocalOkta, LocalOktaOptions } from '../../packages/local-okta';
import { RESOURCES } from '../../src/resources';
import { IMPATIENT, run, runSample, startSampleOrg, type Run } from './collectInMemory';
import { danglingIn, differenceOf, NO_DIFFERENCE } from './compare';

let faultless: Run;

beforeAll(async () => {
  faultless = await runSample();
  expect(faultless.error).toBeUndefined();
});

function expectWhole(found: Run): void {
  expect(found.error).toBeUndefined();
  expect(found.partial).toEqual(faultless.partial);
  expect(differenceOf(faultless.graph, found.graph)).toEqual(NO_DIFFERENCE);
}

/** What never comes is given up for lost after this time. */
const SHORT_OF_TIME = {
  ...IMPATIENT,
  timeouts: { connectMs: 5_000, idleMs: 500, totalMs: 5_000 },
};

/** Small pages make many of every list, so that there is something between two pages. */
const SHORT_PAGES: Fault = { kind: 'shortPages', limit: 3 };

/** Every list that Okta pages by cursor. */
const LISTS = [
  '/api/v1/users',
  '/api/v1/groups',
  '/api/v1/groups/{id}/users',
  '/api/v1/apps',
  '/api/v1/apps/{id}/users',
  '/api/v1/apps/{id}/groups',
  '/api/v1/iam/assignees/users',
  '/api/v1/logs',
  ...RESOURCES.flatMap(({ definition: { list } }) => (list?.limit ? [list.path] : [])),
];

describe('the network and the servers', () => {
  test.each<[string, FaultKind, number]>([
    ['2 % of the answers are 500', { kind: 'serverError' }, 0.02],
    ['2 % are 503, read-only mode', { kind: 'readOnlyMode' }, 0.02],
    ['2 % are 503 from the edge', { kind: 'status', status: 503, body: 'html' }, 0.02],
    ['2 % are 502 without a body', { kind: 'status', status: 502, body: 'empty' }, 0.02],
    ['2 % are 504', { kind: 'status', status: 504, body: 'text' }, 0.02],
    ['2 % are 408', { kind: 'status', status: 408 }, 0.02],
    ['2 % are 423, locked', { kind: 'status', code: 'E0000239' }, 0.02],
    ['2 % of the connections are reset', { kind: 'reset' }, 0.02],
    ['2 % end before the answer', { kind: 'hangUp' }, 0.02],
    ['1 % of the answers are truncated', { kind: 'truncated' }, 0.01],
    ['1 % are HTML with status 200', { kind: 'html' }, 0.01],
    ['1 % are invalid JSON', { kind: 'invalidJson' }, 0.01],
    ['1 % never come', { kind: 'hang' }, 0.01],
    ['1 % stop half-way', { kind: 'stall' }, 0.01],
    ['2 % are stray refusals by rate', { kind: 'rateLimited' }, 0.02],
    ['2 % are refusals by concurrency', { kind: 'concurrencyLimited' }, 0.02],
  ])('%s', async (_name, kind, probability) => {
    // The answers are so few that the first of each path is struck as well.
    const faults: Fault[] = [
      { ...kind, probability },
      { ...kind, nth: 3 },
    ];
    const found = await runSample({ faults, windowMs: 1_000 }, { client: SHORT_OF_TIME });
    expectWhole(found);
    expect(found.okta.counters.faults[kind.kind]).toBeGreaterThan(0);
  });

  test('all of it at once, 15 % of the requests', async () => {
    const kinds: FaultKind[] = [
      { kind: 'serverError' },
      { kind: 'readOnlyMode' },
      { kind: 'reset' },
      { kind: 'truncated' },
      { kind: 'html' },
    ];
    const faults = kinds.map((kind): Fault => ({ ...kind, probability: 0.03 }));
    const found = await runSample({ faults: [SHORT_PAGES, ...faults] });
    expectWhole(found);
    for (const { kind } of kinds) expect(found.okta.counters.faults[kind]).toBeGreaterThan(5);
  });

  test('nothing listens for a moment', async () => {
    const faults: Fault[] = [{ kind: 'refused', forMs: 30, nth: 60 }];
    const found = await runSample({ faults });
    expectWhole(found);
    expect(found.okta.counters.faults.refused).toBe(1);
  });
});

describe('limits and clocks', () => {
  /** A default token's limits in windows of a second: the apps bucket is spent more than once in a run. */
  const LIMITED: LocalOktaOptions = { plan: 'workforce', tokenShare: 0.5, windowMs: 1_000 };
  const HOUR = 60 * 60 * 1_000;

  test.each<[string, LocalOktaOptions]>([
    ['a clock an hour ahead', { clockSkewMs: HOUR }],
    ['a clock an hour behind', { clockSkewMs: -HOUR }],
    ['other consumers eat 40 % of each bucket', { otherConsumers: 0.4 }],
  ])('%s', async (_name, org) => {
    const found = await runSample({ ...LIMITED, ...org });
    expectWhole(found);
    expect(found.okta.counters.rateLimited).toBe(0);
    expect(found.okta.counters.buckets['/api/v1/apps']?.windows.length).toBeGreaterThan(1);
  });

  test.each<[string, FaultKind]>([
    ['a Reset in the past', { kind: 'resetInPast' }],
    ['no rate-limit headers', { kind: 'noRateHeaders' }],
    ['no rate-limit headers and no Date', { kind: 'noRateHeaders', date: 'absent' }],
  ])('%s', async (_name, kind) => {
    const found = await runSample({ ...LIMITED, tokenShare: 0.5, faults: [kind] });
    expectWhole(found);
    expect(found.okta.counters.buckets['/api/v1/apps']?.windows.length).toBeGreaterThan(1);
  });

  test('a concurrency limit of 5', async () => {
    const found = await runSample({ concurrencyLimit: 5, latencyMs: 5 });
    expectWhole(found);
    expect(found.okta.counters.concurrencyLimited).toBeGreaterThan(0);
  });
});

describe('credentials', () => {
  const oauthOf = ({ oauth }: LocalOkta): CollectOptions => ({
    config: {
      oktaApiKey: '',
      oktaClientId: oauth.clientId,
      oktaPrivateKey: oauth.privateKeyPem,
      oktaKeyId: oauth.keyId,
    },
  });
  const TOKEN = '/oauth2/v1/token';

  test.each([
    ['DPoP, with nonces for requests too', { tokenCalls: 60, resourceNonce: true }],
    ['bearer', { tokenCalls: 60, dpop: false }],
  ])('an OAuth token that dies in the middle is renewed (%s)', async (_name, oauth) => {
    const found = await runSample({ oauth }, oauthOf);
    expectWhole(found);
    expect(found.okta.counters.statuses[401]).toBeGreaterThan(0);
    expect(found.okta.counters.callsTo(TOKEN)).toBeGreaterThan(3);
  });

  test('an OAuth token is renewed before it expires', async () => {
    const org = { oauth: { expiresIn: 1, dpop: false }, latencyMs: 60 };
    const found = await runSample(org, oauthOf);
    expectWhole(found);
    expect(found.okta.counters.callsTo(TOKEN)).toBeGreaterThan(1);
  });

  test.each(['E0000011', 'E0000004'])('an API token that dies (%s) stops the run', async (code) => {
    const dies = 60;
    const found = await runSample({ faults: [{ kind: 'status', code, status: 401, from: dies }] });
    expect(found.error).toBeInstanceOf(IntegrationProviderAuthenticationError);
    expect(found.partial).toBeUndefined();
    // What was on its way is all that is sent after the first refusal.
    expect(found.okta.counters.total).toBeLessThan(dies + 15);
  });
});

describe('lists', () => {
  test.each<[string, FaultKind]>([
    ['short pages', { kind: 'shortPages', limit: 2 }],
    ['pages that begin with objects of the page before', { kind: 'overlap', by: 2 }],
    ['objects that move to the following page', { kind: 'moved' }],
    ['pages in reverse order', { kind: 'reversed' }],
    ['every object twice', { kind: 'doubled' }],
    ['`next` on the admin host', { kind: 'nextHost', origin: 'https://sample-admin.okta.com' }],
  ])('%s', async (_name, kind) => {
    const found = await runSample({ faults: [SHORT_PAGES, kind] });
    expectWhole(found);
    expect(found.okta.counters.faults[kind.kind]).toBeGreaterThan(10);
  });

  test('empty pages in the middle', async () => {
    const faults = LISTS.map((on): Fault => ({ kind: 'emptyPage', on, nth: 2 }));
    expectWhole(await runSample({ faults: [SHORT_PAGES, ...faults] }));
  });

  test('a cursor that expires, in every list', async () => {
    const faults = LISTS.map((on): Fault => ({ kind: 'cursorExpires', on: pageOf(on), nth: 1 }));
    const found = await runSample({ faults: [SHORT_PAGES, ...faults] });
    expectWhole(found);
    // Of the others the sample org has one page.
    expect(found.okta.counters.faults.cursorExpires).toBe(12);
  });

  test('groups whose statistics are too heavy for large pages', async () => {
    const found = await runSample({ faults: [{ kind: 'heavy', above: 60, on: '/api/v1/groups' }] });
    expectWhole(found);
    expect(found.okta.counters.faults.heavy).toBeGreaterThan(0);
  });

  test('`next` on a foreign host: the credential never arrives there', async () => {
    const visits: string[] = [];
    const foreign = createServer((request, response) => {
      visits.push(String(request.headers.authorization));
      response.end('[]');
    });
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    const { port } = foreign.address() as AddressInfo;
    const okta = await startSampleOrg({
      faults: [SHORT_PAGES, { kind: 'nextHost', origin: `http://127.0.0.1:${String(port)}` }],
    });
    try {
      const found = await run(okta, { client: IMPATIENT });
      expect(visits).toEqual([]);
      // The first pages are kept, and nothing is deleted for what the others would have held.
      expect(found.partial).toEqual(expect.arrayContaining(['okta_user', 'okta_application']));
      const difference = differenceOf(faultless.graph, found.graph);
      expect(difference.added).toEqual([]);
      expect(countOf(found, 'okta_application')).toBe(3);
      expect(danglingIn(found.graph)).toEqual([]);
      expect(found.statuses['fetch-applications']).toBe('failure');
    } finally {
      await okta.close();
      foreign.close();
    }
  });
});

/** Requests for a page of the list that is not its first. */
function pageOf(template: string): RegExp {
  return new RegExp(`^${template.replace('{id}', '[^/?]+')}\\?.*after=`);
}

function countOf({ graph }: Run, type: string): number {
  return [...graph.values()].filter(({ _type }) => _type === type).length;
}
