import { generatedOrg, startLocalOkta, type Fault, type LocalOkta } from '../../../test/localOkta';
import { createOktaClient, type OktaClient } from '../../okta';
import { listUsers } from './api';
import { listEveryUser } from './listing';
import { Visibility } from './visibility';

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

/** As the catalog does: each user once. */
async function listAll(client: OktaClient): Promise<Set<string>> {
  const statuses = new Map<string, string | undefined>();
  const listing = listEveryUser(client, {
    noUsers,
    visibility: new Visibility(client),
    found: () => ({
      all: statuses.size,
      notDeprovisioned: [...statuses.values()].filter((status) => status !== 'DEPROVISIONED')
        .length,
    }),
    startedOn: Date.now(),
    large: 1_000,
  });
  for await (const page of listing) {
    for (const { id, status } of page) statuses.set(id, status);
  }
  return new Set(statuses.keys());
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
    // The plain list goes on until Okta has counted the users, for six pages at most. Two calls find
    // the bounds; each of four lists may end in a page that its neighbour has too, and has the next
    // one under way.
    expect(calls).toBeLessThanOrEqual(LARGE / PAGE + 6 + 2 + 4 * 2);
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

const GROUPS = '/api/v1/groups';
const SCOPE_MISSING = {
  'WWW-Authenticate': 'Bearer error="insufficient_scope"',
};

test.each<[string, string | undefined, Fault]>([
  ['some groups without Everyone', 'only the users in them', { on: /BUILT_IN/, kind: 'empty' }],
  ['no group at all', 'only the users in them', { on: GROUPS, kind: 'empty' }],
  ['403', 'not proven', { on: GROUPS, kind: 'forbidden' }],
  ['400', 'not proven', { on: GROUPS, kind: 'badRequest' }],
  ['404', 'not proven', { on: GROUPS, kind: 'notFound' }],
  ['an object', 'not proven', { on: GROUPS, kind: 'wrongShape' }],
  [
    '403 for want of the scope',
    undefined,
    { on: GROUPS, kind: 'status', status: 403, headers: SCOPE_MISSING },
  ],
])(
  'where groups answer %s, the users shown are all, or it says: %s',
  async (_name, loss, fault) => {
    await withClient(450, [fault], async (client) => {
      const found = await listAll(client).then(
        ({ size }) => size,
        (error: unknown) => error,
      );
      if (loss === undefined) expect(found).toBe(450);
      else expect(found).toHaveProperty('message', expect.stringContaining(loss));
    });
  },
);

test('users come while Okta still counts those of Everyone', async () => {
  await withClient(450, [], async (client) => {
    const never = new Promise<never>(() => undefined);
    const reader = listEveryUser(client, {
      noUsers,
      visibility: { ask: () => never, askNow: () => never },
      found: () => ({ all: 0, notDeprovisioned: 0 }),
      startedOn: Date.now(),
    });
    expect((await reader.next()).value).toHaveLength(PAGE);
    await reader.return();
  });
});

test('where Okta cannot count the users of Everyone, it is seen that the group is there', async () => {
  const faults: Fault[] = [{ on: /expand=stats/, kind: 'serverError' }];
  await withClient(450, faults, async (client) => {
    expect(await new Visibility(client).ask()).toEqual({ usersCount: undefined });
    expect((await listAll(client)).size).toBe(450);
  });
});

// Whether Okta counts deprovisioned users among those of Everyone is not recorded.
test.each<[all: number, notDeprovisioned: number, usersCount: number | undefined, boolean]>([
  [2_500, 2_300, 2_500, true],
  [2_500, 2_300, 2_300, true],
  [2_501, 2_301, 2_300, true],
  [2_400, 2_200, 2_300, false],
  [2_499, 2_300, 2_500, false],
  [2_500, 2_300, undefined, false],
])(
  '%s users found, %s of them not deprovisioned, and %s counted: are they all? %s',
  async (all, notDeprovisioned, usersCount, isAll) => {
    await withClient(LARGE, [], async (client, okta) => {
      const listing = listEveryUser(client, {
        noUsers,
        visibility: {
          ask: () => Promise.resolve({ usersCount: LARGE }),
          askNow: () => Promise.resolve({ usersCount }),
        },
        found: () => ({ all, notDeprovisioned }),
        startedOn: Date.now(),
        large: 1_000,
      });
      for await (const page of listing) expect(page.length).toBeLessThanOrEqual(PAGE);
      const { requests } = okta.counters;
      expect(requests.some(({ query }) => query.includes('DEPROVISIONED'))).toBe(!isAll);
    });
  },
);

test('where one of the ends fails, all of them stop', async () => {
  const failing = { on: /created(%20|\+)lt/, kind: 'badRequest' } as const;
  await withClient(LARGE, [failing], async (client, okta) => {
    expect((await listAll(client)).size).toBe(LARGE);
    const others = okta.counters.requests.filter(({ query }) =>
      /created(%20|\+)ge/.test(JSON.stringify(query)),
    );
    // Of each of the two other lists the page that came, and the one that was under way.
    expect(others.length).toBeLessThanOrEqual(2 * 2);
  });
});
