/** An org whose token endpoint and API answer an OAuth app as a test says. */
import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject } from '../../src/json';
import { answeringOkta, type Answer, type AnsweringOptions, type Asked } from './answeringOkta';

export const TOKEN_PATH = '/oauth2/v1/token';
/** Okta's code for an access token that is no good. */
export const DEAD_TOKEN: Answer = { status: 401, body: { errorCode: 'E0000011' } };

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const JWK = { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', kid: 'own' };

/** An answer with an access token of this value, good for an hour. */
export const tokenNamed = (value: string, more: JsonObject = {}): Answer => ({
  body: { access_token: value, token_type: 'Bearer', expires_in: 3600, ...more },
});

export function tokenIssuer(
  token: (asked: Asked) => Answer,
  api: (asked: Asked) => Answer = () => ({ body: [] }),
  options: AnsweringOptions = {},
) {
  const okta = answeringOkta((asked) => (asked.path === TOKEN_PATH ? token : api)(asked), {
    ...options,
    client: {
      credentials: {
        kind: 'oauth',
        clientId: '0oa1',
        privateKey: JSON.stringify(JWK),
        scopes: ['okta.users.read'],
      },
      retryBudget: { attempts: 4, firstPauseMs: 100, longestPauseMs: 200 },
    },
  });
  return {
    ...okta,
    /** Requests of the token endpoint, and of everything else. */
    tokenCalls: () => okta.callsTo(TOKEN_PATH),
    apiCalls: () => okta.asked.filter(({ path }) => path !== TOKEN_PATH),
  };
}
