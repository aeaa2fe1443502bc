/** Nonces for proofs of possession: asked for in several ways, and now and then without end. */
import { readJwt } from '../../../packages/local-okta/jwt';
import { tokenIssuer, tokenNamed } from '../../../test/harness/tokenIssuer';
import { endpoint, isAuthenticationFailure } from '..';

const USERS = endpoint`/api/v1/users`;
const boundToken = () => tokenNamed('a', { token_type: 'DPoP' });

test('the API may ask for a nonce with status 400', async () => {
  const t = tokenIssuer(boundToken, ({ times }) =>
    times === 1
      ? { status: 400, headers: { 'dpop-nonce': 'n1' }, body: { error: 'use_dpop_nonce' } }
      : { body: [] },
  );
  expect(await t.ask(USERS)).toBeUndefined();
  expect(readJwt(t.apiCalls()[1]?.headers.dpop ?? '')?.claims).toMatchObject({ nonce: 'n1' });
});

test('an API that asks for another nonce every time ends the client after a few tries', async () => {
  const t = tokenIssuer(boundToken, ({ times }) => ({
    status: times > 50 ? 200 : 401,
    headers: { 'dpop-nonce': `n${times}`, 'www-authenticate': 'DPoP error="use_dpop_nonce"' },
  }));
  expect(isAuthenticationFailure(await t.ask(USERS))).toBe(true);
  expect(t.apiCalls().length).toBeLessThanOrEqual(5);
});

test('a token endpoint that asks for another nonce every time is an authentication failure', async () => {
  const t = tokenIssuer(({ times }) =>
    times > 50
      ? tokenNamed('a')
      : { status: 400, headers: { 'dpop-nonce': `n${times}` }, body: { error: 'use_dpop_nonce' } },
  );
  expect(isAuthenticationFailure(await t.ask(USERS))).toBe(true);
  expect(t.tokenCalls()).toHaveLength(5);
});
