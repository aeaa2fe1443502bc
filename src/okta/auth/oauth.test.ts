import { generateKeyPairSync } from 'node:crypto';
import { VirtualClock } from '../../../test/harness/virtualClock';
import {
  startLocalOkta,
  type Fault,
  type LocalOkta,
  type LocalOktaOptions,
} from '../../../packages/local-okta';
import {
  createOktaClient,
  endpoint,
  isAuthenticationFailure,
  isForbidden,
  isOktaApiError,
  type OAuthCredentials,
  type OktaClient,
  type OktaClientOptions,
  type Transport,
} from '..';
import { systemClock } from '../clock';

const USERS = endpoint`/api/v1/users`;
const TOKEN = '/oauth2/v1/token';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function given(
  oauth: LocalOktaOptions['oauth'] = {},
  credentials: Partial<OAuthCredentials> = {},
  options: LocalOktaOptions = {},
) {
  const okta = await startLocalOkta({ plan: 'unlimited', oauth, ...options });
  closers.push(() => okta.close());
  return { okta, client: clientOf(okta, credentials) };
}

function clientOf(
  okta: LocalOkta,
  credentials: Partial<OAuthCredentials> = {},
  options: Partial<OktaClientOptions> = {},
): OktaClient {
  const { clientId, privateKeyJwk, keyId } = okta.oauth;
  const client = createOktaClient({
    org: { orgUrl: okta.url, host: 'sample.okta.com' },
    credentials: {
      kind: 'oauth',
      clientId,
      privateKey: JSON.stringify(privateKeyJwk),
      keyId,
      scopes: ['okta.users.read', 'okta.groups.read'],
      ...credentials,
    },
    // Nothing here hangs: a busy machine may take its time.
    timeouts: { connectMs: 10_000, idleMs: 10_000, totalMs: 20_000 },
    retryBudget: { attempts: 4, ms: 20_000, firstPauseMs: 2, longestPauseMs: 20 },
    ...options,
  });
  closers.unshift(() => client.close());
  return client;
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

const factors = (i: number) => endpoint`/api/v1/users/${`00u${i}`}/factors`;
const ask = (client: OktaClient, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      client.get({ endpoint: USERS, query: { limit: (i % 50) + 1 } }),
    ),
  );

describe('the access token', () => {
  test.each([
    ['Bearer', false],
    ['DPoP', true],
  ])('%s: is fetched once for all, wherever the key has its id', async (scheme, dpop) => {
    const { okta } = await given({ dpop });
    for (const form of [{}, { keyId: undefined }]) {
      okta.reset();
      const client = clientOf(okta, form);
      await ask(client, 20);
      const calls = okta.counters.requests;
      const tokens = calls.filter((call) => call.template === TOKEN && call.status === 200);
      expect(tokens).toHaveLength(1);
      expect(okta.counters.callsTo(TOKEN)).toBe(dpop ? 3 : 1);
      const used = calls.filter((call) => call.template !== TOKEN);
      expect(new Set(used.map((call) => call.authorization))).toEqual(new Set([scheme]));
      expect(client.snapshot().callsByEndpoint[TOKEN]).toBe(dpop ? 3 : 1);
    }
  });

  test('is renewed before it expires, once for all', async () => {
    const { okta, client } = await given({ dpop: false, expiresIn: 1 }, {}, { latencyMs: 5 });
    const end = Date.now() + 2_500;
    while (Date.now() < end) await ask(client, 15);
    const { statuses } = okta.counters;
    expect(statuses[401]).toBeUndefined();
    expect(okta.counters.callsTo(TOKEN)).toBeGreaterThanOrEqual(3);
    expect(okta.counters.callsTo(TOKEN)).toBeLessThanOrEqual(4);
  });

  test('that dies in the middle is renewed, and no request is lost', async () => {
    for (const dpop of [false, true]) {
      const { okta, client } = await given({ dpop, tokenCalls: 30 }, {}, { latencyMs: 2 });
      await ask(client, 100);
      expect(okta.counters.statuses[401]).toBeGreaterThan(0);
      const issued = okta.counters.requests.filter((r) => r.template === TOKEN && r.status === 200);
      expect(issued.length).toBeGreaterThanOrEqual(4);
      expect(issued.length).toBeLessThanOrEqual(6);
    }
  });

  test('that is refused again after a renewal ends the client', async () => {
    const { okta, client } = await given({ dpop: false });
    okta.setFaults([{ kind: 'invalidToken', on: '/api/*' }]);
    const error = await failureOf(client.get({ endpoint: USERS }));
    expect(isAuthenticationFailure(error)).toBe(true);
    expect(okta.counters.callsTo(TOKEN)).toBe(2);
    expect(isAuthenticationFailure(await failureOf(client.get({ endpoint: USERS })))).toBe(true);
    expect(okta.counters.callsTo('/api/v1/users')).toBe(2);
  });

  test('a token endpoint that is down for a while only delays', async () => {
    const { okta, client } = await given({ dpop: false }, {}, { windowMs: 1_000 });
    okta.setFaults([
      { kind: 'serverError', on: TOKEN, nth: 1 },
      { kind: 'reset', on: TOKEN, nth: 2 },
      { kind: 'rateLimited', on: TOKEN, nth: 3 },
    ]);
    await ask(client, 5);
    expect(okta.counters.callsTo(TOKEN)).toBe(4);
  });

  test.each([
    ['whose Reset is believable: is waited for, once for all', 55_000, 55_000, 2],
    ['whose Reset is hours away: is asked now and then', 55_000, 7_200_000, 9],
    ['that never ends: is an error in the end', Infinity, 55_000, 6],
  ])('a rate limit of the token endpoint %s', async (_, forMs, resetMs, mostCalls) => {
    const clock = new VirtualClock();
    const startedAt = clock.now();
    let tokenCalls = 0;
    const limited: Transport = {
      send: async ({ url }) => {
        await clock.sleep(50);
        const headers: Record<string, string> = { date: new Date(clock.now()).toUTCString() };
        if (!url.endsWith(TOKEN)) return { status: 200, headers, body: Buffer.from('[]') };
        tokenCalls += 1;
        if (clock.now() - startedAt >= forMs) {
          const token = '{"access_token":"t","token_type":"Bearer","expires_in":3600}';
          return { status: 200, headers, body: Buffer.from(token) };
        }
        const elapsed = Math.floor((clock.now() - startedAt) / resetMs) + 1;
        headers['x-rate-limit-limit'] = '300';
        headers['x-rate-limit-remaining'] = '0';
        headers['x-rate-limit-reset'] = String((startedAt + elapsed * resetMs) / 1000);
        return { status: 429, headers, body: Buffer.from('{"errorCode":"E0000047"}') };
      },
      close: () => undefined,
    };
    const { okta } = await given();
    const random = (): number => 0.5;
    const client = clientOf(okta, {}, { clock, random, transport: limited, retryBudget: {} });
    const outcomes = clock.run(Promise.allSettled([1, 2, 3].map(() => ask(client, 1))));
    const failed = (await outcomes).filter(({ status }) => status === 'rejected');
    expect(failed).toHaveLength(forMs === Infinity ? 3 : 0);
    expect(tokenCalls).toBeLessThanOrEqual(mostCalls);
    expect(clock.now() - startedAt).toBeLessThan(forMs === Infinity ? 301_000 : 90_000);
    if (forMs !== Infinity) return;
    // Once it has failed for good, each further request costs one call, and no window.
    const failedAt = clock.now();
    const before = tokenCalls;
    await clock.run(failureOf(ask(client, 1)));
    expect(tokenCalls).toBe(before + 1);
    expect(clock.now() - failedAt).toBeLessThan(1_000);
  });

  test('a token endpoint that stays down is no authentication failure', async () => {
    const { okta, client } = await given({ dpop: false });
    okta.setFaults([{ kind: 'serverError', on: TOKEN }]);
    const error = await failureOf(client.get({ endpoint: USERS }));
    expect(isOktaApiError(error)).toBe(true);
    expect(error).toMatchObject({ endpoint: TOKEN, status: 500, attempts: 4, fatal: false });
  });

  test('our clock may be off by an hour', async () => {
    for (const skewMs of [-3_600_000, 3_600_000]) {
      const { okta } = await given({ dpop: true });
      const clock = { ...systemClock, now: () => systemClock.now() + skewMs };
      await ask(clientOf(okta, {}, { clock }), 10);
      expect(okta.counters.statuses[200]).toBe(11);
    }
  });
});

describe('DPoP', () => {
  test('resource calls may demand a nonce, which may change', async () => {
    const { okta, client } = await given({ dpop: true, resourceNonce: true });
    await ask(client, 20);
    okta.rotateNonce();
    okta.rotateNonce();
    await ask(client, 20);
    expect(okta.counters.callsTo(TOKEN)).toBe(3);
    // One challenge at the start and one after the change, for those that were on their way.
    expect(okta.counters.statuses[401]).toBeLessThan(40);
    expect(okta.counters.statuses[200]).toBe(41);
  });

  test('every attempt has a proof of its own', async () => {
    const { okta, client } = await given({ dpop: true });
    okta.setFaults([{ kind: 'serverError', on: '/api/*', nth: [1, 2, 3] }]);
    await client.get({ endpoint: USERS });
    expect(okta.counters.callsTo('/api/v1/users')).toBe(4);
  });
});

describe('refusals of the token endpoint are told in words, once', () => {
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const foreignKey = JSON.stringify({ ...foreign.export({ format: 'jwk' }), alg: 'RS256' });

  test.each([
    ['an unknown client', { clientId: '0oaUnknown' }, {}, /does not know this client.*client_id/],
    ['a foreign key', { privateKey: foreignKey }, {}, /private key does not belong.*signature/],
    ['a foreign key id', { keyId: 'other' }, {}, /oktaKeyId.*unknown kid/],
  ])('%s', async (_, credentials, oauth, sentence) => {
    const { okta, client } = await given({ dpop: false, ...oauth }, credentials);
    const errors = await Promise.all(
      Array.from({ length: 10 }, (__, i) => failureOf(client.get({ endpoint: factors(i) }))),
    );
    for (const error of errors) expect(isAuthenticationFailure(error)).toBe(true);
    expect((errors[0] as Error).message).toMatch(sentence);
    expect(okta.counters.callsTo(TOKEN)).toBe(1);
    expect(okta.counters.callsTo('/api/*')).toBe(0);
  });

  test('a DPoP proof that is refused for good', async () => {
    const { okta, client } = await given({ dpop: true });
    const body = {
      kind: 'status',
      status: 400,
      on: TOKEN,
      body: 'okta',
      code: 'E0000021',
    } as const;
    okta.setFaults([body]);
    const error = await failureOf(client.get({ endpoint: USERS }));
    expect(isAuthenticationFailure(error)).toBe(true);
    expect((error as Error).message).not.toContain('eyJ');
  });

  test('a key that is none is refused before anything is sent', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const ed25519 = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: 'EdDSA' });
    for (const key of ['nonsense', '[]', '{"kty":"RSA"}', '{"kty":"RSA","alg":"RS256"}', ed25519]) {
      const refused = given({}, { privateKey: key });
      await expect(refused).rejects.toThrow(/oktaPrivateKey is not a private JWK/);
    }
  });
});

describe('a scope that is not granted', () => {
  const GROUPS = endpoint`/api/v1/groups`;
  const SCOPES = ['okta.apps.read', 'okta.groups.read', 'okta.users.read', 'okta.logs.read'];
  const asked = (okta: LocalOkta) =>
    okta.counters.requests.filter(({ template }) => template === TOKEN).length;

  test.each([
    ['leaves it out of the token', 'drop', 1],
    // All, each alone, and those that are granted.
    ['refuses the whole token', 'refuse', 1 + SCOPES.length + 1],
  ] as const)('costs what needs it, and nothing else, if Okta %s', async (_, ungranted, calls) => {
    const scopes = ['okta.users.read', 'okta.logs.read'];
    const { okta, client } = await given({ dpop: false, scopes, ungranted }, { scopes: SCOPES });
    const error = await failureOf(client.get({ endpoint: GROUPS }));
    expect(isForbidden(error) && error.insufficientScope).toBe(true);
    await ask(client, 5);
    expect(asked(okta)).toBe(calls);
  });

  test('is found out with proofs of possession as well', async () => {
    const scopes = ['okta.users.read'];
    const { client } = await given({ dpop: true, scopes }, { scopes: SCOPES });
    await ask(client, 5);
  });

  test('stays dropped when the token is renewed, and one that is withdrawn is dropped then', async () => {
    const oauth = { dpop: false, scopes: ['okta.users.read', 'okta.groups.read'], expiresIn: 1 };
    const { okta, client } = await given(oauth, { scopes: SCOPES });
    await client.get({ endpoint: GROUPS });
    const before = asked(okta);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await client.get({ endpoint: GROUPS });
    expect(asked(okta)).toBe(before + 1);
    oauth.scopes = ['okta.users.read'];
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const error = await failureOf(client.get({ endpoint: GROUPS }));
    expect(isForbidden(error) && error.insufficientScope).toBe(true);
    await ask(client, 1);
  });

  test.each<[string, Fault]>([
    ['a limit', { kind: 'rateLimited', on: TOKEN, nth: [3, 5] }],
    ['an error of Okta’s', { kind: 'serverError', on: TOKEN, nth: [3, 5] }],
    ['a lost connection', { kind: 'reset', on: TOKEN, nth: [3, 5] }],
  ])('is found out past %s, and no granted one is dropped', async (_, fault) => {
    const scopes = SCOPES.filter((scope) => scope !== 'okta.logs.read');
    const { client } = await given(
      { dpop: false, scopes },
      { scopes: SCOPES },
      { faults: [fault], windowMs: 1_000 },
    );
    for (const path of [USERS, GROUPS, endpoint`/api/v1/apps`])
      await client.get({ endpoint: path });
  });

  test('ends the client, in words, if no other is granted', async () => {
    const { okta, client } = await given({ dpop: false, scopes: ['okta.devices.read'] });
    const error = await failureOf(client.get({ endpoint: USERS }));
    expect(isAuthenticationFailure(error)).toBe(true);
    expect((error as Error).message).toMatch(/grant okta.users.read, okta.groups.read/);
    expect(okta.counters.callsTo('/api/*')).toBe(0);
  });
});
