/** Which scopes an OAuth service app is asked for, by what is switched on. */
import { runSample } from '../test/reliability/collectInMemory';
import type { IngestionSourceId } from './ingestion';
import { scopesNeeded } from './scopesNeeded';

function scopes(off: readonly IngestionSourceId[], mfaCollectionMode: 'full' | 'changes' = 'full') {
  return scopesNeeded({ isEnabled: (source) => !off.includes(source), mfaCollectionMode });
}

const ALL: readonly IngestionSourceId[] = [
  'groups',
  'rules',
  'applications',
  'devices',
  'roles',
  'machine-devices',
];

test('everything', () => {
  expect(scopes([])).toEqual([
    'okta.apps.read',
    'okta.devices.read',
    'okta.groups.read',
    'okta.logs.read',
    'okta.orgs.read',
    'okta.roles.read',
    'okta.schemas.read',
    'okta.users.read',
  ]);
});

test('users alone: their group Everyone proves that they are all', () => {
  expect(scopes(ALL)).toEqual(['okta.groups.read', 'okta.orgs.read', 'okta.users.read']);
});

test('factors need the System Log only where they are collected by changes', () => {
  const off = ALL.filter((source) => source !== 'devices');
  expect(scopes(off)).not.toContain('okta.logs.read');
  expect(scopes(off, 'changes')).toContain('okta.logs.read');
});

test('an app without the System Log collects factors in full, and is not warned', async () => {
  const off = ALL.filter((source) => source !== 'devices');
  const { statuses, events, error } = await runSample(
    { oauth: { scopes: ['okta.groups.read', 'okta.orgs.read', 'okta.users.read'] } },
    ({ oauth }) => ({
      disabledSources: off,
      config: {
        oktaApiKey: undefined,
        oktaClientId: oauth.clientId,
        oktaPrivateKey: oauth.privateKeyPem,
      },
    }),
  );
  expect(error).toBeUndefined();
  expect(statuses['fetch-mfa-devices']).toBe('success');
  expect(events.filter(({ name }) => name.startsWith('warn'))).toEqual([]);
});
