/** Applications and assignments: what is made of every kind, and what of their settings is dropped. */
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
import type { JsonObject } from '../../json';
import {
  parseAppGroup,
  parseApplication,
  parseAppUser,
  parseAppUserSchema,
  type OktaApplication,
} from './api';
import {
  createAccountApplicationRelationship,
  createApplicationEntity,
  createGroupApplicationRelationship,
  createUserApplicationRelationship,
} from './converter';
import {
  ACCOUNT_HAS_APPLICATION,
  APP_USER_GROUP_ASSIGNED_APPLICATION,
  APPLICATION_ENTITY,
  USER_ASSIGNED_APPLICATION,
  USER_GROUP_ASSIGNED_APPLICATION,
} from './model';

const ID = '0oa2abcdEFGH3ijkl0x7';
const GROUP = '00g2abcdEFGH3ijkl0x7';
const USER = '00u2abcdEFGH3ijkl0x7';

const AWS: JsonObject = {
  id: ID,
  orn: 'orn:okta:idp:00o1:apps:amazon_aws:0oa2',
  name: 'amazon_aws',
  label: 'AWS – Prodüction',
  status: 'ACTIVE',
  created: '2020-01-02T03:04:05.000Z',
  lastUpdated: '2020-01-03T03:04:05.000Z',
  features: ['PUSH_NEW_USERS', 'GROUP_PUSH'],
  signOnMode: 'SAML_2_0',
  accessibility: { selfService: false, errorRedirectUrl: `https://x.example/?token=${CANARY}` },
  credentials: { scheme: 'EDIT', signing: { kid: CANARY } },
  profile: { whatever: CANARY },
  settings: {
    app: {
      awsEnvironmentType: 'aws.amazon',
      identityProviderArn: 'arn:aws:iam::123456789012:saml-provider/OKTA',
      groupFilter: 'aws_(?{{accountid}}\\d+)_(?{{role}}[a-z]+)',
      roleValuePattern:
        'arn:aws:iam::${accountid}:saml-provider/OKTA,arn:aws:iam::${accountid}:role/${role}',
      joinAllRoles: true,
      useGroupMapping: false,
      sessionDuration: 3600,
      accessKey: CANARY,
      secretKey: CANARY,
      loginURL: `https://console.aws.amazon.com/?x=${CANARY}`,
      somethingElse: { nested: CANARY },
    },
    notes: { admin: CANARY, enduser: null },
    signOn: { audience: 'urn:amazon:webservices', attributeStatements: [{ values: [CANARY] }] },
  },
  _links: {
    logo: [{ name: 'medium', href: 'https://ok12static.example/logo.png' }],
    appLinks: [
      { name: 'other', href: 'https://acme.okta.com/home/amazon_aws/other' },
      { name: 'login', href: 'https://acme.okta.com/home/amazon_aws/0oa2/272' },
    ],
  },
};

function application(json: JsonObject): OktaApplication {
  const parsed = parseApplication({ id: ID, ...json });
  if (parsed === undefined) throw new Error('The application was refused');
  return parsed;
}

const entityOf = (json: JsonObject) => createApplicationEntity(application(json), ORG);

describe('createApplicationEntity', () => {
  test('a full AWS application', () => {
    const entity = entityOf(AWS);
    expectValid(entity, APPLICATION_ENTITY);
    expect(entity).toMatchObject({
      _key: ID,
      id: ID,
      name: 'amazon_aws',
      label: 'AWS – Prodüction',
      displayName: 'AWS – Prodüction',
      shortName: 'aws',
      status: 'active',
      active: true,
      isActive: true,
      created: ms('2020-01-02T03:04:05.000Z'),
      createdOn: ms('2020-01-02T03:04:05.000Z'),
      lastUpdated: ms('2020-01-03T03:04:05.000Z'),
      lastUpdatedOn: ms('2020-01-03T03:04:05.000Z'),
      features: ['PUSH_NEW_USERS', 'GROUP_PUSH'],
      signOnMode: 'SAML_2_0',
      isSAMLApp: true,
      isMultiInstanceApp: true,
      appVendorName: 'Amazon Web Services',
      appAccountType: 'aws_account',
      appAccountId: '123456789012',
      webLink: `https://acme-admin.okta.com/admin/app/amazon_aws/instance/${ID}`,
      imageUrl: 'https://ok12static.example/logo.png',
      loginUrl: 'https://acme.okta.com/home/amazon_aws/0oa2/272',
      awsAccountId: '123456789012',
      awsPartition: 'aws',
      awsIdentityProviderArn: 'arn:aws:iam::123456789012:saml-provider/OKTA',
      awsEnvironmentType: 'aws.amazon',
      awsGroupFilter: 'aws_(?{{accountid}}\\d+)_(?{{role}}[a-z]+)',
      awsRoleValuePattern: expect.stringContaining('${accountid}') as string,
      awsJoinAllRoles: true,
      awsSessionDuration: 3600,
    });
  });

  test('raw data of it is what the allow-list names, and no secret', () => {
    const entity = entityOf(AWS);
    expect(JSON.stringify(entity)).not.toContain(CANARY);
    expect(entity._rawData?.[0]?.rawData).toMatchObject({
      accessibility: { selfService: false },
      settings: { app: { sessionDuration: 3600 }, signOn: { audience: 'urn:amazon:webservices' } },
    });
  });

  test('a minimal application', () => {
    const entity = entityOf({ name: null, label: null, signOnMode: null, settings: null });
    expectValid(entity, APPLICATION_ENTITY);
    expect(entity).toMatchObject({
      name: ID,
      displayName: ID,
      isSAMLApp: false,
      isMultiInstanceApp: false,
    });
    for (const name of ['webLink', 'shortName', 'status', 'active', 'awsAccountId', 'features']) {
      expect(entity).not.toHaveProperty(name);
    }
  });

  test.each([
    [{ name: 'slack' }, 'slack', 'slack'],
    [{ label: 'Slack' }, 'Slack', 'Slack'],
    [{ name: 'slack', label: 'Team chat' }, 'slack', 'Team chat'],
  ])('names of %j', (json, name, displayName) => {
    expect(entityOf(json)).toMatchObject({ name, displayName });
  });

  test.each([
    ['SAML_1_1', true],
    ['OPENID_CONNECT', false],
    ['SAMETHING_NEW', false],
  ])('sign-on mode %s', (signOnMode, isSAMLApp) => {
    expect(entityOf({ signOnMode })).toMatchObject({ signOnMode, isSAMLApp });
  });

  test.each([
    ['INACTIVE', 'inactive', false],
    ['DELETED', 'deleted', false],
  ])('status %s', (status, written, active) => {
    expect(entityOf({ status })).toMatchObject({ status: written, active, isActive: active });
  });

  test('links that are no web addresses are left out', () => {
    const entity = entityOf({
      name: 'a/b?c d\uD800',
      _links: { logo: [{ href: 'javascript:alert(1)' }], appLinks: [{ href: 'not a link' }] },
    });
    expectValid(entity, APPLICATION_ENTITY);
    expect(entity).not.toHaveProperty('imageUrl');
    expect(entity).not.toHaveProperty('loginUrl');
    expect(entity.webLink).toContain('/admin/app/a%2Fb%3Fc%20d');
  });

  test('links are kept in the spelling that Okta has', () => {
    const href = 'https://ü.example/{tenant}?a=[1]';
    const entity = entityOf({ _links: { logo: [{ href }], appLinks: [{ href }] } });
    expectValid(entity, APPLICATION_ENTITY);
    expect(entity).toMatchObject({ imageUrl: href, loginUrl: href });
  });

  test.each([
    [[], []],
    [['A', 7], ['A']],
    [null, undefined],
    ['A', undefined],
  ])('features %j', (given, features) => {
    expect(entityOf({ features: given }).features).toEqual(features);
  });

  test.each([
    ['3600', 3600],
    ['9007199254740993', undefined],
    ['1e400', undefined],
    ['soon', undefined],
  ])('a session duration of %s', (sessionDuration, awsSessionDuration) => {
    const entity = entityOf({ name: 'amazon_aws', settings: { app: { sessionDuration } } });
    expect(entity.awsSessionDuration).toBe(awsSessionDuration);
  });

  test('without a link named login the first one is taken', () => {
    const appLinks = [
      { name: 'first', href: 'https://a.example/1' },
      { href: 'https://a.example/2' },
    ];
    expect(entityOf({ _links: { appLinks } }).loginUrl).toBe('https://a.example/1');
  });

  test.each([
    [{ name: 'githubcloud', settings: { app: { githubOrg: 'acme' } } }, 'GitHub', 'acme'],
    [{ name: 'google', settings: { app: { domain: 'acme.com' } } }, 'Google', 'acme.com'],
    [{ name: 'cloudconsole' }, 'Google', undefined],
  ])('the account of %j', (json, appVendorName, appAccountId) => {
    const entity = entityOf(json);
    expect(entity).toMatchObject({ isMultiInstanceApp: true, appVendorName });
    expect(entity.appAccountId).toBe(appAccountId);
  });

  test.each([
    ['arn:aws-us-gov:iam::123456789012:saml-provider/O', '123456789012', 'aws-us-gov'],
    ['arn:aws-cn:iam::123456789012:saml-provider/O', '123456789012', 'aws-cn'],
    [
      'arn:aws:iam::111111111111:saml-provider/A, arn:aws:iam::111111111111:saml-provider/B',
      '111111111111',
      'aws',
    ],
    [
      'arn:aws:iam::111111111111:saml-provider/A,arn:aws:iam::222222222222:saml-provider/A',
      undefined,
      'aws',
    ],
    ['nonsense', undefined, undefined],
    [null, undefined, undefined],
  ])('the AWS account of %s', (identityProviderArn, awsAccountId, awsPartition) => {
    const entity = entityOf({ name: 'amazon_aws', settings: { app: { identityProviderArn } } });
    expect(entity.awsAccountId).toBe(awsAccountId);
    expect(entity.awsPartition).toBe(awsPartition);
  });

  test('settings of other types than expected are no properties', () => {
    const entity = entityOf({
      name: 'amazon_aws',
      settings: { app: { sessionDuration: '7200', joinAllRoles: 'true', groupFilter: ['a'] } },
    });
    expectValid(entity, APPLICATION_ENTITY);
    expect(entity.awsSessionDuration).toBe(7200);
    expect(entity).not.toHaveProperty('awsJoinAllRoles');
    expect(entity).not.toHaveProperty('awsGroupFilter');
    const nothing = entityOf({ name: 'amazon_aws', settings: { app: { sessionDuration: null } } });
    expect(nothing).not.toHaveProperty('awsSessionDuration');
  });
});

test('createAccountApplicationRelationship', () => {
  const edge = createAccountApplicationRelationship(ORG, application(AWS));
  expectDeclared(edge, ACCOUNT_HAS_APPLICATION);
  expect(edge).toMatchObject({
    _key: `okta_account_acme.okta.com|has|${ID}`,
    accountUrl: 'https://acme.okta.com',
    applicationId: ID,
    applicationName: 'AWS – Prodüction',
  });
});

describe('createGroupApplicationRelationship', () => {
  const row = (json: JsonObject) => parseAppGroup({ id: GROUP, ...json })!;
  const edgeOf = (rows: JsonObject[], type = 'OKTA_GROUP') =>
    createGroupApplicationRelationship({ id: GROUP, type }, { id: ID }, rows.map(row));

  test.each([
    ['OKTA_GROUP', USER_GROUP_ASSIGNED_APPLICATION],
    ['APP_GROUP', APP_USER_GROUP_ASSIGNED_APPLICATION],
  ])('from a group of type %s', (type, declaration) => {
    const edge = edgeOf([{ priority: 2, profile: { role: 'Admin', samlRoles: ['A', 'B'] } }], type);
    expectDeclared(edge, declaration);
    expect(edge).toEqual({
      _key: `${GROUP}|assigned|${ID}`,
      _type: 'okta_group_assigned_application',
      _class: 'ASSIGNED',
      _fromEntityKey: GROUP,
      _toEntityKey: ID,
      displayName: 'ASSIGNED',
      applicationId: ID,
      groupId: GROUP,
      role: 'Admin',
      roles: '["A","B"]',
      priority: 2,
    });
  });

  test('rows of one pair become one edge, whatever their order', () => {
    const rows: JsonObject[] = [
      { priority: 5, profile: { role: 'Late' } },
      { priority: 1, profile: { role: 'First', samlRoles: ['S'] } },
      { profile: { role: 'Unordered' } },
    ];
    const edge = edgeOf(rows);
    expect(edge).toMatchObject({ role: 'First', priority: 1 });
    expect(edge.roles).toBe('["S","First","Late","Unordered"]');
    expect(edgeOf([...rows].reverse())).toEqual(edge);
  });

  test.each([[[]], [[{}]], [[{ profile: null }]], [[{ profile: { role: ['A'], samlRoles: [] } }]]])(
    'rows %j tell of no role',
    (rows: JsonObject[]) => {
      const edge = edgeOf(rows);
      for (const name of ['role', 'roles', 'priority']) expect(edge).not.toHaveProperty(name);
    },
  );

  test('roles that are no text are passed over', () => {
    expect(edgeOf([{ profile: { samlRoles: ['A', ['B'], null, 7] } }]).roles).toBe('["A"]');
  });
});

describe('createUserApplicationRelationship', () => {
  const edgeOf = (json: JsonObject, email: string | undefined = 'jane@acme.com') =>
    createUserApplicationRelationship({ id: USER, email }, { id: ID }, parseAppUser(json)!);

  test('a direct assignment', () => {
    const edge = edgeOf({
      id: USER,
      scope: 'USER',
      status: 'PROVISIONED',
      profile: { role: 'Admin', samlRoles: ['A'], password: CANARY },
      credentials: { userName: 'x', password: { value: CANARY } },
    });
    expectDeclared(edge, USER_ASSIGNED_APPLICATION);
    expect(edge).toMatchObject({
      _key: `${USER}|assigned|${ID}`,
      applicationId: ID,
      userId: USER,
      userEmail: 'jane@acme.com',
      role: 'Admin',
      roles: '["A"]',
      scope: 'USER',
      status: 'PROVISIONED',
    });
    expect(JSON.stringify(edge)).not.toContain(CANARY);
  });

  test('an assignment of which nothing is known', () => {
    const edge = createUserApplicationRelationship(
      { id: USER, email: undefined },
      { id: ID },
      parseAppUser({ id: USER, credentials: null, profile: null })!,
    );
    expectDeclared(edge, USER_ASSIGNED_APPLICATION);
    expect(Object.keys(edge).sort()).toEqual([
      '_class',
      '_fromEntityKey',
      '_key',
      '_toEntityKey',
      '_type',
      'applicationId',
      'displayName',
      'userId',
    ]);
  });

  test('of more roles than the indexer takes, the first ones', () => {
    const samlRoles = Array.from({ length: 500 }, (_, i) => `role-number-${i}`);
    const roles = edgeOf({ id: USER, profile: { samlRoles } }).roles as string;
    const kept = JSON.parse(roles) as string[];
    expect(kept).toEqual([...samlRoles.slice(0, kept.length - 1), '…']);
    expect(roles.length).toBeGreaterThan(4070);
    expect(roles.length).toBeLessThanOrEqual(4096);
  });
});

test.each([
  [{ definitions: { custom: { properties: { samlRoles: { union: 'ENABLE' } } } } }, true, true],
  [{ definitions: { base: { properties: { role: {} } }, custom: null } }, true, false],
  [{ definitions: { base: { properties: { userName: {} } } } }, false, false],
  [{}, true, false],
])('the user schema %j', (json, hasRoles, samlRolesUnion) => {
  expect(parseAppUserSchema(json)).toEqual({ hasRoles, samlRolesUnion });
});

test('any application becomes a valid entity or is refused, and never shows a secret', () => {
  const anything = fc.constantFrom<JsonObject | string | string[]>(CANARY, { a: CANARY }, [CANARY]);
  const applications = jsonObjects({
    id: odd(oktaIds),
    name: odd(fc.constantFrom('amazon_aws', 'slack', 'acme_x_1', 'googlesaml')),
    label: odd(fc.string()),
    status: odd(fc.constantFrom('ACTIVE', 'NEW')),
    created: odd(times),
    features: odd(fc.array(fc.string())),
    signOnMode: odd(fc.constantFrom('SAML_2_0', 'BOOKMARK')),
    unknownToUs: anything,
    profile: anything,
    settings: odd(
      jsonObjects({
        app: odd(
          jsonObjects({
            identityProviderArn: odd(fc.constant('arn:aws:iam::123456789012:saml-provider/O')),
            domain: odd(fc.domain()),
            url: anything,
            optionalField1Value: anything,
          }),
        ),
        oauthClient: odd(jsonObjects({ jwks: anything, client_uri: anything })),
        signOn: odd(jsonObjects({ loginUrl: anything, audience: odd(fc.string()) })),
        notes: anything,
      }),
    ),
    _links: odd(
      jsonObjects({
        logo: odd(fc.array(jsonObjects({ href: odd(fc.webUrl()) }))),
        appLinks: odd(
          fc.array(jsonObjects({ name: odd(fc.constant('login')), href: odd(fc.webUrl()) })),
        ),
      }),
    ),
  });
  fc.assert(
    fc.property(applications, fc.nat(), (json, seed) => {
      const parsed = parseApplication(withSecrets(json, seed));
      if (parsed === undefined) return;
      const entity = createApplicationEntity(parsed, ORG);
      expectValid(entity, APPLICATION_ENTITY);
      expect(JSON.stringify(entity)).not.toContain(CANARY);
    }),
    { numRuns: 400 },
  );
});
