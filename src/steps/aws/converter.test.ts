/** The relationships as JupiterOne receives them. */
import { RelationshipDirection } from '@jupiterone/integration-sdk-core';

import { MAX_PROPERTY_LENGTH } from '../../graph/limits';
import { readRoleArn } from './arn';
import { createGroupAwsRoleRelationship, createUserAwsRoleRelationship } from './converter';
import { readAwsApplication } from '../applications/awsSettings';
import { createFederation } from './federation';
import { GrantPool, type AwsRoleTarget } from './grant';
import { grantsByAssignment } from './groupGrants';
import {
  createGroupIdentityCenterRelationship,
  createUserIdentityCenterRelationship,
} from './identityCenter';
import { AwsGrantLedger, mergeGrants, type MergedAwsGrant } from './merge';
import { awsSteps } from '.';
import { userGrants } from './userGrants';

const USER = '00u00000000000000001';
const GROUP = '00g00000000000000001';
const APP = '0oa00000000000000001';
const ADMIN = readRoleArn('arn:aws-us-gov:iam::111111111111:role/team/Admin')!;

function granted(target: AwsRoleTarget, ...reasons: ['direct' | 'group', string?, number?][]) {
  const pool = new GrantPool(APP);
  const grants = reasons.map(([via, groupId, priority]) =>
    pool.grant(target, { via, groupId, priority }),
  );
  return mergeGrants(grants)[0] as MergedAwsGrant;
}

test('a role whose ARN is known is found by its key', () => {
  const grant = granted(ADMIN, ['group', GROUP, 2], ['direct']);
  expect(createUserAwsRoleRelationship(USER, grant)).toEqual({
    _class: 'ASSIGNED',
    _type: 'okta_user_assigned_aws_iam_role',
    _key: `${USER}|assigned|arn:aws-us-gov:iam::111111111111:role/team/Admin`,
    displayName: 'ASSIGNED',
    _mapping: {
      relationshipDirection: RelationshipDirection.FORWARD,
      sourceEntityKey: USER,
      targetEntity: { _type: 'aws_iam_role', _key: ADMIN.arn },
      targetFilterKeys: [['_type', '_key']],
      skipTargetCreation: true,
    },
    roleArn: ADMIN.arn,
    roleName: 'Admin',
    awsAccountId: '111111111111',
    awsPartition: 'aws-us-gov',
    via: 'direct',
    applicationId: APP,
    userId: USER,
    grantCount: 2,
    grants: JSON.stringify([
      { via: 'direct', applicationId: APP },
      { via: 'group', applicationId: APP, groupId: GROUP, priority: 2 },
    ]),
  });
});

test('a role in a secondary account is found by its name and the account name tag', () => {
  const target = { kind: 'account-name', accountName: 'prod.eu main', roleName: 'R' } as const;
  const grant = granted(target, ['group', GROUP, 0]);
  expect(createGroupAwsRoleRelationship(GROUP, grant)).toEqual({
    _class: 'ASSIGNED',
    _type: 'okta_user_group_assigned_aws_iam_role',
    _key: `${GROUP}|assigned|prod.eu main|R`,
    displayName: 'ASSIGNED',
    _mapping: {
      relationshipDirection: RelationshipDirection.FORWARD,
      sourceEntityKey: GROUP,
      targetEntity: { _type: 'aws_iam_role', roleName: 'R', 'tag.AccountName': 'prod.eu main' },
      targetFilterKeys: [['_type', 'roleName', 'tag.AccountName']],
      skipTargetCreation: true,
    },
    roleName: 'R',
    accountName: 'prod.eu main',
    via: 'group',
    applicationId: APP,
    groupId: GROUP,
    priority: 0,
    grantCount: 1,
    grants: JSON.stringify([{ via: 'group', applicationId: APP, groupId: GROUP, priority: 0 }]),
  });
});

test('the list of reasons is valid JSON within the size of a property', () => {
  const many = Array.from({ length: 500 }, (_, index) => ['group', `g${index}`, index] as const);
  const { grants, grantCount } = createUserAwsRoleRelationship(
    USER,
    granted(
      ADMIN,
      ...many.map(([via, id, priority]): ['group', string, number] => [via, id, priority]),
    ),
  );
  expect(grantCount).toBe(500);
  expect((grants as string).length).toBeLessThanOrEqual(MAX_PROPERTY_LENGTH);
  expect((JSON.parse(grants as string) as unknown[]).length).toBeGreaterThan(30);
});

test('an edge says how the user is assigned, and whether roles are joined or united', () => {
  const pool = new GrantPool(APP);
  const reason = { via: 'group', groupId: GROUP, priority: 0, scope: 'USER' } as const;
  const edgeOf = (more: object) =>
    createUserAwsRoleRelationship(
      USER,
      mergeGrants([pool.grant(ADMIN, { ...reason, ...more })])[0]!,
    );
  const shown = { ...reason, applicationId: APP };
  expect(edgeOf({ joinAllRoles: true })).toMatchObject({ ...shown, joinAllRoles: true });
  const united = edgeOf({ samlRolesUnion: true });
  expect(united).toMatchObject({ ...shown, samlRolesUnion: true });
  expect(JSON.parse(united.grants as string)).toEqual([{ ...shown, samlRolesUnion: true }]);
  expect(united).not.toHaveProperty('joinAllRoles');
});

test('every declared relationship is forward, of its own type, and one that is made', () => {
  const grant = granted(ADMIN, ['direct']);
  const made = [
    createUserAwsRoleRelationship(USER, grant),
    createGroupAwsRoleRelationship(GROUP, grant),
    createUserIdentityCenterRelationship(APP, { id: USER, externalId: 'x' }),
    createGroupIdentityCenterRelationship(APP, { id: GROUP, profile: { externalId: 'x' } }),
  ].map((relationship) => relationship?._type);
  const declared = awsSteps.flatMap(({ mappedRelationships = [] }) => mappedRelationships);
  expect(new Set(made)).toEqual(new Set(declared.map(({ _type }) => _type)));
  expect(
    awsSteps.flatMap(({ id, mappedRelationships = [] }) =>
      mappedRelationships.map(({ _type, sourceType, targetType, direction }) => {
        return `${id}: ${sourceType} ${direction} ${targetType}: ${_type}`;
      }),
    ),
  ).toEqual([
    'build-group-aws-role-relationships: okta_user_group FORWARD aws_iam_role: okta_user_group_assigned_aws_iam_role',
    'build-group-aws-role-relationships: okta_app_user_group FORWARD aws_iam_role: okta_user_group_assigned_aws_iam_role',
    'build-user-aws-role-relationships: okta_user FORWARD aws_iam_role: okta_user_assigned_aws_iam_role',
    'build-group-aws-identity-center-relationships: okta_user_group FORWARD aws_identity_center_group: okta_user_group_assigned_aws_identity_center_group',
    'build-group-aws-identity-center-relationships: okta_app_user_group FORWARD aws_identity_center_group: okta_user_group_assigned_aws_identity_center_group',
    'build-user-aws-identity-center-relationships: okta_user FORWARD aws_identity_center_user: okta_user_assigned_aws_identity_center_user',
  ]);
});

describe('Identity Center', () => {
  test('a provisioned user is found by either id', () => {
    const user = { id: USER, externalId: '9067-f81d' };
    expect(createUserIdentityCenterRelationship(APP, user)).toMatchObject({
      _type: 'okta_user_assigned_aws_identity_center_user',
      _key: `${USER}|assigned|identity-center|9067-f81d`,
      applicationId: APP,
      userId: USER,
      externalId: '9067-f81d',
      _mapping: {
        sourceEntityKey: USER,
        targetEntity: { _type: 'aws_identity_center_user', userId: '9067-f81d', externalId: USER },
        targetFilterKeys: [
          ['_type', 'userId'],
          ['_type', 'externalId'],
        ],
        skipTargetCreation: true,
      },
    });
  });

  test.each([
    ['not provisioned', undefined],
    ['an id of no sane length', 'x'.repeat(201)],
  ])('no edge for a user: %s', (_, externalId) => {
    expect(createUserIdentityCenterRelationship(APP, { id: USER, externalId })).toBeUndefined();
  });

  test.each([
    ['in the assignment', { profile: { externalId: 'a' } }, 'a'],
    ['in a group imported from here', { externalId: 'b', sourceApplicationId: APP }, 'b'],
    [
      'in a group of a directory',
      { externalId: 'b', sourceApplicationId: '0oaDirectory' },
      undefined,
    ],
    ['in a group of Okta', { externalId: 'b' }, undefined],
    ['nowhere', {}, undefined],
  ])('external id of a group: %s', (_, group, expected) => {
    const edge = createGroupIdentityCenterRelationship(APP, { id: GROUP, profile: {}, ...group });
    expect(edge?._mapping.targetEntity).toEqual(
      expected && { _type: 'aws_identity_center_group', groupId: expected },
    );
  });
});

const federationOf = (identityProviderArn: string) => {
  const { settings } = readAwsApplication({
    name: 'amazon_aws',
    status: 'ACTIVE',
    signOnMode: 'SAML_2_0',
    appSettings: { identityProviderArn },
  })!;
  return createFederation(APP, settings);
};

test('users with one role for one reason share one object, so that many cost references only', () => {
  const federation = federationOf('arn:aws:iam::111111111111:saml-provider/OKTA');
  const profile = { samlRoles: ['Admin', 'Dev'] };
  const { byGroup } = grantsByAssignment(federation, [{ id: GROUP, priority: 0, profile }]);
  const around = { grants: byGroup, ofUser: [GROUP], union: false };
  for (const scope of ['GROUP', 'USER']) {
    const [one, other] = [1, 2].map(
      () => userGrants(federation, { scope, profile }, around).grants,
    );
    expect(one).toHaveLength(2);
    expect(one?.[0]).toBe(other?.[0]);
  }
});

test('a ledger holds those who have a role', () => {
  const pool = new GrantPool(APP);
  const ledger = new AwsGrantLedger();
  ledger.add(USER, [pool.grant(ADMIN, { via: 'direct' })]);
  ledger.add(USER, []);
  ledger.add('00u00000000000000002', []);
  expect([...ledger.merged()].map(([principalId]) => principalId)).toEqual([USER]);
});

test('an application has one warning, with what is wrong, examples and remedies', () => {
  const federation = federationOf('arn:aws:iam::12:saml-provider/OKTA');
  for (let user = 0; user < 1000; user += 1) {
    const profile = { samlRoles: ['Admin', [`secret${user}`], `${user} is no role`] };
    const around = { grants: new Map<string, never[]>(), ofUser: [], union: false };
    userGrants(federation, { scope: 'USER', profile }, around);
  }
  const application = { id: APP, name: 'amazon_aws', label: 'AWS "prod"\nnew line' };
  const description = federation.problems.describe(application);
  expect(description).toContain(`the application "AWS \\"prod\\"\\nnew line" (${APP})`);
  expect(description).toContain(
    'is not the ARN of a SAML provider: "arn:aws:iam::12:saml-provider/OKTA"',
  );
  expect(description).toContain('no setting names their AWS account: "Admin" (1000 times)');
  expect(description).toContain('an array, "0 is no role", "1 is no role"');
  expect(description).not.toContain('secret');
  expect(description.length).toBeLessThan(1500);
});
