/** The account and its services: with everything that Okta tells, and with next to nothing. */
import fc from 'fast-check';

import { expectDeclared, expectValid } from '../../../test/conversion/dataModel';
import {
  CANARY,
  jsonObjects,
  ms,
  odd,
  oktaIds,
  ORG,
  times,
  withSecrets,
} from '../../../test/conversion/sources';
import { parseOrg } from './api';
import {
  createAccountEntity,
  createAccountServiceRelationship,
  createServiceEntities,
} from './converter';
import { ACCOUNT_ENTITY, ACCOUNT_HAS_SERVICE, SERVICE_ENTITY } from './model';

const SETTINGS = parseOrg({
  id: '00o1111111111111111',
  subdomain: 'acme',
  companyName: 'Acme GmbH & Söhne',
  status: 'ACTIVE',
  website: 'acme.com',
  created: '2015-01-01T00:00:00.000Z',
  address1: null,
  phoneNumber: '+49 30 1234567',
  _links: { logo: { href: 'x' } },
});

const CUSTOM = { ...ORG, host: 'login.acme.mil', subdomain: undefined };

test('a full account', () => {
  const entity = createAccountEntity({
    org: ORG,
    instanceName: 'Instance',
    settings: SETTINGS,
    additions: { supportEnabled: true, supportExpiresOn: ms('2026-12-01T00:00:00.000Z') },
  });
  expectValid(entity, ACCOUNT_ENTITY);
  expect(entity).toMatchObject({
    _key: 'okta_account_acme.okta.com',
    name: 'acme',
    displayName: 'acme',
    accountId: 'acme.okta.com',
    vendor: 'Okta',
    webLink: 'https://acme.okta.com',
    supportEnabled: true,
    supportExpiresOn: ms('2026-12-01T00:00:00.000Z'),
    orgId: '00o1111111111111111',
    subdomain: 'acme',
    companyName: 'Acme GmbH & Söhne',
    status: 'ACTIVE',
    website: 'acme.com',
    createdOn: ms('2015-01-01T00:00:00.000Z'),
    pipeline: 'idx',
  });
  expect(JSON.stringify(entity._rawData)).not.toContain('1234567');
});

test('an account of which only the host is known says nothing about support', () => {
  const org = { ...CUSTOM, orgId: undefined, pipeline: undefined };
  const entity = createAccountEntity({ org, instanceName: 'My Okta' });
  expectValid(entity, ACCOUNT_ENTITY);
  expect(entity).toEqual({
    _key: 'okta_account_login.acme.mil',
    _type: 'okta_account',
    _class: ['Account'],
    _rawData: [],
    name: 'My Okta',
    displayName: 'My Okta',
    accountId: 'login.acme.mil',
    vendor: 'Okta',
    webLink: 'https://login.acme.mil',
  });
});

test('a preview org says so in its display name only', () => {
  const org = { ...ORG, host: 'acme.oktapreview.com' };
  expect(createAccountEntity({ org, instanceName: '' })).toMatchObject({
    name: 'acme',
    displayName: 'acme (preview)',
  });
});

test('an instance without a name is named after its host', () => {
  expect(createAccountEntity({ org: CUSTOM, instanceName: '' }).name).toBe('login.acme.mil');
});

test('the two services, and their edges', () => {
  const services = createServiceEntities({ org: ORG, instanceName: 'Instance' });
  expect(services.map(({ _key }) => _key)).toEqual(['okta:sso:acme', 'okta:mfa:acme']);
  for (const service of services) {
    expectValid(service, SERVICE_ENTITY);
    const edge = createAccountServiceRelationship(ORG, service);
    expectDeclared(edge, ACCOUNT_HAS_SERVICE);
    expect(edge._key).toBe(`okta_account_acme.okta.com|has|${service._key}`);
  }
  expect(services[0]).toMatchObject({
    name: 'SSO',
    displayName: 'Okta SSO',
    category: ['security'],
    function: ['SSO'],
    controlDomain: 'identity-access',
  });
  expect(services[1]).toMatchObject({ name: 'MFA', displayName: 'Okta MFA', function: ['MFA'] });
});

test('any answer becomes a valid account, and never shows a secret', () => {
  const orgs = jsonObjects({
    id: odd(oktaIds),
    subdomain: odd(fc.string()),
    companyName: odd(fc.string()),
    status: odd(fc.constant('ACTIVE')),
    website: odd(fc.webUrl()),
    created: odd(times),
  });
  fc.assert(
    fc.property(orgs, fc.nat(), fc.string(), (json, seed, instanceName) => {
      const settings = parseOrg(withSecrets(json, seed));
      const entity = createAccountEntity({ org: CUSTOM, instanceName, settings });
      expectValid(entity, ACCOUNT_ENTITY);
      expect(JSON.stringify(entity)).not.toContain(CANARY);
    }),
    { numRuns: 200 },
  );
});
