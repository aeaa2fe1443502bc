/** docs/upgrading.md: a service app with the scopes of release 4.0.0 goes on as before. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { sampleOrg, startLocalOkta } from '../packages/local-okta';
import { ENDPOINT_NEEDS } from '../src/permissions';
import { collect, SAMPLE_NOW } from './harness/collect';

const SCOPES_OF_4_0_0 = [
  'apps',
  'devices',
  'groups',
  'logs',
  'orgs',
  'roles',
  'schemas',
  'users',
].map((name) => `okta.${name}.read`);

const TYPES_OF_4_0_0 = [
  ...['okta_account', 'okta_service', 'okta_user', 'okta_user_group', 'okta_app_user_group'],
  ...['okta_rule', 'okta_application', 'mfa_device', 'okta_role', 'okta_device'],
  ...['okta_group_has_user', 'okta_user_assigned_application', 'okta_group_assigned_application'],
];

/** A step that lacks two scopes names one: brands before e-mail domains, network zones before ThreatInsight. */
const NAMED_LATER = ['okta.emailDomains.read', 'okta.threatInsights.read'];

test.each(['refuse', 'drop'] as const)(
  'what was granted is complete, and each missing permission has one warning (scopes: %s)',
  async (ungranted) => {
    const okta = await startLocalOkta({
      plan: 'unlimited',
      org: sampleOrg({ now: SAMPLE_NOW }),
      now: () => SAMPLE_NOW,
      oauth: { scopes: SCOPES_OF_4_0_0, ungranted },
    });
    try {
      const { clientId, privateKeyPem, keyId } = okta.oauth;
      const { summary, events } = await collect(okta, {
        startedOn: SAMPLE_NOW,
        config: {
          oktaApiKey: '',
          oktaClientId: clientId,
          oktaPrivateKey: privateKeyPem,
          oktaKeyId: keyId,
        },
      });
      const partial = summary?.metadata.partialDatasets.types ?? TYPES_OF_4_0_0;
      expect(partial.filter((type) => TYPES_OF_4_0_0.includes(type))).toEqual([]);
      const warnings = events
        .filter(({ name }) => name === 'warn_missing_permission')
        .map(({ description }) => description);
      const titles = warnings.map((text) => text.split(/: | could not/)[0]);
      expect(titles).toEqual([...new Set(titles)]);
      const scopes = warnings.map((text) => /the scope (okta\.\w+\.read)/.exec(text)?.[1]);
      const needed = new Set(ENDPOINT_NEEDS.map(({ oauthScope }) => oauthScope));
      const missing = [...needed].filter(
        (scope) => !SCOPES_OF_4_0_0.includes(scope) && !NAMED_LATER.includes(scope),
      );
      expect([...new Set(scopes)].sort()).toEqual(missing.sort());
    } finally {
      await okta.close();
    }
  },
);

test('the document names every new scope, and no other', () => {
  const document = readFileSync(path.join(__dirname, '../docs/upgrading.md'), 'utf8');
  const named = [...document.matchAll(/`(okta\.\w+\.read)`/g)].map(([, scope]) => scope);
  const needed = ENDPOINT_NEEDS.map(({ oauthScope }) => oauthScope);
  expect([...new Set(named)].sort()).toEqual(
    [...new Set(needed)].filter((scope) => !SCOPES_OF_4_0_0.includes(scope)).sort(),
  );
});
