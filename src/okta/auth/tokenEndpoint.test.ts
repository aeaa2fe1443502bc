import { generateKeyPairSync } from 'node:crypto';
import { readJwt } from '../../../packages/local-okta/jwt';
import { tokenIssuer, tokenNamed } from '../../../test/harness/tokenIssuer';
import { endpoint } from '..';
import { readSigningKey } from './signingKey';
import { dpopProof } from './tokenEndpoint';

const USERS = endpoint`/api/v1/users`;

test('the assertion is good for five minutes, which is less than Okta’s hour', async () => {
  const t = tokenIssuer(() => tokenNamed('a'));
  await t.ask(USERS);
  const form = new URLSearchParams(t.tokenCalls()[0]?.body);
  const assertion = readJwt(form.get('client_assertion') ?? '');
  expect(Number(assertion?.claims.exp) - Number(assertion?.claims.iat)).toBe(300);
});

test('a proof names the address without query and fragment (RFC 9449, 4.2)', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), alg: 'ES256' };
  const url = 'https://acme.okta.com/api/v1/users?limit=2#x';
  const proof = dpopProof(
    readSigningKey(JSON.stringify(jwk), undefined),
    { method: 'GET', url, nowMs: 1_700_000_000_000 },
    {},
  );
  const htu = 'https://acme.okta.com/api/v1/users';
  expect(readJwt(proof)?.claims).toMatchObject({ htm: 'GET', htu, iat: 1_700_000_000 });
});

test('of what the token endpoint says, 200 characters are shown, and nothing that may be a token', async () => {
  const secret = 'eyJhbGciOiJSUzI1NiJ9.'.repeat(4);
  const said = `the token ${secret} is wrong ${'because '.repeat(60)}`;
  const body = { error: 'invalid_client', error_description: said };
  const t = tokenIssuer(() => ({ status: 401, body }));
  const error = await t.ask(USERS);
  const message = error instanceof Error ? error.message : '';
  expect(message).toContain('the token … is wrong');
  expect(message).not.toContain('eyJ');
  expect(message.length).toBeLessThan(600);
});
