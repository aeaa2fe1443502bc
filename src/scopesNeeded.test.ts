/** Which scopes an OAuth service app is asked for, by what is switched on. */
import { runSample } from '../test/reliability/collectInMemory';
import { ingestionConfig, type IngestionSourceId } from './ingestion';
import { ENDPOINT_NEEDS } from './permissions';
import { RESOURCES } from './resources';
import { definedEndpoints } from './resources/engine/endpoints';
import { scopesNeeded } from './scopesNeeded';
import { APPLICATIONS_SOURCE } from './sourceIds';

function scopes(off: readonly IngestionSourceId[], mfaCollectionMode: 'full' | 'changes' = 'full') {
  return scopesNeeded({ isEnabled: (source) => !off.includes(source), mfaCollectionMode });
}

const ALL: readonly IngestionSourceId[] = Object.keys(ingestionConfig);

test('everything: the scopes of the table of permissions', () => {
  const all = [...new Set(ENDPOINT_NEEDS.map(({ oauthScope }) => oauthScope))].sort();
  expect(scopes([])).toEqual(all);
  expect(all).toEqual(
    expect.arrayContaining(['okta.apps.read', 'okta.devices.read', 'okta.users.read']),
  );
});

/** Without applications, parts that are written by hand ask less, too. */
const DEFINED_SOURCES = [
  ...new Set(RESOURCES.flatMap(({ definition: { source } }) => (source ? [source.id] : []))),
].filter((source) => source !== APPLICATIONS_SOURCE);

test.each(DEFINED_SOURCES)(
  'without the source %s, none of its scopes that nothing else needs',
  (off) => {
    const wanted = ENDPOINT_NEEDS.filter(({ endpoint }) => !isOf(off, endpoint));
    expect(scopes([off])).toEqual([...new Set(wanted.map(({ oauthScope }) => oauthScope))].sort());
  },
);

/** Whether only resources of this source ask the endpoint. */
function isOf(source: string, endpoint: string): boolean {
  const asking = RESOURCES.filter((resource) =>
    definedEndpoints(resource).some(({ path }) => path === endpoint),
  );
  return asking.length > 0 && asking.every(({ definition }) => definition.source?.id === source);
}

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
