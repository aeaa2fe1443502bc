import {
  generatedOrg,
  startLocalOkta,
  type Fault,
  type FaultKind,
  type JsonObject,
  type LocalOkta,
} from '../../../packages/local-okta';
import { listingById } from '../../../packages/local-okta/listing';
import { text } from '../../json';
import {
  createOktaClient,
  createTransport,
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_TIMEOUTS,
  type OktaClient,
  type OktaClientOptions,
  type Transport,
} from '../../okta';
import { listUsers } from './api';
import { listEveryUser } from './listing';
import { type Answer, OrgVisibility } from './orgVisibility';

const LARGE = 2_500;
const PAGE = 200;

type Use<T> = (client: OktaClient, okta: LocalOkta) => Promise<T>;

const orgOf = (users: number) =>
  generatedOrg({ users, groups: 2, apps: 1, devices: 0, memberships: 10 });
type Org = ReturnType<typeof orgOf>;

const largeOrg = (): Org => orgOf(LARGE);

const usersOf = ({ users }: Org): JsonObject[] =>
  Array.from({ length: users.size }, (_, index) => users.at(index));

function withClient<T>(users: number, faults: readonly Fault[], use: Use<T>): Promise<T> {
  return withOrg(orgOf(users), faults, use);
}

async function withOrg<T>(
  org: Org,
  faults: readonly Fault[],
  use: Use<T>,
  options: Partial<OktaClientOptions> = {},
): Promise<T> {
  const okta = await startLocalOkta({ org, plan: 'unlimited', faults });
  const client = createOktaClient({
    org: { orgUrl: okta.url },
    credentials: { kind: 'token', token: okta.apiToken },
    ...options,
    timeouts: { connectMs: 10_000, idleMs: 3_000, totalMs: 10_000 },
  });
  try {
    return await use(client, okta);
  } finally {
    await client.close();
    await okta.close();
  }
}

const noUsers = (): Error => new Error('no users');

const count = (usersCount: number) => (): Promise<Answer> => Promise.resolve({ usersCount });

/** As the catalog does: each user once. */
async function listAll(
  client: OktaClient,
  visibility: Pick<OrgVisibility, 'ask' | 'askNow'> = new OrgVisibility(client),
): Promise<Set<string>> {
  const statuses = new Map<string, string | undefined>();
  const listing = listEveryUser(client, {
    noUsers,
    visibility,
    found: () => ({
      all: statuses.size,
      notDeprovisioned: [...statuses.values()].filter((status) => status !== 'DEPROVISIONED')
        .length,
    }),
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

/** How often the plain list was begun. */
function plainLists(okta: LocalOkta): number {
  return okta.counters.requests.filter(
    ({ path, query }) => path === '/api/v1/users' && !/search|after/.test(query),
  ).length;
}

test('a large org is listed from several ends, at little more than a call a page', async () => {
  await withClient(LARGE, [], async (client, okta) => {
    const ids = await listAll(client);
    const calls = okta.counters.callsTo('/api/v1/users');
    expect(ids.size).toBe(LARGE);
    expect(ids).toEqual(await expectedIds(client));
    // The plain list goes on until the users are counted and the bounds found, for eleven pages at most.
    // Two calls find the bounds; each of four lists may end in a page that its neighbour has too, and
    // has the next one under way; two lists show what is left.
    expect(calls).toBeLessThanOrEqual(LARGE / PAGE + 11 + 2 + 4 * 2 + 2);
    expect(searchesByCreation(okta)).toBeGreaterThan(2);
    expect(plainLists(okta)).toBe(1);
  });
});

test('a small org is listed in sequence, deprovisioned users in a second list', async () => {
  await withClient(450, [], async (client, okta) => {
    const ids = await listAll(client);
    expect(ids).toEqual(await expectedIds(client));
    expect(searchesByCreation(okta)).toBe(0);
  });
});

/** Okta whose first pages of users, of this size, have no link to the next one. */
function withoutNext(size: string | undefined): Transport {
  const transport = createTransport({
    timeouts: DEFAULT_TIMEOUTS,
    maxBodyBytes: DEFAULT_MAX_BODY_BYTES,
  });
  return {
    close: (reason) => {
      transport.close(reason);
    },
    send: async (request) => {
      const answer = await transport.send(request);
      const { pathname, searchParams } = new URL(request.url);
      const isFirst = pathname === '/api/v1/users' && !searchParams.has('after');
      if (!isFirst || (size !== undefined && searchParams.get('limit') !== size)) return answer;
      return { ...answer, headers: { ...answer.headers, link: '<https://x>; rel="self"' } };
    },
  };
}

test('where full pages lack the link to the next one, the rest is found by a second look', async () => {
  const transport = withoutNext('200');
  await withOrg(
    orgOf(450),
    [],
    async (client) => {
      expect((await listAll(client)).size).toBe(450);
    },
    { transport },
  );
});

test('where all pages lack it, the lists of users are an error', async () => {
  const transport = withoutNext(undefined);
  await withOrg(
    orgOf(450),
    [],
    async (client) => {
      await expect(listAll(client)).rejects.toMatchObject({ causeKind: 'next-missing' });
    },
    { transport },
  );
});

test('where searching by creation fails, the lists in sequence give every user', async () => {
  const faults: Fault[] = [{ on: /created/, kind: 'badRequest' }];
  await withClient(LARGE, faults, async (client, okta) => {
    expect((await listAll(client)).size).toBe(LARGE);
    expect(searchesByCreation(okta)).toBe(2);
    expect(plainLists(okta)).toBe(1);
  });
});

const HANG: FaultKind = { kind: 'hang' };
const FAIL: FaultKind = { kind: 'serverError' };

test.each<[string, FaultKind]>([
  ['fails with 500', FAIL],
  ['hangs', HANG],
])('where asking for the bounds %s, the plain list goes on', async (_how, fault) => {
  await withClient(LARGE, [{ ...fault, on: /created/ }], async (client, okta) => {
    expect((await listAll(client)).size).toBe(LARGE);
    expect(searchesByCreation(okta)).toBeLessThanOrEqual(2 * 2);
    expect(plainLists(okta)).toBe(1);
  });
});

test.each<[string, FaultKind]>([
  ['fail with 500', FAIL],
  ['hang', HANG],
])('where later pages from the ends %s, the plain list begins anew', async (_how, fault) => {
  await withClient(
    LARGE,
    [{ ...fault, on: /^(?=.*created)(?=.*after=)/ }],
    async (client, okta) => {
      expect((await listAll(client)).size).toBe(LARGE);
      expect(searchesByCreation(okta)).toBeLessThanOrEqual(2 + 4 * (1 + 2));
      expect(plainLists(okta)).toBe(2);
    },
  );
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
    });
    expect((await reader.next()).value).toHaveLength(PAGE);
    await reader.return();
  });
});

test('where Okta cannot count the users of Everyone, it is seen that the group is there', async () => {
  const faults: Fault[] = [{ on: /expand=stats/, kind: 'serverError' }];
  await withClient(450, faults, async (client) => {
    expect(await new OrgVisibility(client).ask()).toEqual({ usersCount: undefined });
    expect((await listAll(client)).size).toBe(450);
  });
});

// Whether Okta counts deprovisioned users among those of Everyone is not recorded.
test.each<
  [all: number, notDeprovisioned: number, before: number, after: number | undefined, isAll: boolean]
>([
  [2_500, 2_300, 2_500, 2_500, true],
  [2_500, 2_300, 2_300, 2_300, true],
  [2_501, 2_301, 2_300, 2_300, true],
  [2_400, 2_200, 2_300, 2_300, false],
  [2_499, 2_300, 2_500, 2_500, false],
  [2_500, 2_300, 2_500, undefined, false],
  // One was found and then deleted; another may be in no list.
  [2_499, 2_299, 2_300, 2_299, false],
  [2_499, 2_299, 2_500, 2_499, false],
  // One came meanwhile.
  [2_501, 2_301, 2_300, 2_301, true],
  [2_500, 2_300, 2_300, 2_301, false],
])(
  '%s users found, %s of them not deprovisioned; %s counted before and %s after: are they all? %s',
  async (all, notDeprovisioned, before, after, isAll) => {
    await withClient(LARGE, [], async (client, okta) => {
      const listing = listEveryUser(client, {
        noUsers,
        visibility: {
          ask: () => Promise.resolve({ usersCount: before }),
          askNow: () => Promise.resolve({ usersCount: after }),
        },
        found: () => ({ all, notDeprovisioned }),
        large: 1_000,
      });
      for await (const page of listing) expect(page.length).toBeLessThanOrEqual(PAGE);
      expect(plainLists(okta)).toBe(isAll ? 1 : 2);
    });
  },
);

test('deprovisioned users whom no search by creation shows are found, whatever Okta counts', async () => {
  const org = largeOrg();
  const users = usersOf(org).map((user) =>
    user.status === 'DEPROVISIONED' ? { ...user, created: null } : user,
  );
  const usersCount = users.filter(({ status }) => status !== 'DEPROVISIONED').length;
  expect(usersCount).toBeLessThan(LARGE);
  const withoutCreated = { ...org, users: listingById(users) };
  await withOrg(withoutCreated, [], async (client, okta) => {
    const counted = { ask: count(usersCount), askNow: count(usersCount) };
    expect(await listAll(client, counted)).toEqual(await expectedIds(client));
    expect(searchesByCreation(okta)).toBeGreaterThan(2);
  });
});

test('one user deleted meanwhile does not hide another who is not in the search', async () => {
  const org = largeOrg();
  const users = usersOf(org);
  const isActive = ({ status }: JsonObject): boolean => status === 'ACTIVE';
  const deleted = text(users.find(isActive)?.id) ?? '';
  const hidden = users.findLastIndex(isActive);
  users[hidden] = { ...users[hidden], created: null };
  await withOrg({ ...org, users: listingById(users) }, [], async (client, okta) => {
    const askNow = (): Promise<Answer> => {
      okta.org.deleteUser(deleted);
      return Promise.resolve({ usersCount: LARGE - 1 });
    };
    const ids = await listAll(client, { ask: count(LARGE), askNow });
    expect([...(await expectedIds(client))].filter((id) => !ids.has(id))).toEqual([]);
  });
});

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
