/** The parts of the client that are functions of their arguments alone. */
import { generateKeyPairSync, verify } from 'node:crypto';
import { bucketOf } from './rateLimitBuckets';
import { Fifo } from './fifo';
import { estimateMs } from './forecast';
import { Occurrences } from './occurrences';
import { Origin } from './origin';
import { headerSource, readRefusal, readSuccess, type Breakdown, type Refusal } from './outcome';
import { PageSize } from './pageSize';
import { buildUrl, cursorOf, nextOfHeader } from './pagination';
import { readSigningKey } from './privateKey';
import { isConcurrencyRefusal, readRateLimit } from './rateLimitHeaders';
import { formatDuration, formatReport } from './report';
import { decide, DEFAULT_RETRY_BUDGET, isRetriable, type History } from './retry';
import type { FailureCause } from './errors';

const HISTORY: History = { failures: 1, rateRefusals: 0, concurrencyRefusals: 0, spentMs: 0 };

function refusal(status: number, headers: Record<string, string> = {}): Refusal {
  return readRefusal({ status, headers, body: Buffer.from('{}') });
}

describe('buckets', () => {
  test.each([
    ['/api/v1/users', '/api/v1/users'],
    ['/api/v1/users/{id}', '/api/v1/users/{id}'],
    ['/api/v1/users/{id}/factors', '/api/v1/users'],
    ['/api/v1/users/{id}/roles', '/api/v1/users'],
    ['/api/v1/groups/rules', '/api/v1/groups'],
    ['/api/v1/groups/{id}', '/api/v1/groups/{id}'],
    ['/api/v1/groups/{id}/users', '/api/v1/groups'],
    ['/api/v1/apps', '/api/v1/apps'],
    ['/api/v1/apps/{id}', '/api/v1/apps/{id}'],
    ['/api/v1/apps/{id}/groups', '/api/v1/apps'],
    ['/api/v1/devices', '/api/v1/devices'],
    ['/api/v1/devices/{id}/users', '/api/v1/devices/{id}/users'],
    ['/api/v1/iam/assignees/users', '/api/v1/iam'],
    ['/api/v1/iam/roles/{id}/permissions', '/api/v1/iam'],
    ['/api/v1/logs', '/api/v1/logs'],
    ['/api/v1/org', '/api/v1/org'],
    ['/api/v1/org/privacy/oktaSupport', '/api/v1/org/privacy/oktaSupport'],
    ['/api/v1/usersOfAnotherKind', '/api/v1/usersOfAnotherKind'],
    ['/never/heard/of', '/never/heard/of'],
  ])('%s draws on %s', (template, bucket) => {
    expect(bucketOf(template)).toBe(bucket);
  });
});

describe('rate-limit headers', () => {
  const now = Date.parse('2026-11-01T12:00:00Z');
  const headers = (over: Record<string, string> = {}) =>
    headerSource({
      date: new Date(now).toUTCString(),
      'x-rate-limit-limit': '300',
      'x-rate-limit-remaining': '120',
      'x-rate-limit-reset': String(now / 1000 + 42),
      ...over,
    });

  test('give limit, remaining and time to the reset by the response’s own clock', () => {
    const reading = { limit: 300, remaining: 120, reset: now / 1000 + 42, untilResetMs: 42_000 };
    expect(readRateLimit(headers(), 0)).toEqual(reading);
    expect(readRateLimit(headers({ date: 'nonsense' }), now)).toEqual(reading);
  });

  test.each([
    ['an hour ahead', now / 1000 + 3_600],
    ['an hour ago', now / 1000 - 3_600],
    ['two minutes ahead', now / 1000 + 120],
  ])('a reset %s is not credible', (_, reset) => {
    const reading = readRateLimit(headers({ 'x-rate-limit-reset': String(reset) }), now);
    expect(reading).toMatchObject({ limit: 300, reset, untilResetMs: undefined });
  });

  test('a reset of a second ago is due now', () => {
    const reset = String(now / 1000 - 1);
    expect(readRateLimit(headers({ 'x-rate-limit-reset': reset }), now)?.untilResetMs).toBe(0);
  });

  test.each(['', 'abc', '300, 300', '-1', '1e3'])('a limit of "%s" is no reading', (limit) => {
    expect(readRateLimit(headers({ 'x-rate-limit-limit': limit }), now)).toBeUndefined();
  });

  test('0 of 0 is a refusal of concurrency and no reading', () => {
    const crowded = headers({ 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': '0' });
    expect(readRateLimit(crowded, now)).toBeUndefined();
    expect(isConcurrencyRefusal(429, crowded)).toBe(true);
    expect(isConcurrencyRefusal(200, crowded)).toBe(false);
    expect(isConcurrencyRefusal(429, headers({ 'x-rate-limit-remaining': '0' }))).toBe(false);
  });
});

describe('retries', () => {
  test.each([408, 423, 500, 502, 503, 504, 520])('HTTP %s passes', (status) => {
    expect(isRetriable(refusal(status))).toBe(true);
  });

  test.each([301, 400, 401, 403, 404, 405, 409, 410, 415, 501])('HTTP %s stays', (status) => {
    expect(isRetriable(refusal(status))).toBe(false);
    expect(decide(refusal(status), HISTORY, DEFAULT_RETRY_BUDGET, Math.random)).toEqual({
      action: 'give-up',
    });
  });

  test.each<[FailureCause, boolean]>([
    ['connection-reset', true],
    ['connection-refused', true],
    ['dns', true],
    ['unreachable', true],
    ['connect-timeout', true],
    ['timeout', true],
    ['truncated', true],
    ['protocol', true],
    ['tls', false],
    ['too-large', false],
    ['foreign-link', false],
  ])('%s: %s', (cause, expected) => {
    const breakdown: Breakdown = { kind: 'breakdown', cause };
    expect(isRetriable(breakdown)).toBe(expected);
  });

  test('pauses double, are jittered, and stay below the longest', () => {
    const pauseAfter = (failures: number, random: number) => {
      const budget = { ...DEFAULT_RETRY_BUDGET, attempts: 20 };
      const decision = decide(refusal(500), { ...HISTORY, failures }, budget, () => random);
      return decision.action === 'retry' ? decision.afterMs : undefined;
    };
    expect([1, 2, 3, 4].map((n) => pauseAfter(n, 1))).toEqual([500, 1_000, 2_000, 4_000]);
    expect([1, 2, 3, 4].map((n) => pauseAfter(n, 0))).toEqual([250, 500, 1_000, 2_000]);
    expect(pauseAfter(15, 1)).toBe(30_000);
  });

  test('Retry-After is obeyed up to a minute', () => {
    const after = (seconds: string) =>
      decide(refusal(503, { 'retry-after': seconds }), HISTORY, DEFAULT_RETRY_BUDGET, () => 0);
    expect(after('7')).toEqual({ action: 'retry', afterMs: 7_000 });
    expect(after('3600')).toEqual({ action: 'retry', afterMs: 250 });
    expect(after('Wed, 21 Oct 2026 07:28:00 GMT')).toEqual({ action: 'retry', afterMs: 250 });
  });

  test('end with the attempts, and with the time', () => {
    const { attempts, ms } = DEFAULT_RETRY_BUDGET;
    const decideAt = (over: Partial<History>) =>
      decide(refusal(500), { ...HISTORY, ...over }, DEFAULT_RETRY_BUDGET, () => 0).action;
    expect(decideAt({ failures: attempts - 1 })).toBe('retry');
    expect(decideAt({ failures: attempts })).toBe('give-up');
    expect(decideAt({ spentMs: ms })).toBe('give-up');
  });

  test('refusals by limits are the scheduler’s matter, up to a point', () => {
    const rate = refusal(429, { 'x-rate-limit-limit': '5', 'x-rate-limit-remaining': '0' });
    const crowd = refusal(429, { 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': '0' });
    const decideOn = (outcome: Refusal, over: Partial<History>) =>
      decide(outcome, { ...HISTORY, ...over }, DEFAULT_RETRY_BUDGET, Math.random).action;
    expect(decideOn(rate, { rateRefusals: 1 })).toBe('requeue');
    expect(decideOn(crowd, { concurrencyRefusals: 1 })).toBe('back-off');
    expect(decideOn(rate, { rateRefusals: 10 })).toBe('give-up');
    expect(decideOn(crowd, { concurrencyRefusals: 30 })).toBe('give-up');
  });
});

describe('responses', () => {
  const none = headerSource({});
  test.each<[string, string]>([
    ['<!DOCTYPE html><p>hi', 'html'],
    ['  <html>', 'html'],
    ['{"a":', 'invalid-json'],
    ['', 'invalid-json'],
  ])('a 200 with %p is no success', (body, cause) => {
    expect(readSuccess(200, none, body)).toMatchObject({ kind: 'refusal', cause });
  });

  test('no content is null', () => {
    expect(readSuccess(204, none, '')).toMatchObject({ kind: 'success', json: null });
  });

  test.each([
    ['{"errorCode":"E0000006","errorSummary":"secret"}', 'E0000006'],
    ['{"error":"invalid_client"}', 'invalid_client'],
    ['{"errorCode":"E1 <script>"}', undefined],
    ['{"errorCode":7}', undefined],
    ['[]', undefined],
    ['<html>', undefined],
    ['', undefined],
  ])('the error code of %p', (body, errorCode) => {
    expect(readRefusal({ status: 403, headers: {}, body: Buffer.from(body) }).errorCode).toBe(
      errorCode,
    );
  });
});

describe('links', () => {
  const next = (link: string) => nextOfHeader(headerSource({ link }));

  test.each([
    ['<https://a.okta.com/x?after=1>; rel="next"', 'https://a.okta.com/x?after=1'],
    ['<https://a/x>; rel="self", <https://a/x?after=2,3;4>; rel="next"', 'https://a/x?after=2,3;4'],
    ['<https://a/x>;rel=next', 'https://a/x'],
    ['<https://a/x>; title="a, b"; rel="prev next"', 'https://a/x'],
    ['<https://a/x>; rel="self"', undefined],
    ['<https://a/x>; rel="nextish"', undefined],
    ['', undefined],
    ['rel="next"', undefined],
  ])('%s', (link, target) => {
    expect(next(link)).toBe(target);
  });

  test('are led back to the configured origin, from known hosts only', () => {
    const origin = new Origin({
      orgUrl: 'https://login.acme.com/',
      host: 'acme.okta.com',
      adminUrl: 'https://acme-admin.okta.com',
    });
    const path = '/api/v1/users?after=00u1&limit=2';
    for (const host of ['login.acme.com', 'acme.okta.com', 'acme-admin.okta.com']) {
      expect(origin.rebase(`https://${host}${path}`)?.href).toBe(`https://login.acme.com${path}`);
    }
    expect(origin.rebase(path)?.href).toBe(`https://login.acme.com${path}`);
    for (const foreign of [
      `https://evil.com${path}`,
      `https://acme.okta.com.evil.com${path}`,
      `https://acme.okta.com:8443${path}`,
      `https://user@acme.okta.com${path}`,
      `https://acme.okta.com@evil.com${path}`,
      `//evil.com${path}`,
      'ftp://acme.okta.com/x',
      'javascript:alert(1)',
      'https://',
    ]) {
      expect(origin.rebase(foreign)).toBeUndefined();
    }
  });

  test('the origin must use HTTPS, except on this machine', () => {
    expect(() => new Origin({ orgUrl: 'http://acme.okta.com' })).toThrow(/HTTPS/);
    expect(() => new Origin({ orgUrl: 'http://127.0.0.1.evil.com' })).toThrow(/HTTPS/);
    for (const orgUrl of ['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1']) {
      expect(new Origin({ orgUrl }).isOwn(`${orgUrl}/api`)).toBe(true);
      expect(new Origin({ orgUrl }).isOwn('http://127.0.0.1:2/api')).toBe(false);
    }
  });

  test('a cursor is told from another whatever the page size', () => {
    const url = (query: string) => new URL(`https://a.okta.com/x${query}`);
    expect(cursorOf(url('?limit=5&after=a'))).toBe(cursorOf(url('?after=a&limit=200')));
    expect(cursorOf(url('?limit=5'))).toBe(cursorOf(url('?limit=2')));
    expect(cursorOf(url('?page=1'))).not.toBe(cursorOf(url('?page=2')));
  });

  test('queries are percent-encoded, and undefined is left out', () => {
    const query = { search: 'a eq "b & c"', limit: 5, active: true, none: undefined };
    expect(buildUrl('https://a', '/x', query)).toBe(
      'https://a/x?search=a%20eq%20%22b%20%26%20c%22&limit=5&active=true',
    );
    expect(buildUrl('https://a', '/x', {})).toBe('https://a/x');
  });
});

describe('page sizes', () => {
  const request = {
    endpoint: { path: '/x', template: '/x' },
    limit: 200,
    smallerLimits: [100],
    query: { expand: 'stats' },
    dropWhenHeavy: ['expand'],
  };

  test('shrink to the last, then give up parameters, and grow back step by step', () => {
    const size = new PageSize(request);
    const seen: string[] = [];
    const look = () => seen.push(`${size.limit} ${String(size.query().expand)}`);
    look();
    while (size.canShrink) {
      size.shrink();
      look();
    }
    for (let i = 0; i < 10; i += 1) size.pagePassed();
    look();
    expect(seen).toEqual(['200 stats', '100 stats', '100 undefined', '200 stats']);
  });

  test('a size that failed again is tried later', () => {
    const size = new PageSize({ ...request, dropWhenHeavy: [] });
    const passesUntilGrowth = () => {
      let passes = 0;
      while (size.limit === 100) {
        size.pagePassed();
        passes += 1;
      }
      return passes;
    };
    size.shrink();
    const first = passesUntilGrowth();
    size.shrink();
    expect(passesUntilGrowth()).toBe(2 * first);
  });

  test('a request without sizes has nothing to give up', () => {
    const size = new PageSize({ endpoint: request.endpoint });
    expect([size.limit, size.canShrink, size.attemptsWhenHeavy]).toEqual([
      undefined,
      false,
      undefined,
    ]);
  });
});

describe('collections', () => {
  test('a queue keeps the order, with what was put back in front', () => {
    const queue = new Fifo<number>();
    for (let i = 0; i < 5_000; i += 1) queue.push(i);
    const taken = Array.from({ length: 3_000 }, () => queue.shift());
    queue.unshift(-1);
    queue.unshift(-2);
    expect(taken).toEqual(Array.from({ length: 3_000 }, (_, i) => i));
    expect(queue.length).toBe(2_002);
    expect([queue.shift(), queue.shift(), queue.shift()]).toEqual([-2, -1, 3_000]);
    queue.unshift(7);
    expect(queue.drain()).toEqual([7, ...Array.from({ length: 1_999 }, (_, i) => i + 3_001)]);
    expect([queue.length, queue.shift()]).toEqual([0, undefined]);
  });

  test('a queue of undefined values is not taken for an empty one', () => {
    const queue = new Fifo<number | undefined>();
    queue.push(undefined);
    queue.push(1);
    queue.shift();
    expect(queue.length).toBe(1);
  });

  test('occurrences are counted for many ids without mixing them up', () => {
    const ids = Array.from({ length: 50_000 }, (_, i) => `00u${i.toString(36).padStart(17, '0')}`);
    const counts = new Occurrences();
    for (const id of ids) expect(counts.add(id)).toBe(1);
    for (const id of ids.slice(0, 100)) expect(counts.add(id)).toBe(2);
    expect(counts.size).toBe(50_000);
    expect([ids[0], ids[100], 'other'].map((id) => counts.count(id!))).toEqual([2, 1, 0]);
    for (let i = 0; i < 300; i += 1) counts.add('often');
    expect(counts.count('often')).toBe(255);
  });
});

describe('the forecast', () => {
  const outlook = {
    available: 10,
    perWindow: 40,
    opensInMs: 30_000,
    windowMs: 60_000,
    msPerCall: 10,
  };
  test.each([
    [0, 0],
    [10, 100],
    [11, 30_000 + 10],
    [50, 30_000 + 400],
    [51, 30_000 + 60_000 + 10],
    [130, 30_000 + 120_000 + 400],
  ])('%s calls take %s ms', (calls, ms) => {
    expect(estimateMs(calls, outlook)).toBe(ms);
  });

  test('slow calls count for more than the windows', () => {
    expect(estimateMs(130, { ...outlook, msPerCall: 3_000 })).toBe(30_000 + 120_000 * 2 + 120_000);
  });
});

describe('the report', () => {
  test('names buckets, limits, waits and retries', () => {
    const bucket = {
      inFlight: 0,
      queued: 0,
      rateLimited: 0,
      concurrencyLimited: 0,
      callsToCome: 0,
      waitedMs: 0,
      retries: {},
    };
    const lines = formatReport({
      concurrencyLimit: 15,
      callsByEndpoint: {},
      buckets: [
        {
          ...bucket,
          name: '/api/v1/apps',
          calls: 81,
          limit: 50,
          greatestUse: 0.8,
          waitedMs: 122_400,
        },
        {
          ...bucket,
          name: '/api/v1/users',
          calls: 603,
          retries: { 'HTTP 500': 2, timeout: 1 },
          rateLimited: 1,
          concurrencyLimited: 3,
        },
        { ...bucket, name: '/api/v1/logs', calls: 0 },
      ],
    });
    expect(lines).toEqual([
      'Okta API: 684 calls in 2 rate-limit buckets, 4 refused (429)',
      'bucket         calls   limit  most used     waited               429  retries',
      '/api/v1/users    603       ?          ?        0 s  1 + 3 concurrent  2 × HTTP 500, 1 × timeout',
      '/api/v1/apps      81  50/min       80 %  2 min 2 s                 0  -',
    ]);
    expect(formatReport({ concurrencyLimit: 15, callsByEndpoint: {}, buckets: [] })).toEqual([]);
  });

  test.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [125_000, '2 min 5 s'],
    [7_800_000, '2 h 10 min'],
  ])('%s ms are %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

describe('signing keys', () => {
  test.each([
    ['RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['ES384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['ES512', () => generateKeyPairSync('ec', { namedCurve: 'P-521' })],
  ])('%s: the JWT is signed, and holds no private part', (algorithm, generate) => {
    const { privateKey, publicKey } = generate();
    const forms = [
      privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'own' }),
    ];
    for (const [i, form] of forms.entries()) {
      const key = readSigningKey(form, undefined);
      expect(key.keyId).toBe(i === 0 ? undefined : 'own');
      expect(readSigningKey(form, 'given').keyId).toBe('given');
      const [head, claims, signature] = key.sign({ jwk: key.publicJwk }, { a: 1 }).split('.');
      const header = JSON.parse(Buffer.from(head!, 'base64url').toString()) as { jwk: object };
      expect(header).toMatchObject({ alg: algorithm });
      expect(header.jwk).not.toHaveProperty('d');
      const isGood = verify(
        `sha${algorithm.slice(2)}`,
        Buffer.from(`${head}.${claims}`),
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature!, 'base64url'),
      );
      expect(isGood).toBe(true);
    }
  });
});
