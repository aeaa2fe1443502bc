/** The local org behaves as Okta does: lists, filters, errors, limits, and changes while it runs. */
import { request } from 'node:http';
import {
  generatedOrg,
  sampleId,
  sampleOrg,
  startLocalOkta,
  type LocalOkta,
  type LocalOktaOptions,
} from '.';
import { valueAt } from './listing';

interface Got {
  status: number;
  headers: Headers;
  body: unknown;
  next: string | undefined;
  code: unknown;
}

const open: LocalOkta[] = [];

async function start(options: LocalOktaOptions = {}): Promise<LocalOkta> {
  const okta = await startLocalOkta({ plan: 'unlimited', ...options });
  open.push(okta);
  return okta;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((okta) => okta.close()));
});

async function get(
  okta: LocalOkta,
  path: string,
  headers: Record<string, string> = {},
): Promise<Got> {
  const url = path.startsWith('http') ? path : `${okta.url}${path}`;
  const response = await fetch(url, {
    headers: { authorization: `SSWS ${okta.apiToken}`, ...headers },
    redirect: 'manual',
  });
  const body: unknown = await response.json();
  const next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  const { status } = response;
  return { status, headers: response.headers, body, next, code: valueAt(body, 'errorCode') };
}

async function all(okta: LocalOkta, path: string): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const page: Got = await get(okta, next);
    pages.push(page.body as unknown[]);
    next = page.next;
  }
  return pages;
}

const ids = (rows: unknown) => valueAt(rows, 'id') as string[];

function limits(got: Got): { limit: number; remaining: number; reset: number } {
  const number = (name: string) => Number(got.headers.get(`x-rate-limit-${name}`));
  return { limit: number('limit'), remaining: number('remaining'), reset: number('reset') };
}

describe('lists', () => {
  test('page through opaque cursors, every object once', async () => {
    const okta = await start();
    const pages = await all(okta, '/api/v1/users?limit=7&search=status%20pr');
    const whole = ids((await get(okta, '/api/v1/users?search=status+pr')).body);
    expect(pages.length).toBe(Math.ceil(whole.length / 7));
    expect(pages.flatMap(ids)).toEqual(whole);
    const { next } = await get(okta, '/api/v1/users?limit=7');
    expect(next).not.toContain(whole[6]);
  });

  test('carry self and next in two header lines, self re-encoded', async () => {
    const okta = await start();
    const lines = await new Promise<string[]>((resolve, reject) => {
      request(
        `${okta.url}/api/v1/users?search=status%20pr&limit=2`,
        { headers: { authorization: `SSWS ${okta.apiToken}` } },
        (response) => {
          response.resume();
          const raw = response.rawHeaders;
          resolve(raw.filter((_, index) => raw[index - 1]?.toLowerCase() === 'link'));
        },
      )
        .on('error', reject)
        .end();
    });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(`<${okta.url}/api/v1/users?limit=2&search=status+pr>; rel="self"`);
    expect(lines[1]).toMatch(/after=.*rel="next"$/);
  });

  test('refuse cursors that are not theirs, each in its own words', async () => {
    const okta = await start();
    const { next } = await get(okta, '/api/v1/users?limit=1');
    const foreign = new URL(next!).searchParams.get('after')!;
    const apps = await get(okta, `/api/v1/apps?after=${foreign}`);
    expect([apps.status, apps.code]).toEqual([400, 'E0000029']);
    const devices = await get(okta, '/api/v1/devices?after=nonsense');
    expect([devices.status, devices.code]).toEqual([400, 'E0000031']);
  });

  test('keep defaults and maxima per endpoint', async () => {
    const org = generatedOrg({ users: 1200, groups: 230, apps: 30, memberships: 5000 });
    const okta = await start({ org });
    const sizes = async (path: string) => ((await get(okta, path)).body as unknown[]).length;
    expect(await sizes('/api/v1/users')).toBe(200);
    expect(await sizes('/api/v1/users?limit=1000')).toBe(200);
    expect(await sizes('/api/v1/groups')).toBe(200);
    expect(await sizes('/api/v1/groups?limit=10000')).toBe(230);
    expect(await sizes('/api/v1/apps')).toBe(20);
    const everyone = org.groups.keyAt(0);
    expect(await sizes(`/api/v1/groups/${everyone}/users`)).toBe(1000);
    const app = org.apps.keyAt(0);
    expect(await sizes(`/api/v1/apps/${app}/users`)).toBe(50);
    expect(await sizes(`/api/v1/apps/${app}/users?limit=900`)).toBe(500);
    const wide = generatedOrg({ users: 50, groups: 400, apps: 5, groupsPerApp: 120 });
    const broad = await start({ org: wide });
    const app2 = [1, 2, 3, 4]
      .map((at) => wide.apps.keyAt(at))
      .find((id) => wide.appGroups(id).size > 25)!;
    const groups = async (query: string) =>
      ((await get(broad, `/api/v1/apps/${app2}/groups${query}`)).body as unknown[]).length;
    expect([await groups(''), await groups('?limit=1'), await groups('?limit=25')]).toEqual([
      20, 20, 25,
    ]);
  });

  test('show the same pair of app and group twice', async () => {
    const okta = await start();
    const { body } = await get(okta, `/api/v1/apps/${sampleId('0oa', 'customsaml')}/groups`);
    const rows = body as { id: string }[];
    const twice = rows.filter((row) => row.id === sampleId('00g', 'dup'));
    expect(valueAt(twice, 'profile.role')).toEqual(['editor', 'viewer']);
  });
});

describe('users', () => {
  test('the plain list leaves deprovisioned users out, search and filter do not', async () => {
    const okta = await start();
    const statuses = async (path: string) =>
      new Set(valueAt((await get(okta, path)).body, 'status') as string[]);
    expect(await statuses('/api/v1/users')).not.toContain('DEPROVISIONED');
    expect((await statuses('/api/v1/users?search=status+pr')).size).toBe(8);
    const gone = 'status+eq+"DEPROVISIONED"';
    expect([...(await statuses(`/api/v1/users?search=${gone}`))]).toEqual(['DEPROVISIONED']);
    expect([...(await statuses(`/api/v1/users?filter=${gone}`))]).toEqual(['DEPROVISIONED']);
  });

  test('search by ranges, and/or and parentheses, sorted where asked', async () => {
    const okta = await start();
    const everybody = (await get(okta, '/api/v1/users?search=status+pr')).body as {
      id: string;
      created: string;
      status: string;
    }[];
    const from = '2020-06-01T00:00:00.000Z';
    const to = '2021-03-01T00:00:00Z';
    const wanted = everybody.filter(
      (one) => one.created >= from && one.created < to && one.status !== 'STAGED',
    );
    expect(wanted.length).toBeGreaterThan(5);
    const search = `created ge "${from}" and (created lt "${to}" and (status eq "ACTIVE" or status eq "LOCKED_OUT"))`;
    const path = `/api/v1/users?search=${encodeURIComponent(search)}`;
    expect(ids((await get(okta, path)).body)).toEqual(wanted.map((one) => one.id));
    const sorted = await all(okta, `${path}&sortBy=created&sortOrder=descending&limit=4`);
    const times = sorted.flatMap((page) => valueAt(page, 'created') as string[]);
    expect(times).toEqual(
      wanted
        .map((one) => one.created)
        .sort()
        .reverse(),
    );
  });

  test('refuse expressions that Okta would not understand', async () => {
    const okta = await start();
    for (const search of ['status ne "x"', 'status eq', '(status pr', 'lastLogin gt "2020"']) {
      const got = await get(okta, `/api/v1/users?search=${encodeURIComponent(search)}`);
      expect([search, got.status, got.code]).toEqual([search, 400, 'E0000031']);
    }
  });

  test('drop credentials by the header with all three values only', async () => {
    const okta = await start();
    const three = 'omitCredentials,omitCredentialsLinks, omitTransitioningToStatus';
    const type = (values: string) => ({
      'content-type': `application/json; okta-response="${values}"`,
    });
    const without = await get(okta, '/api/v1/users?limit=1', type(three));
    expect(valueAt(without.body, 'credentials')).toEqual([undefined]);
    const one = await get(okta, '/api/v1/users?limit=1', type('omitCredentials'));
    expect(valueAt(one.body, 'credentials.provider.type')).toEqual(['OKTA']);
  });

  test('are found by id, login and short login; factors of a deprovisioned one are not', async () => {
    const okta = await start();
    const id = sampleId('00u', 'ana');
    for (const name of [id, 'ana.admin@sample.example', 'ana.admin']) {
      expect(valueAt((await get(okta, `/api/v1/users/${name}`)).body, 'id')).toBe(id);
    }
    const gone = await get(okta, `/api/v1/users/${sampleId('00u', 'gone')}/factors`);
    expect([gone.status, gone.code]).toEqual([404, 'E0000007']);
  });

  test('have roles of their own and through groups', async () => {
    const okta = await start();
    const { body } = await get(okta, `/api/v1/users/${sampleId('00u', 'mara')}/roles`);
    expect(valueAt(body, 'assignmentType')).toEqual(['USER', 'USER', 'GROUP', 'GROUP']);
    const shared = ['bo', 'carla'].map(async (key) => {
      const roles = (await get(okta, `/api/v1/users/${sampleId('00u', key)}/roles`)).body as {
        id: string;
      }[];
      return roles.find((role) => valueAt(role, 'type') === 'APP_ADMIN')?.id;
    });
    expect(await Promise.all(shared)).toEqual(['IFIFAX2BIRGUSTQ', 'IFIFAX2BIRGUSTQ']);
  });
});

describe('other endpoints', () => {
  test('well-known needs no credential and names the real host', async () => {
    const okta = await start();
    const response = await fetch(`${okta.url}/.well-known/okta-organization`);
    const body: unknown = await response.json();
    expect(valueAt(body, '_links.organization.href')).toBe('https://sample.okta.com');
    expect(valueAt(body, 'pipeline')).toBe('idx');
  });

  test('iam pages in the body, with next on the admin host', async () => {
    const okta = await start();
    const found: string[] = [];
    let path: string | undefined = '/api/v1/iam/assignees/users?limit=4';
    while (path !== undefined) {
      const { body, headers } = await get(okta, path);
      expect(headers.get('link')).toBeNull();
      found.push(...ids(valueAt(body, 'value')));
      const next = valueAt(body, '_links.next.href') as string | undefined;
      if (next !== undefined) expect(next).toMatch(/^https:\/\/sample-admin\.okta\.com\//);
      path = next?.replace('https://sample-admin.okta.com', '');
    }
    expect(found.length).toBeGreaterThan(8);
    expect(new Set(found).size).toBe(found.length);
    const roles = await get(okta, '/api/v1/iam/roles');
    expect(ids(valueAt(roles.body, 'roles'))).toContain('WORKFLOWS_ADMIN');
  });

  test('statistics come in both spellings and agree with the lists', async () => {
    const okta = await start();
    const groups = (await get(okta, '/api/v1/groups?expand=stats')).body as { id: string }[];
    const spellings = new Set<string>();
    for (const group of groups) {
      const stats = valueAt(group, '_embedded.stats') as Record<string, unknown>;
      Object.keys(stats).forEach((key) => spellings.add(key));
      const users = (await get(okta, `/api/v1/groups/${group.id}/users`)).body as unknown[];
      const apps = (await all(okta, `/api/v1/groups/${group.id}/apps`)).flat();
      expect([group.id, stats['usersCount'], stats['appsCount']]).toEqual([
        group.id,
        users.length,
        apps.length,
      ]);
    }
    expect(spellings).toContain('hasAdminPrivlege');
    expect(spellings).toContain('hasAdminPrivilege');
  });

  test('the System Log ends when bounded and never when polled', async () => {
    const okta = await start();
    const since = new Date(Date.now() - 89 * 86_400_000).toISOString();
    const until = new Date().toISOString();
    const filter = encodeURIComponent('eventType eq "application.lifecycle.create"');
    const bounded = await all(
      okta,
      `/api/v1/logs?since=${since}&until=${until}&limit=3&filter=${filter}`,
    );
    const types = bounded.flatMap((page) => valueAt(page, 'eventType') as string[]);
    expect(new Set(types)).toEqual(new Set(['application.lifecycle.create']));
    expect(types.length).toBeGreaterThan(5);
    const first = await get(okta, `/api/v1/logs?since=${since}`);
    const second = await get(okta, first.next!);
    expect([(first.body as unknown[]).length > 0, second.body]).toEqual([true, []]);
    expect(second.next).toBeDefined();
    const older = await get(okta, `/api/v1/logs?since=2000-01-01T00:00:00Z&until=${until}`);
    const times = valueAt(older.body, 'published') as string[];
    expect(Math.min(...times.map((time) => Date.parse(time)))).toBeGreaterThan(
      Date.now() - 91 * 86_400_000,
    );
  });

  test('a Classic org has no devices', async () => {
    const okta = await start({ org: sampleOrg({ facts: { pipeline: 'v1' } }) });
    const got = await get(okta, '/api/v1/devices');
    expect([got.status, got.code]).toEqual([401, 'E0000015']);
  });

  test('errors are Okta’s', async () => {
    const okta = await start();
    const wrong = await get(okta, '/api/v1/users', { authorization: 'SSWS nonsense' });
    expect([wrong.status, wrong.code]).toEqual([401, 'E0000011']);
    expect(wrong.headers.get('www-authenticate')).toBe('SSWS');
    const none = await fetch(`${okta.url}/api/v1/users`);
    expect([none.status, valueAt(await none.json(), 'errorCode')]).toEqual([403, 'E0000005']);
    expect((await get(okta, '/api/v1/nothing')).code).toBe('E0000008');
    expect((await get(okta, '/api/v1/groups/00gnone')).code).toBe('E0000007');
    expect((await get(okta, '/api/v1/principal-rate-limits')).code).toBe('E0000028');
    const posted = await fetch(`${okta.url}/api/v1/users`, {
      method: 'POST',
      headers: { authorization: `SSWS ${okta.apiToken}` },
    });
    expect(posted.status).toBe(405);
  });

  test('rights are switchable', async () => {
    const readOnly = await start({ permissions: { adminRole: 'readOnly' } });
    expect((await get(readOnly, '/api/v1/iam/roles')).code).toBe('E0000006');
    expect((await get(readOnly, '/api/v1/org/privacy/oktaSupport')).code).toBe('E0000006');
    expect((await get(readOnly, '/api/v1/apps')).status).toBe(200);
    const denied = await start({ permissions: { deny: ['/api/v1/devices*'] } });
    expect((await get(denied, '/api/v1/devices')).code).toBe('E0000006');
    const none = await start({ permissions: { adminRole: 'none' } });
    expect((await get(none, '/api/v1/users')).body).toEqual([]);
    expect((await get(none, '/api/v1/devices')).code).toBe('E0000006');
  });
});

describe('rate limits', () => {
  const spend = async (okta: LocalOkta, path: string, times: number) => {
    let last!: Got;
    for (let turn = 0; turn < times; turn += 1) last = await get(okta, path);
    return last;
  };

  test('paths share buckets as recorded', async () => {
    const okta = await start({ plan: 'workforce' });
    const user = `/api/v1/users/${sampleId('00u', 'ana')}`;
    const app = `/api/v1/apps/${sampleId('0oa', 'gcp')}`;
    const group = `/api/v1/groups/${sampleId('00g', 'eng')}`;
    const remaining = async (path: string) => {
      const { limit, remaining: left } = limits(await get(okta, path));
      return `${String(left)} of ${String(limit)}`;
    };
    expect(await remaining('/api/v1/users')).toBe('299 of 300');
    expect(await remaining(`${user}/factors`)).toBe('298 of 300');
    expect(await remaining(`${user}/roles`)).toBe('297 of 300');
    expect(await remaining(user)).toBe('999 of 1000');
    expect(await remaining('/api/v1/apps')).toBe('49 of 50');
    expect(await remaining(`${app}/users`)).toBe('48 of 50');
    expect(await remaining(`${app}/groups`)).toBe('47 of 50');
    expect(await remaining(app)).toBe('249 of 250');
    expect(await remaining('/api/v1/groups')).toBe('249 of 250');
    expect(await remaining('/api/v1/groups/rules')).toBe('248 of 250');
    expect(await remaining(`${group}/users`)).toBe('247 of 250');
    expect(await remaining(`${group}/apps`)).toBe('246 of 250');
    expect(await remaining(group)).toBe('499 of 500');
    expect(await remaining('/api/v1/devices')).toBe('49 of 50');
    expect(await remaining('/api/v1/logs')).toBe('59 of 60');
    expect(await remaining('/api/v1/iam/roles')).toBe('599 of 600');
    expect(await remaining('/api/v1/iam/assignees/users')).toBe('598 of 600');
  });

  test('each plan has its table, each token its share', async () => {
    const seen: string[] = [];
    for (const plan of ['workforce', 'enterprise', 'integrator'] as const) {
      const okta = await start({ plan, tokenShare: plan === 'enterprise' ? 1 : 0.5 });
      for (const path of ['users', 'apps', 'groups', 'logs']) {
        seen.push(`${plan} ${path} ${String(limits(await get(okta, `/api/v1/${path}`)).limit)}`);
      }
    }
    expect(seen).toEqual([
      'workforce users 300',
      'workforce apps 50',
      'workforce groups 250',
      'workforce logs 60',
      'enterprise users 600',
      'enterprise apps 100',
      'enterprise groups 600',
      'enterprise logs 50',
      'integrator users 50',
      'integrator apps 10',
      'integrator groups 50',
      'integrator logs 10',
    ]);
  });

  test('a spent bucket answers 429 until its window ends, and others go on', async () => {
    let now = Date.parse('2026-01-01T00:00:07.400Z');
    const okta = await start({ plan: 'integrator', now: () => now, apiTokens: ['one', 'two'] });
    const last = await spend(okta, '/api/v1/apps', 10);
    expect(limits(last)).toEqual({ limit: 10, remaining: 0, reset: 1767225667 });
    const refused = await get(okta, '/api/v1/apps');
    expect([refused.status, refused.code]).toEqual([429, 'E0000047']);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(limits(refused)).toEqual({ limit: 10, remaining: 0, reset: 1767225667 });
    expect((await get(okta, '/api/v1/users')).status).toBe(200);
    expect((await get(okta, '/api/v1/apps', { authorization: 'SSWS two' })).status).toBe(200);
    now = 1767225666_999;
    expect((await get(okta, '/api/v1/apps')).status).toBe(429);
    now = 1767225667_000;
    const opened = await get(okta, '/api/v1/apps');
    expect([opened.status, limits(opened)]).toEqual([
      200,
      { limit: 10, remaining: 9, reset: 1767225727 },
    ]);
    expect(okta.counters.rateLimited).toBe(2);
    expect(okta.counters.buckets['/api/v1/apps']).toMatchObject({
      calls: 12,
      smallestRemaining: 0,
    });
  });

  test('other consumers drain the bucket over the window', async () => {
    let now = Date.parse('2026-01-01T00:00:00.000Z');
    const okta = await start({ plan: 'workforce', now: () => now, otherConsumers: 0.4 });
    expect(limits(await get(okta, '/api/v1/users')).remaining).toBe(299);
    now += 30_000;
    expect(limits(await get(okta, '/api/v1/users')).remaining).toBe(300 - 2 - 60);
    now += 29_900;
    expect(limits(await get(okta, '/api/v1/users')).remaining).toBe(300 - 3 - 119);
  });

  test('grid windows have a phase of their own per bucket', async () => {
    const okta = await start({ plan: 'workforce', windows: 'grid' });
    const resets = new Set<number>();
    for (const path of ['users', 'apps', 'groups', 'logs', 'devices']) {
      const got = await get(okta, `/api/v1/${path}`);
      const ahead = limits(got).reset - Date.parse(got.headers.get('date')!) / 1000;
      expect(ahead).toBeGreaterThanOrEqual(0);
      expect(ahead).toBeLessThanOrEqual(60);
      resets.add(limits(got).reset);
    }
    expect(resets.size).toBeGreaterThan(1);
  });

  test('too many requests in flight are refused with 0 and 0 and a misleading Reset', async () => {
    const okta = await start({ plan: 'workforce', concurrencyLimit: 2, latencyMs: 60 });
    const got = await Promise.all(Array.from({ length: 5 }, () => get(okta, '/api/v1/org')));
    const refused = got.filter((one) => one.status === 429);
    expect(refused).toHaveLength(3);
    for (const one of refused) {
      expect([limits(one).limit, limits(one).remaining, one.code]).toEqual([0, 0, 'E0000047']);
      const ahead = limits(one).reset - Date.parse(one.headers.get('date')!) / 1000;
      expect([112, 113]).toContain(ahead);
    }
    expect(okta.counters).toMatchObject({ concurrencyLimited: 3, greatestConcurrency: 5 });
    expect((await get(okta, '/api/v1/org')).status).toBe(200);
  });

  test('headers and Date are on every response, also on errors', async () => {
    const okta = await start({ plan: 'workforce' });
    for (const path of ['/api/v1/users', '/api/v1/nothing', '/api/v1/groups/00gnone']) {
      const got = await get(okta, path);
      expect(got.headers.get('date')).not.toBeNull();
      expect(limits(got).limit).toBeGreaterThan(0);
      expect(got.headers.get('x-okta-request-id')).not.toBeNull();
    }
  });

  test('counters tell what was called and how', async () => {
    const okta = await start();
    await get(okta, '/api/v1/users/00uana000000000000h7/factors?x=1');
    await get(okta, '/api/v1/users?limit=1');
    expect(okta.counters.calls).toEqual({ '/api/v1/users/{id}/factors': 1, '/api/v1/users': 1 });
    expect(okta.counters.callsTo('/api/v1/users*')).toBe(2);
    expect(okta.counters.requests[0]).toMatchObject({
      method: 'GET',
      path: `/api/v1/users/${sampleId('00u', 'ana')}/factors`,
      query: '?x=1',
      authorization: 'SSWS',
      status: 200,
    });
    const told = await fetch(`${okta.url}/local-okta/counters`);
    expect(await told.json()).toMatchObject({ total: 2 });
    okta.reset();
    expect(okta.counters.total).toBe(0);
  });
});

describe('changes while the org is read', () => {
  test('deleted, changed and added objects', async () => {
    const okta = await start();
    const ana = sampleId('00u', 'ana');
    const first = await get(okta, '/api/v1/users?limit=3');
    okta.org.deleteUser(sampleId('00u', 'bo'));
    okta.org.patchUser(ana, { status: 'SUSPENDED', profile: { title: 'Former' } });
    expect((await get(okta, `/api/v1/users/${sampleId('00u', 'bo')}`)).status).toBe(404);
    const { body } = await get(okta, `/api/v1/users/${ana}`);
    expect([valueAt(body, 'status'), valueAt(body, 'profile.title')]).toEqual([
      'SUSPENDED',
      'Former',
    ]);
    expect(valueAt(body, 'profile.firstName')).toBe('Ana');
    const rest = await all(okta, first.next!);
    expect(rest.flatMap(ids)).not.toContain(sampleId('00u', 'bo'));
    const members = await get(okta, `/api/v1/groups/${sampleId('00g', 'eng')}/users`);
    expect(ids(members.body)).not.toContain(sampleId('00u', 'bo'));
    const newcomer = { ...(body as object), id: '00uzznew000000000h7z' };
    okta.org.addUser(newcomer);
    okta.org.addMember(sampleId('00g', 'eng'), newcomer.id);
    const later = await get(okta, `/api/v1/groups/${sampleId('00g', 'eng')}/users`);
    expect(ids(later.body)).toContain(newcomer.id);
    expect(ids((await get(okta, `/api/v1/users/${newcomer.id}/groups`)).body)).toContain(
      sampleId('00g', 'eng'),
    );
    okta.org.deleteGroup(sampleId('00g', 'eng'));
    expect((await get(okta, `/api/v1/groups/${sampleId('00g', 'eng')}/users`)).status).toBe(404);
    okta.org.deleteApp(sampleId('0oa', 'github'));
    expect((await get(okta, `/api/v1/apps/${sampleId('0oa', 'github')}`)).status).toBe(404);
  });
});
