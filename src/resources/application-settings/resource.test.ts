/** What an application's record says of how it is protected; secrets beside it reach nothing. */
import { CANARY, withSecrets } from '../../../test/conversion/sources';
import type { JsonObject, JsonValue } from '../../json';
import { declare } from '../engine/declare';
import { applicationAdditions } from '../engine/addedFields';
import { applicationSettings } from './resource';

const RESOURCES = [declare(applicationSettings)];

/** What is said, without what is absent. */
function said(record: JsonObject): Record<string, unknown> {
  const added = applicationAdditions(RESOURCES, { id: '0oa1', record });
  return Object.fromEntries(Object.entries(added).filter(([, value]) => value !== undefined));
}

const client = (oauthClient: JsonObject): JsonObject => ({ settings: { oauthClient } });
const signOn = (settings: JsonObject): JsonObject => ({ settings: { signOn: settings } });

test.each<[string, JsonObject, object]>([
  ['nothing', {}, {}],
  ['null everywhere', { settings: null, credentials: null, accessibility: null, _links: null }, {}],
  [
    'keys',
    client({ jwks: { keys: [{ status: 'ACTIVE' }, { status: 'INACTIVE' }] } }),
    { activeKeyCount: 1 },
  ],
  ['no key', client({ jwks: { keys: [] } }), { activeKeyCount: 0 }],
  ['a key without a status', client({ jwks: { keys: [{ status: 'ACTIVE' }, {}] } }), {}],
  [
    'a client with secrets',
    { _links: { clientCredentials: [{ name: 'jwks' }, { name: 'secrets' }] } },
    { hasClientSecret: true },
  ],
  [
    'a client with keys only',
    { _links: { clientCredentials: [{ name: 'jwks' }] } },
    { hasClientSecret: false },
  ],
  [
    'networks',
    client({ network: { connection: 'ZONE', include: ['nzo1'], exclude: [] } }),
    {
      networkConnection: 'ZONE',
      networkIncludeZoneIds: ['nzo1'],
      networkIncludeZoneCount: 1,
      networkExcludeZoneIds: [],
      networkExcludeZoneCount: 0,
    },
  ],
  [
    'what a customer overrides',
    signOn({
      audience: 'a',
      audienceOverride: 'b',
      ssoAcsUrl: 'https://a.example',
      ssoAcsUrlOverride: 'https://b.example/acs?key=1',
    }),
    { samlAudience: 'b', samlAcsUrl: 'https://b.example/acs' },
  ],
  [
    'no override',
    signOn({ audience: 'a', audienceOverride: null, ssoAcsUrlOverride: null }),
    { samlAudience: 'a' },
  ],
  ['a certificate that cannot be read', signOn({ spCertificate: { x5c: ['x'] } }), {}],
  [
    'hooks',
    signOn({ inlineHooks: [{ id: 'cal1' }, {}, null] }),
    { inlineHookIds: ['cal1'], inlineHookCount: 1 },
  ],
  [
    'policies',
    {
      _links: {
        accessPolicy: { href: 'https://acme.okta.com/api/v1/policies/rst1abcdEFGH3ijkl0x7' },
        profileEnrollment: { href: 'https://acme.okta.com/api/v1/policies' },
      },
    },
    { accessPolicyId: 'rst1abcdEFGH3ijkl0x7' },
  ],
])('%s', (_, record, expected) => {
  expect(said(record)).toEqual(expected);
});

test('a secret anywhere in the record reaches no property', () => {
  const record: JsonObject = {
    credentials: {
      scheme: 'SHARED_USERNAME_AND_PASSWORD',
      password: { value: CANARY },
      signing: { kid: 'k' },
      oauthClient: { client_id: 'c', client_secret: CANARY },
    },
    ...client({
      client_secret: CANARY,
      redirect_uris: [`https://a.example/?key=${CANARY}`, `https://${CANARY}@a.example`],
      post_logout_redirect_uris: [`https://a.example/#${CANARY}`],
      initiate_login_uri: `https://a.example/?${CANARY}`,
      jwks_uri: `https://a.example/?${CANARY}`,
      jwks: { keys: [{ status: 'ACTIVE', d: CANARY }] },
    }),
    _links: { clientCredentials: [{ name: 'secrets', href: CANARY }] },
  };
  for (let seed = 0; seed < 60; seed += 1) {
    expect(JSON.stringify(said(withSecrets(record, seed)))).not.toContain(CANARY);
  }
});

test.each<[JsonValue, readonly object[]]>([
  [
    { include: ['nzo1'], exclude: ['nzo2'] },
    [
      { id: 'nzo1', condition: 'include' },
      { id: 'nzo2', condition: 'exclude' },
    ],
  ],
  [{ connection: 'ANYWHERE' }, []],
  [null, []],
])('zones of %j', (network, expected) => {
  const record = client({ network });
  const item = { id: '0oa1', key: '0oa1', type: 'okta_application', record };
  expect(applicationSettings.edges?.[0]?.ends(record, item)).toEqual(expected);
});
