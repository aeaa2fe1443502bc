/** Identity providers of the sample org, as a run collects them: certificates, who is linked, what is not kept. */
import { CANARY } from '../../../packages/local-okta/canary';
import { runSample, type Run } from '../../../test/reliability/collectInMemory';
import { sampleId } from '../../../packages/local-okta';

const provider = (key: string): string => `okta_identity_provider:${sampleId('0oa', key)}`;

let run: Run;

beforeAll(async () => {
  run = await runSample();
});

const object = (key: string) => run.graph.get(key);
const of = (type: string) => [...run.graph.values()].filter(({ _type }) => _type === type);

test('a certificate says what is in it, and whether a provider uses it now', () => {
  expect(object('okta_idp_certificate:partner-2026')).toMatchObject({
    _class: ['Certificate'],
    subject: 'C=US, O=Partner, CN=login.partner.example',
    issuer: 'C=US, O=Partner, CN=login.partner.example',
    serialNumber: '3AF51CAEFA1F2E78057F4974F49F50587F107DF5',
    keyType: 'RSA',
    keySize: 2048,
    expiresOn: Date.parse('2036-11-27T21:42:41.000Z'),
    isCurrent: true,
  });
  // A further key of the provider is for later.
  expect(object('okta_idp_certificate:partner-2027')).toMatchObject({
    keyType: 'EC',
    keySize: 256,
    isCurrent: false,
  });
});

test('a certificate that cannot be read, or that nobody names, is there with what is known of it', () => {
  const unread = object('okta_idp_certificate:card-ca');
  expect(unread).toMatchObject({ name: 'card-ca', isCurrent: true });
  for (const name of ['subject', 'issuer', 'serialNumber', 'keySize', 'fingerprintSha256']) {
    expect(unread).not.toHaveProperty(name);
  }
  expect(object('okta_idp_certificate:nobodys-key')).toMatchObject({ isCurrent: false });
  const ends = of('okta_identity_provider_has_certificate').map(({ _toEntityKey }) => _toEntityKey);
  expect(ends.sort()).toEqual(
    ['card-ca', 'partner-2026', 'partner-2027'].map((kid) => `okta_idp_certificate:${kid}`),
  );
});

test('who is linked: the Okta user, and nothing of the profile at the provider', () => {
  const user = sampleId('00u', 'mara');
  expect(object(`${user}|uses|${provider('idppartner')}`)).toMatchObject({
    _type: 'okta_user_uses_identity_provider',
    externalId: 'mara@partner.example',
    createdOn: Date.parse('2025-03-30T02:19:31.000Z'),
    updatedOn: Date.parse('2025-04-01T02:19:31.000Z'),
  });
  expect(of('okta_user_uses_identity_provider')).toHaveLength(3);
  expect(JSON.stringify([...run.graph.values(), ...run.logs])).not.toContain(`${CANARY}idp`);
});

test('only active providers are trusted', () => {
  const trusted = of('okta_account_trusts_identity_provider').map(
    ({ _toEntityKey }) => _toEntityKey,
  );
  expect(trusted).toContain(provider('idppartner'));
  expect(trusted).not.toContain(provider('idphub'));
});
