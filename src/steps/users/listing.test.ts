import { generatedOrg, startLocalOkta, type Fault, type LocalOkta } from '../../../test/localOkta';
import { createOktaClient, type OktaClient } from '../../okta';
import { listUsers } from './api';
import { listEveryUser } from './listing';

const LARGE = 2_500;
const PAGE = 200;

async function withClient<T>(
  users: number,
  faults: readonly Fault[],
  use: (client: OktaClient, okta: LocalOkta) => Promise<T>,
): Promise<T> {
  const org = generatedOrg({ users, groups: 2, apps: 1, devices: 0, memberships: 10 });
  const okta = await startLocalOkta({ org, plan: 'unlimited', faults });
  const client = createOktaClient({
    org: { orgUrl: okta.url },
    credentials: { kind: 'token', token: okta.apiToken },
  });
  try {
    return await use(client, okta);
  } finally {
    await client.close();
    await okta.close();
  }
}

const noUsers = (): Error => new Error('no users');

/** As the directory does: each user once. */
async function listAll(client: OktaClient): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const page of listEveryUser(client, () => ids.size, { noUsers, large: 1_000 })) {
    for (const { id } of page) ids.add(id);
  }
  return ids;
}

async function expectedIds(client: OktaClient): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const page of listUsers(client, { search: 'status pr' })) {
    for (const { id } of page) ids.add(id);
  }
  return ids;
}

/** Searches by creation time, as they stand in the log of requests. */
function searchesByCreation(okta: LocalOkta): number {
  return okta.counters.requests.filter(({ query }) => JSON.stringify(query).includes('created'))
    .length;
}

test('a large org is listed from several ends, at little more than a call a page', async () => {
  await withClient(LARGE, [], async (client, okta) => {
    const ids = await listAll(client);
    const calls = okta.counters.callsTo('/api/v1/users');
    expect(ids.size).toBe(LARGE);
    expect(ids).toEqual(await expectedIds(client));
    // Two calls find the bounds; each of four lists may end in a page that its neighbour has too, and
    // has the next one under way.
    expect(calls).toBeLessThanOrEqual(LARGE / PAGE + 2 + 4 * 2);
  });
});

test('a small org is listed in sequence, deprovisioned users in a second list', async () => {
  await withClient(450, [], async (client, okta) => {
    const ids = await listAll(client);
    expect(ids).toEqual(await expectedIds(client));
    expect(searchesByCreation(okta)).toBe(0);
  });
});

test('where searching by creation fails, the lists in sequence give every user', async () => {
  const faults: Fault[] = [{ on: /created/, kind: 'badRequest' }];
  await withClient(LARGE, faults, async (client, okta) => {
    expect((await listAll(client)).size).toBe(LARGE);
    expect(searchesByCreation(okta)).toBeGreaterThan(0);
  });
});

test('where a search gives fewer users than Everyone has, the lists in sequence give the rest', async () => {
  const faults: Fault[] = [{ on: /created/, kind: 'empty' }];
  await withClient(LARGE, faults, async (client) => {
    expect((await listAll(client)).size).toBe(LARGE);
  });
});

test('no user in the plain list is an error, although a search shows deprovisioned ones', async () => {
  const faults: Fault[] = [{ on: /users\?limit/, kind: 'empty' }];
  await withClient(450, faults, async (client) => {
    await expect(listAll(client)).rejects.toThrow('no users');
  });
});

test.each<[string, boolean, Fault]>([
  ['some groups without Everyone', false, { on: /groups\?.*BUILT_IN/, kind: 'empty' }],
  ['no group at all', true, { on: '/api/v1/groups', kind: 'empty' }],
  ['a refusal', true, { on: '/api/v1/groups', kind: 'forbidden' }],
])('where groups answer %s, the users shown are all: %s', async (_name, isWhole, fault) => {
  await withClient(450, [fault], async (client) => {
    const found = await listAll(client).then(
      ({ size }) => size,
      (error: unknown) => error,
    );
    if (isWhole) expect(found).toBe(450);
    else expect(found).toHaveProperty('message', expect.stringContaining('only the users in them'));
  });
});
