/** The token endpoint and DPoP are checked for real: right requests pass, each wrong one does not. */
import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { Client } from '@okta/okta-sdk-nodejs';
import {
  startLocalOkta,
  type LocalOkta,
  type LocalOktaOptions,
  type OAuthCredentials,
  type OAuthOptions,
} from '.';
import { valueAt } from './listing';

const proofKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
const proofJwk = proofKey.publicKey.export({ format: 'jwk' });
const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(header: object, claims: object, key: Parameters<typeof sign>[2]): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

const seconds = () => Math.floor(Date.now() / 1000);

function proof(claims: object, header: object = {}): string {
  return jwt(
    { typ: 'dpop+jwt', alg: 'RS256', jwk: proofJwk, ...header },
    { iat: seconds(), jti: randomUUID(), ...claims },
    proofKey.privateKey,
  );
}

const open: LocalOkta[] = [];

let credentials: OAuthCredentials | undefined;

async function start(oauth: OAuthOptions = {}, more: LocalOktaOptions = {}): Promise<LocalOkta> {
  const keys = credentials === undefined ? {} : { credentials };
  const okta = await startLocalOkta({ plan: 'unlimited', ...more, oauth: { ...keys, ...oauth } });
  credentials = okta.oauth;
  open.push(okta);
  return okta;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((okta) => okta.close()));
});

interface Exchange {
  claims?: object;
  header?: object;
  form?: Record<string, string>;
  dpop?: string;
  key?: Parameters<typeof sign>[2];
}

async function exchange(okta: LocalOkta, change: Exchange = {}) {
  const { clientId, keyId, privateKeyPem } = okta.oauth;
  const url = `${okta.url}/oauth2/v1/token`;
  const assertion = jwt(
    { alg: 'RS256', kid: keyId, ...change.header },
    {
      aud: url,
      iss: clientId,
      sub: clientId,
      exp: seconds() + 300,
      jti: randomUUID(),
      ...change.claims,
    },
    change.key ?? createPrivateKey(privateKeyPem),
  );
  const response = await fetch(url, {
    method: 'POST',
    headers: change.dpop === undefined ? {} : { DPoP: change.dpop },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'okta.users.read okta.groups.read',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...change.form,
    }),
  });
  const body: unknown = await response.json();
  const read = (name: string) => valueAt(body, name) as string;
  const nonce = response.headers.get('dpop-nonce') ?? undefined;
  return { status: response.status, error: read('error'), read, nonce };
}

/** A token bound to the proof key. */
async function boundToken(okta: LocalOkta, form?: Record<string, string>): Promise<string> {
  const target = { htm: 'POST', htu: `${okta.url}/oauth2/v1/token` };
  const first = await exchange(okta, { dpop: proof(target), ...(form && { form }) });
  const second = await exchange(okta, {
    dpop: proof({ ...target, nonce: first.nonce }),
    ...(form && { form }),
  });
  return second.read('access_token');
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64url');

async function call(
  okta: LocalOkta,
  token: string,
  claims: object = {},
  header?: object,
  path = '/api/v1/users?limit=1',
) {
  const dpop = proof(
    {
      htm: 'GET',
      htu: `${okta.url}${path.split('?')[0] ?? ''}`,
      ath: hash(token),
      ...claims,
    },
    header,
  );
  return fetch(`${okta.url}${path}`, { headers: { authorization: `DPoP ${token}`, dpop } });
}

describe('the token endpoint', () => {
  test('hands out a DPoP token after the recorded exchange', async () => {
    const okta = await start();
    const without = await exchange(okta);
    expect([without.status, without.error]).toEqual([400, 'invalid_dpop_proof']);
    expect(without.read('error_description')).toBe('The DPoP proof JWT header is missing.');
    const target = { htm: 'POST', htu: `${okta.url}/oauth2/v1/token` };
    const first = await exchange(okta, { dpop: proof(target) });
    expect([first.status, first.error]).toEqual([400, 'use_dpop_nonce']);
    const second = await exchange(okta, { dpop: proof({ ...target, nonce: first.nonce }) });
    expect([second.status, second.read('token_type'), second.read('expires_in')]).toEqual([
      200,
      'DPoP',
      3600,
    ]);
    expect(second.read('scope')).toBe('okta.users.read okta.groups.read');
    okta.rotateNonce();
    const old = await exchange(okta, { dpop: proof({ ...target, nonce: first.nonce }) });
    expect(old.status).toBe(200);
    const made = await exchange(okta, { dpop: proof({ ...target, nonce: 'made-up' }) });
    expect(made.error).toBe('use_dpop_nonce');
  });

  test.each<[string, Exchange, string]>([
    ['another client', { claims: { iss: 'x', sub: 'x' } }, 'invalid_client'],
    ['another audience', { claims: { aud: 'https://elsewhere' } }, 'invalid_client'],
    ['an expired assertion', { claims: { exp: seconds() - 10 } }, 'invalid_client'],
    ['a lifetime above an hour', { claims: { exp: seconds() + 7200 } }, 'invalid_client'],
    ['an unknown key id', { header: { kid: 'other' } }, 'invalid_client'],
    ['another key', { key: proofKey.privateKey }, 'invalid_client'],
    ['no assertion', { form: { client_assertion: 'nonsense' } }, 'invalid_client'],
    ['no scope', { form: { scope: '' } }, 'invalid_scope'],
    ['an ungranted scope', { form: { scope: 'okta.apps.manage' } }, 'invalid_scope'],
    ['another grant', { form: { grant_type: 'password' } }, 'unsupported_grant_type'],
  ])('refuses %s', async (_name, change, error) => {
    const okta = await start({ dpop: false, scopes: ['okta.users.read', 'okta.groups.read'] });
    expect((await exchange(okta, change)).error).toBe(error);
    expect((await exchange(okta)).read('token_type')).toBe('Bearer');
  });

  test('drops ungranted scopes where it is told to', async () => {
    const okta = await start({ dpop: false, scopes: ['okta.users.read'], ungranted: 'drop' });
    expect((await exchange(okta)).read('scope')).toBe('okta.users.read');
  });

  test('takes no assertion twice', async () => {
    const okta = await start({ dpop: false });
    const once = { claims: { jti: 'once' } };
    expect((await exchange(okta, once)).status).toBe(200);
    expect((await exchange(okta, once)).error).toBe('invalid_client');
  });
});

describe('resources', () => {
  test('accept a right proof and refuse every wrong one', async () => {
    const okta = await start();
    const token = await boundToken(okta);
    expect((await call(okta, token)).status).toBe(200);
    const wrong: [string, object, object?][] = [
      ['htm', { htm: 'POST' }],
      ['htu', { htu: `${okta.url}/api/v1/groups` }],
      ['htu with query', { htu: `${okta.url}/api/v1/users?limit=1` }],
      ['ath', { ath: hash('another') }],
      ['old', { iat: seconds() - 4000 }],
      ['jti', { jti: '' }],
      ['typ', {}, { typ: 'JWT' }],
      ['key', {}, { jwk: otherKey.publicKey.export({ format: 'jwk' }) }],
      ['private key', {}, { jwk: proofKey.privateKey.export({ format: 'jwk' }) }],
    ];
    for (const [name, claims, header] of wrong) {
      const response = await call(okta, token, claims, header);
      expect([name, response.status]).toEqual([name, 401]);
      expect(response.headers.get('www-authenticate')).toContain('invalid_dpop_proof');
    }
    const jti = randomUUID();
    expect((await call(okta, token, { jti })).status).toBe(200);
    expect((await call(okta, token, { jti })).status).toBe(401);
    const bearer = await fetch(`${okta.url}/api/v1/users`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([bearer.status, valueAt(await bearer.json(), 'errorCode')]).toEqual([401, 'E0000011']);
  });

  test('may demand a nonce of their own', async () => {
    const okta = await start({ resourceNonce: true });
    const token = await boundToken(okta);
    const challenged = await call(okta, token);
    expect(challenged.status).toBe(401);
    expect(challenged.headers.get('www-authenticate')).toContain('use_dpop_nonce');
    const nonce = challenged.headers.get('dpop-nonce');
    expect((await call(okta, token, { nonce })).status).toBe(200);
  });

  test('enforce scopes, lifetime and revocation', async () => {
    const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    const okta = await start({ dpop: false, tokenCalls: 3 });
    const token = (await exchange(okta)).read('access_token');
    const users = await fetch(`${okta.url}/api/v1/users`, bearer(token));
    expect(users.status).toBe(200);
    const apps = await fetch(`${okta.url}/api/v1/apps`, bearer(token));
    expect([apps.status, valueAt(await apps.json(), 'errorCode')]).toEqual([403, 'E0000006']);
    expect(apps.headers.get('www-authenticate')).toContain('insufficient_scope');
    await fetch(`${okta.url}/api/v1/users`, bearer(token));
    const spent = await fetch(`${okta.url}/api/v1/users`, bearer(token));
    expect([spent.status, valueAt(await spent.json(), 'errorCode')]).toEqual([401, 'E0000011']);
    const second = (await exchange(okta)).read('access_token');
    expect((await fetch(`${okta.url}/api/v1/users`, bearer(second))).status).toBe(200);
    okta.revokeTokens();
    expect((await fetch(`${okta.url}/api/v1/users`, bearer(second))).status).toBe(401);
    const third = (await exchange(okta)).read('access_token');
    okta.setFaults([{ nth: 1, kind: 'tokenDies' }]);
    expect((await fetch(`${okta.url}/api/v1/users`, bearer(third))).status).toBe(401);
  });

  test('die with their time', async () => {
    let now = Date.now();
    const okta = await start({ dpop: false, expiresIn: 60 }, { now: () => now });
    const token = (await exchange(okta)).read('access_token');
    const init = { headers: { authorization: `Bearer ${token}` } };
    now += 59_000;
    expect((await fetch(`${okta.url}/api/v1/users`, init)).status).toBe(200);
    now += 1_001;
    expect((await fetch(`${okta.url}/api/v1/users`, init)).status).toBe(401);
  });

  test('show no users to an application without an administrator role', async () => {
    const okta = await start({ dpop: false, adminRole: false });
    const token = (await exchange(okta)).read('access_token');
    const init = { headers: { authorization: `Bearer ${token}` } };
    const users = await fetch(`${okta.url}/api/v1/users`, init);
    expect([users.status, await users.json()]).toEqual([200, []]);
    expect((await fetch(`${okta.url}/api/v1/groups`, init)).status).toBe(403);
  });
});

test('Okta’s own SDK gets in with DPoP', async () => {
  const okta = await start();
  const { clientId, keyId, privateKeyPem } = okta.oauth;
  const client = new Client({
    orgUrl: okta.url,
    authorizationMode: 'PrivateKey',
    clientId,
    scopes: ['okta.users.read'],
    privateKey: privateKeyPem,
    keyId,
  });
  // In capitals: the SDK copies the method into its proof as it is given.
  const response = await client.http.http(`${okta.url}/api/v1/users?limit=2`, { method: 'GET' });
  expect(response.status).toBe(200);
  const schemes = okta.counters.requests.map((one) => `${one.template} ${one.authorization}`);
  expect(schemes.at(-1)).toBe('/api/v1/users DPoP');
});
