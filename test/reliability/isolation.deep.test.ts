/** Two customers in one process, at the same time: neither run knows anything of the other. */
import { IntegrationProviderAuthenticationError } from '@jupiterone/integration-sdk-core';

import type { OktaClient } from '../../src/okta';
import { SILENT_OBSERVER, type RunObserver } from '../../src/progress';
import { SAMPLE_NOW, type CollectOptions } from '../harness/collect';
import { sampleOrg, type LocalOkta, type LocalOktaOptions } from '../../packages/local-okta';
import { run, startSampleOrg, type Run } from './collectInMemory';
import { differenceOf, NO_DIFFERENCE } from './compare';

interface Customer {
  readonly okta: LocalOkta;
  readonly options: CollectOptions;
  /** The clients that runs for this customer made. */
  readonly clients: Pick<OktaClient, 'snapshot'>[];
}

const customers: Customer[] = [];

/** An org under a name of its own, and how to collect it. */
async function customer(
  subdomain: string,
  org: LocalOktaOptions = {},
  optionsOf: (okta: LocalOkta) => CollectOptions = () => ({}),
): Promise<Customer> {
  const okta = await startSampleOrg({
    org: sampleOrg({ now: SAMPLE_NOW, facts: { subdomain } }),
    apiTokens: [`token-of-${subdomain}`],
    ...org,
  });
  const clients: Customer['clients'] = [];
  const observer: RunObserver = {
    ...SILENT_OBSERVER,
    runStarted: (client) => {
      clients.push(client);
    },
  };
  const made = { okta, options: { observer, ...optionsOf(okta) }, clients };
  customers.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(customers.splice(0).map(({ okta }) => okta.close()));
});

const collect = ({ okta, options }: Customer): Promise<Run> => run(okta, options);

/** Each alone, one after the other, and then all at once. */
async function aloneAndTogether(all: readonly Customer[]): Promise<[alone: Run, together: Run][]> {
  const alone: Run[] = [];
  for (const one of all) alone.push(await collect(one));
  for (const { okta, clients } of all) {
    okta.reset();
    clients.splice(0);
  }
  const together = await Promise.all(all.map(collect));
  return together.map((found, index) => [alone[index]!, found]);
}

const warningsOf = ({ events }: Run): string[] =>
  events
    .filter(({ name }) => name.startsWith('warn_'))
    .map(({ description }) => description)
    .sort();

function expectApart(all: readonly Customer[], runs: readonly [Run, Run][]): void {
  for (const [alone, together] of runs) {
    expect(together.error).toBeUndefined();
    expect(differenceOf(alone.graph, together.graph)).toEqual(NO_DIFFERENCE);
    expect(warningsOf(together)).toEqual(warningsOf(alone));
  }
  for (const { okta, clients } of all) {
    expect(clients).toHaveLength(1);
    // The client has counted what its own org has seen, and not one call of another run.
    const seen = Object.entries(okta.counters.calls).filter(([path]) => !path.startsWith('/.well'));
    expect(clients[0]?.snapshot().callsByEndpoint).toEqual(Object.fromEntries(seen));
  }
  expect(new Set(all.flatMap(({ clients }) => clients)).size).toBe(all.length);
}

/** Calls whose credential the org did not know. */
const refusedIn = ({ counters }: LocalOkta): string[] =>
  counters.requests
    .filter(({ status, path }) => status === 401 && path.startsWith('/api/'))
    .map(({ path }) => path);

test('two orgs with two API tokens', async () => {
  const both = [await customer('acme'), await customer('globex')];
  expectApart(both, await aloneAndTogether(both));
  for (const { okta } of both) expect(refusedIn(okta)).toEqual([]);
});

test('two orgs with two OAuth apps: each has tokens of its own', async () => {
  const oauthOf =
    (id: string) =>
    ({ oauth }: LocalOkta): CollectOptions => ({
      config: {
        oktaApiKey: '',
        oktaClientId: id,
        oktaPrivateKey: oauth.privateKeyPem,
        oktaKeyId: oauth.keyId,
      },
    });
  const both = [
    await customer(
      'acme',
      { oauth: { clientId: '0oaacme0000000000000' } },
      oauthOf('0oaacme0000000000000'),
    ),
    await customer(
      'globex',
      { oauth: { clientId: '0oaglobex00000000000', dpop: false } },
      oauthOf('0oaglobex00000000000'),
    ),
  ];
  expectApart(both, await aloneAndTogether(both));
  for (const { okta } of both) expect(refusedIn(okta)).toEqual([]);
});

test('each learns the limits of its own org, and waits for no other', async () => {
  const limited = await customer('acme', { plan: 'workforce', tokenShare: 1, windowMs: 1_000 });
  const unlimited = await customer('globex');
  const both = [limited, unlimited];
  expectApart(both, await aloneAndTogether(both));
  expect(limited.okta.counters.rateLimited).toBe(0);
  const buckets = both.map(({ clients }) => clients[0]?.snapshot().buckets ?? []);
  const limits = buckets.map((all) => all.find(({ name }) => name === '/api/v1/apps')?.limit);
  expect(limits[0]).toBe(100);
  expect(limits[1]).toBeGreaterThan(100_000);
  expect(buckets[1]?.filter(({ waitedMs }) => waitedMs > 0)).toEqual([]);
});

test('a token that dies stops its own run only', async () => {
  const dying = await customer('acme', { faults: [{ kind: 'invalidToken', from: 50 }] });
  const living = await customer('globex');
  const alone = await collect(living);
  const [dead, alive] = await Promise.all([collect(dying), collect(living)]);
  expect(dead.error).toBeInstanceOf(IntegrationProviderAuthenticationError);
  expect(alive.error).toBeUndefined();
  expect(differenceOf(alone.graph, alive.graph)).toEqual(NO_DIFFERENCE);
});

test('what one customer switched off is collected for the other', async () => {
  const without = await customer('acme', {}, () => ({ disabledSources: ['devices', 'groups'] }));
  const both = [without, await customer('globex')];
  expectApart(both, await aloneAndTogether(both));
  const types = (index: number): Set<string> =>
    new Set(Object.keys(both[index]!.okta.counters.calls));
  expect(types(0)).not.toContain('/api/v1/users/{id}/factors');
  expect(types(1)).toContain('/api/v1/users/{id}/factors');
});
