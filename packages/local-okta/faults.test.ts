/** Every fault of the local org does what its name says, where and when it was told to. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sampleId, startLocalOkta, type Fault, type LocalOkta, type LocalOktaOptions } from '.';
import { valueAt } from './listing';

const open: LocalOkta[] = [];

async function start(faults: readonly Fault[], options: LocalOktaOptions = {}): Promise<LocalOkta> {
  const okta = await startLocalOkta({ plan: 'unlimited', ...options, faults });
  open.push(okta);
  return okta;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((okta) => okta.close()));
});

function get(okta: LocalOkta, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(path.startsWith('http') ? path : `${okta.url}${path}`, {
    headers: { authorization: `SSWS ${okta.apiToken}` },
    redirect: 'manual',
    ...init,
  });
}

async function json(okta: LocalOkta, path: string): Promise<unknown> {
  return (await get(okta, path)).json();
}

function nextOf(response: Response): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
}

/** Ids page by page, at most `most` pages. */
async function pages(okta: LocalOkta, path: string, most = 50): Promise<string[][]> {
  const found: string[][] = [];
  let next: string | undefined = path;
  while (next !== undefined && found.length < most) {
    const response: Response = await get(okta, next);
    found.push(valueAt(await response.json(), 'id') as string[]);
    next = nextOf(response);
  }
  return found;
}

/** The code under which fetch reports a broken connection. */
async function failure(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => new Error('no failure'),
    (reason: unknown) => reason,
  );
  const cause = (error as { cause?: { code?: string } }).cause;
  return cause?.code ?? (error as Error).name;
}

describe('which requests are struck', () => {
  test('by template, prefix, pattern, method and number', async () => {
    const okta = await start([
      { on: '/api/v1/users', nth: 2, kind: 'serverError' },
      { on: '/api/v1/groups*', from: 2, until: 3, kind: 'forbidden' },
      { on: /expand=user/, kind: 'featureOff' },
      { on: '/api/v1/org', method: 'POST', kind: 'serverError' },
    ]);
    const statuses = async (path: string, times: number) => {
      const found: number[] = [];
      for (let turn = 0; turn < times; turn += 1) found.push((await get(okta, path)).status);
      return found;
    };
    expect(await statuses('/api/v1/users', 3)).toEqual([200, 500, 200]);
    expect(await statuses('/api/v1/groups/rules', 4)).toEqual([200, 403, 403, 200]);
    expect(await statuses('/api/v1/devices?expand=user', 1)).toEqual([401]);
    expect(await statuses('/api/v1/org', 2)).toEqual([200, 200]);
    expect(okta.counters.faults).toEqual({ serverError: 1, forbidden: 2, featureOff: 1 });
    okta.setFaults([]);
    expect(await statuses('/api/v1/devices?expand=user', 1)).toEqual([200]);
  });

  test('by probability, the same ones for the same seed', async () => {
    const run = async (seed: number) => {
      const okta = await start([{ probability: 0.2, kind: 'serverError' }], { seed });
      const found: number[] = [];
      for (let turn = 0; turn < 200; turn += 1) found.push((await get(okta, '/api/v1/org')).status);
      return found.map((status) => (status === 500 ? 'x' : '.')).join('');
    };
    const first = await run(7);
    const struck = first.split('x').length - 1;
    expect(struck).toBeGreaterThan(20);
    expect(struck).toBeLessThan(60);
    expect(await run(7)).toBe(first);
    expect(await run(8)).not.toBe(first);
  });
});

describe('errors', () => {
  test.each([
    [{ kind: 'forbidden' }, 403, 'E0000006'],
    [{ kind: 'notFound' }, 404, 'E0000007'],
    [{ kind: 'serverError' }, 500, 'E0000009'],
    [{ kind: 'featureOff' }, 401, 'E0000015'],
    [{ kind: 'badRequest' }, 400, 'E0000001'],
    [{ kind: 'readOnlyMode' }, 503, 'E0000010'],
    [{ kind: 'invalidToken' }, 401, 'E0000011'],
    [{ kind: 'rateLimited' }, 429, 'E0000047'],
    [{ kind: 'concurrencyLimited' }, 429, 'E0000047'],
    [{ kind: 'status', code: 'E0000004' }, 401, 'E0000004'],
    [{ kind: 'status', status: 504 }, 504, 'E0000009'],
    [{ kind: 'status', status: 410, code: 'E0000026' }, 410, 'E0000026'],
  ] as const)('%j answers %i %s', async (fault, status, code) => {
    const okta = await start([fault]);
    const response = await get(okta, '/api/v1/users');
    const body: unknown = await response.json();
    expect([response.status, valueAt(body, 'errorCode')]).toEqual([status, code]);
    expect(response.headers.get('date')).not.toBeNull();
    expect(okta.counters.statuses).toEqual({ [status]: 1 });
  });

  test('429s that nobody caused: by the minute and by concurrency', async () => {
    const okta = await start([
      { nth: 1, kind: 'rateLimited' },
      { nth: 2, kind: 'concurrencyLimited' },
    ]);
    const minute = await get(okta, '/api/v1/users');
    expect(Number(minute.headers.get('x-rate-limit-limit'))).toBeGreaterThan(0);
    expect(minute.headers.get('x-rate-limit-remaining')).toBe('0');
    const crowd = await get(okta, '/api/v1/users');
    expect(crowd.headers.get('x-rate-limit-limit')).toBe('0');
    const ahead =
      Number(crowd.headers.get('x-rate-limit-reset')) -
      Date.parse(crowd.headers.get('date')!) / 1000;
    expect(ahead).toBeGreaterThan(61);
    expect(okta.counters).toMatchObject({ rateLimited: 1, concurrencyLimited: 1 });
  });

  test('bodies that are not Okta’s', async () => {
    const okta = await start([
      { nth: 1, kind: 'status', status: 502, body: 'html' },
      { nth: 2, kind: 'status', status: 403, body: 'empty' },
      { nth: 3, kind: 'status', status: 503, body: 'text', headers: { 'Retry-After': '3' } },
      { nth: 4, kind: 'status', status: 404, body: 'foreign' },
    ]);
    const told: unknown[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const response = await get(okta, '/api/v1/apps');
      told.push([response.status, (await response.text()).slice(0, 15)]);
      if (turn === 2) expect(response.headers.get('retry-after')).toBe('3');
    }
    expect(told).toEqual([
      [502, '<!DOCTYPE html>'],
      [403, ''],
      [503, 'upstream'],
      [404, '{"status":404,"'],
    ]);
  });

  test('200 with nothing, in the shape of the endpoint', async () => {
    const okta = await start([{ kind: 'empty' }]);
    expect(await json(okta, '/api/v1/users')).toEqual([]);
    const { headers } = await get(okta, '/api/v1/users?limit=2');
    expect(headers.get('link')).toMatch(/^<[^>]+>; rel="self"$/);
    expect(await json(okta, '/api/v1/iam/assignees/users')).toEqual({ value: [] });
    expect(await json(okta, '/api/v1/iam/roles')).toEqual({ roles: [] });
    expect(await json(okta, '/api/v1/org')).toEqual({});
  });

  test('statistics too heavy above a limit', async () => {
    const okta = await start([{ on: '/api/v1/groups', kind: 'heavy', above: 50 }]);
    const status = async (query: string) => (await get(okta, `/api/v1/groups?${query}`)).status;
    expect(await status('expand=stats&limit=200')).toBe(500);
    expect(await status('expand=stats&limit=50')).toBe(200);
    expect(await status('limit=200')).toBe(200);
  });

  test('HTML with 200, broken JSON, another shape, a redirect', async () => {
    const okta = await start([
      { nth: 1, kind: 'html' },
      { nth: 2, kind: 'invalidJson' },
      { nth: 3, kind: 'wrongShape' },
      { nth: 4, kind: 'redirect', to: 'https://elsewhere.example/x' },
    ]);
    const html = await get(okta, '/api/v1/users');
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html']);
    await expect(get(okta, '/api/v1/users').then((one) => one.json())).rejects.toThrow(/JSON/);
    expect(await json(okta, '/api/v1/users')).toEqual({ items: [] });
    const redirect = await get(okta, '/api/v1/users');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([
      302,
      'https://elsewhere.example/x',
    ]);
  });
});

describe('connections', () => {
  test('reset, hung up, truncated, hanging, stalled', async () => {
    const okta = await start([
      { nth: 1, kind: 'reset' },
      { nth: 2, kind: 'hangUp' },
      { nth: 3, kind: 'truncated' },
      { nth: 4, kind: 'hang' },
      { nth: 5, kind: 'stall' },
    ]);
    expect(await failure(get(okta, '/api/v1/users'))).toBe('ECONNRESET');
    expect(await failure(get(okta, '/api/v1/users'))).toBe('UND_ERR_SOCKET');
    const truncated = await get(okta, '/api/v1/users');
    expect(truncated.status).toBe(200);
    expect(await failure(truncated.text())).toBe('UND_ERR_SOCKET');
    const signal = () => AbortSignal.timeout(100);
    expect(await failure(get(okta, '/api/v1/users', { signal: signal() }))).toBe('TimeoutError');
    const stalled = await get(okta, '/api/v1/users', { signal: signal() });
    expect(await failure(stalled.text())).toBe('TimeoutError');
    expect((await get(okta, '/api/v1/users')).status).toBe(200);
  });

  test('refused for a while', async () => {
    const okta = await start([{ nth: 1, kind: 'refused', forMs: 150 }]);
    await failure(get(okta, '/api/v1/users'));
    expect(await failure(get(okta, '/api/v1/users'))).toBe('ECONNREFUSED');
    let status = 0;
    for (let turn = 0; turn < 100 && status === 0; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      status = await get(okta, '/api/v1/users').then(
        (response) => response.status,
        () => 0,
      );
    }
    expect(status).toBe(200);
  });

  test('an oversized body', async () => {
    const okta = await start([{ kind: 'oversized', bytes: 5_000_000 }]);
    const text = await (await get(okta, '/api/v1/org')).text();
    expect(text.length).toBeGreaterThan(5_000_000);
    expect(valueAt(JSON.parse(text), 'status')).toBe('ACTIVE');
  });
});

describe('headers and clocks', () => {
  const ahead = (response: Response) =>
    Number(response.headers.get('x-rate-limit-reset')) -
    Date.parse(response.headers.get('date')!) / 1000;

  test('a Reset in the past, and none at all', async () => {
    const okta = await start([
      { nth: 1, kind: 'resetInPast', seconds: 40 },
      { nth: 2, kind: 'noRateHeaders' },
      { nth: 3, kind: 'noRateHeaders', date: 'absent' },
    ]);
    const past = ahead(await get(okta, '/api/v1/users'));
    expect(past).toBeLessThanOrEqual(-39);
    const bare = await get(okta, '/api/v1/users');
    expect(bare.headers.get('x-rate-limit-limit')).toBeNull();
    expect(bare.headers.get('date')).not.toBeNull();
    expect((await get(okta, '/api/v1/users')).headers.get('date')).toBeNull();
  });

  test('a clock that is an hour off, for good or for one response', async () => {
    const hour = 3_600_000;
    const off = await start([], { clockSkewMs: -hour });
    const response = await get(off, '/api/v1/users');
    const skew = Date.parse(response.headers.get('date')!) - Date.now();
    expect(Math.abs(skew + hour)).toBeLessThan(5000);
    expect(ahead(response)).toBeGreaterThan(0);
    expect(ahead(response)).toBeLessThanOrEqual(60);
    const once = await start([{ nth: 1, kind: 'clockSkew', ms: hour }]);
    const odd = await get(once, '/api/v1/users');
    expect(Date.parse(odd.headers.get('date')!) - Date.now()).toBeGreaterThan(hour - 5000);
    expect(ahead(odd)).toBeLessThanOrEqual(60);
  });

  test('a change of the org at a chosen moment', async () => {
    const bo = sampleId('00u', 'bo');
    const okta = await start([
      {
        on: '/api/v1/users/{id}/factors',
        nth: 1,
        kind: 'change',
        change: (org) => {
          org.deleteUser(bo);
        },
      },
    ]);
    expect((await get(okta, `/api/v1/users/${bo}`)).status).toBe(200);
    expect((await get(okta, `/api/v1/users/${bo}/factors`)).status).toBe(404);
    expect((await get(okta, `/api/v1/users/${bo}`)).status).toBe(404);
  });
});

describe('pages', () => {
  const list = '/api/v1/groups?limit=5';
  const on = '/api/v1/groups';

  async function whole(): Promise<string[]> {
    return (await pages(await start([]), '/api/v1/groups')).flat();
  }

  test('that overlap show objects of the page before again', async () => {
    const shown = await pages(await start([{ on, nth: 2, kind: 'overlap', by: 2 }]), list);
    expect(shown[1]!.slice(0, 2)).toEqual(shown[0]!.slice(-2));
    expect([...new Set(shown.flat())]).toEqual(await whole());
  });

  test('that shift show an object one page late, once', async () => {
    const all = await whole();
    const shown = await pages(await start([{ on, kind: 'moved' }]), list);
    expect(shown[0]).not.toContain(all[0]);
    expect(shown[1]).toContain(all[0]);
    expect(shown.flat().sort()).toEqual(all);
  });

  test('in reverse, doubled, empty', async () => {
    const all = await whole();
    const okta = await start([
      { on, nth: 1, kind: 'reversed' },
      { on, nth: 2, kind: 'doubled' },
      { on, nth: [3, 4], kind: 'emptyPage' },
    ]);
    const shown = await pages(okta, list);
    expect(shown[0]).toEqual(all.slice(0, 5).reverse());
    expect(shown[1]).toHaveLength(10);
    expect([shown[2], shown[3]]).toEqual([[], []]);
    expect([...new Set(shown.flat())].sort()).toEqual(all);
  });

  test('whose cursor expires or repeats', async () => {
    const expired = await start([{ on, nth: 2, kind: 'cursorExpires' }]);
    const first = await get(expired, list);
    const second = await get(expired, nextOf(first)!);
    expect([second.status, valueAt(await second.json(), 'errorCode')]).toEqual([400, 'E0000029']);
    const devices = await start([{ kind: 'cursorExpires' }]);
    const device = await get(devices, nextOf(await get(devices, '/api/v1/devices?limit=2'))!);
    expect(valueAt(await device.json(), 'errorCode')).toBe('E0000031');
    const looped = await start([{ on, kind: 'repeatedCursor' }]);
    const shown = await pages(looped, list, 6);
    expect(shown).toHaveLength(6);
    expect(shown[5]).toEqual(shown[1]);
  });

  test('whose next is on another host', async () => {
    const foreign = createServer((_request, response) => response.end('[]'));
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${String((foreign.address() as AddressInfo).port)}`;
    const okta = await start([
      { on, nth: 1, kind: 'nextHost', origin: 'https://sample-admin.okta.com' },
      { on, nth: 2, kind: 'nextHost', origin },
    ]);
    const admin = nextOf(await get(okta, list));
    expect(admin).toMatch(/^https:\/\/sample-admin\.okta\.com\/api\/v1\/groups\?after=/);
    const elsewhere = nextOf(await get(okta, list));
    expect(elsewhere?.startsWith(`${origin}/api/v1/groups?after=`)).toBe(true);
    await new Promise((resolve) => foreign.close(resolve));
  });
});
