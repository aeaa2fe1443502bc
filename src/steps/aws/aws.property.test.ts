/** Whatever stands in settings and profiles, the mapping answers with edges that JupiterOne accepts. */
import fc from 'fast-check';

import type { JsonObject } from '../../json';
import { readRoleArn } from './arn';
import { createUserAwsRoleRelationship } from './converter';
import { readAwsApplication, type AwsApplication } from '../applications/awsSettings';
import { createFederation } from './federation';
import { GrantPool, targetKey, type AwsGrant } from './grant';
import { grantsByAssignment, grantsByName } from './groupGrants';
import { mergeGrants } from './merge';
import { userGrants } from './userGrants';

const odd = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonObject[string]>;
const arn = fc.constantFrom(
  'arn:aws:iam::111111111111:saml-provider/OKTA',
  'arn:aws-cn:iam::222222222222:saml-provider/OKTA',
  'arn:aws:iam::${accountid}:role/${role}',
  'arn:aws-us-gov:iam::333333333333:role/team/${role}',
);
const arns = fc.array(arn, { maxLength: 3 }).map((parts) => parts.join(','));
const filter = fc.constantFrom(
  'aws_(?{{accountid}}\\d+)_(?{{role}}.+)',
  '(?{{role}}\\w+)#(?{{accountid}}\\d+)',
  '(',
);
const settings = fc.record(
  {
    identityProviderArn: fc.oneof(arns, odd),
    useGroupMapping: fc.oneof(fc.boolean(), odd),
    joinAllRoles: fc.oneof(fc.boolean(), odd),
    groupFilter: fc.oneof(filter, odd),
    roleValuePattern: fc.oneof(arns, odd),
    awsEnvironmentType: odd,
    secretKey: fc.constant('canary-secret'),
  },
  { requiredKeys: [] },
);
const role = fc.oneof(
  fc.constantFrom('Admin', '[prod] -- Dev', 'a b -- team/Ops', 'arn:aws:iam::1:role/X', '/x/'),
  fc.string({ unit: 'binary' }),
);
const profile = fc.record(
  { samlRoles: fc.oneof(fc.array(fc.oneof(role, odd)), odd), role: fc.oneof(role, odd) },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;
const groupId = fc.constantFrom('g1', 'g2', 'g3');
const groups = fc.array(
  fc.record({
    id: groupId,
    name: fc.option(
      fc.oneof(fc.constantFrom('aws_111111111111_Admin', 'Dev#222222222222'), fc.string()),
      { nil: undefined },
    ),
    priority: fc.option(fc.nat(), { nil: undefined }),
    profile,
  }),
);
const NO_GROUP = {
  type: 'OKTA_GROUP',
  sourceApplicationId: undefined,
  externalId: undefined,
  usersCount: undefined,
  appsCount: undefined,
  hasAdminPrivilege: undefined,
};
const user = fc.record({
  scope: fc.constantFrom('USER', 'GROUP', 'OTHER', undefined),
  profile,
  groupId: fc.option(groupId, { nil: undefined }),
});

const app = (changes: Partial<AwsApplication>): AwsApplication => ({
  name: 'amazon_aws',
  status: 'ACTIVE',
  signOnMode: 'SAML_2_0',
  appSettings: {},
  ...changes,
});

test('arbitrary settings and profiles never throw and make sound edges', async () => {
  await fc.assert(
    fc.asyncProperty(
      settings,
      groups,
      user,
      fc.array(groupId),
      fc.boolean(),
      async (appSettings, listed, appUser, ofUser, union) => {
        const { settings: told } = readAwsApplication(app({ appSettings }))!;
        const federation = createFederation('0oa1', told);
        const assigned = federation.mapping
          ? await grantsByName(federation, federation.mapping, {
              groups: listed.map((group) => ({ ...NO_GROUP, ...group })),
              nameless: [],
              isComplete: true,
              sourceOf: () => 'okta',
            })
          : grantsByAssignment(federation, listed);
        const around = { grants: assigned.byGroup, ofUser, union };
        const found = userGrants(federation, appUser, around);
        const merged = mergeGrants([...found.grants, ...[...assigned.byGroup.values()].flat()]);
        const edges = merged.map((grant) => createUserAwsRoleRelationship('00u1', grant));

        expect(new Set(edges.map(({ _key }) => _key)).size).toBe(edges.length);
        for (const { _mapping, ...properties } of edges) {
          const { _key: targetKey, roleName } = _mapping.targetEntity;
          expect(targetKey === undefined ? roleName : readRoleArn(targetKey)?.arn).toBeTruthy();
          expect(_mapping.skipTargetCreation).toBe(true);
          for (const value of Object.values(properties)) expect(value).not.toBeInstanceOf(Object);
          expect(JSON.parse(properties.grants as string)).toHaveLength(
            properties.grantCount as number,
          );
        }
        const warning = federation.problems.describe({
          id: '0oa1',
          name: 'amazon_aws',
          label: 'AWS',
        });
        expect(JSON.stringify([edges, warning])).not.toContain('canary-secret');
      },
    ),
    { numRuns: 1000 },
  );
});

test('applications of any other kind are left alone, whatever their settings', () => {
  fc.assert(
    fc.property(
      fc.string().filter((name) => !name.startsWith('amazon_aws')),
      fc.dictionary(fc.string(), odd),
      (name, appSettings) => {
        expect(readAwsApplication(app({ name, appSettings }))).toBeUndefined();
      },
    ),
  );
});

test('merging does not depend on the order of the reasons', () => {
  const targets = ['A', 'B'].map((name) => {
    return readRoleArn(`arn:aws:iam::111111111111:role/${name}`)!;
  });
  const pools = ['0oa1', '0oa2'].map((id) => new GrantPool(id));
  const grant: fc.Arbitrary<AwsGrant> = fc
    .record({
      pool: fc.constantFrom(...pools),
      target: fc.constantFrom(...targets),
      via: fc.constantFrom('direct' as const, 'group' as const, 'group-mapping' as const),
      groupId: fc.constantFrom('g1', 'g2'),
      priority: fc.nat({ max: 2 }),
    })
    .map(({ pool, target, ...reason }) => pool.grant(target, reason));
  const byRole = (grants: AwsGrant[]) =>
    Object.fromEntries(
      mergeGrants(grants).map(({ target, reasons }) => [targetKey(target), reasons]),
    );
  fc.assert(
    fc.property(fc.array(grant), (grants) => {
      const merged = byRole(grants);
      expect(byRole([...grants].reverse())).toEqual(merged);
      for (const reasons of Object.values(merged)) {
        expect(new Set(reasons.map((reason) => JSON.stringify(reason))).size).toBe(reasons.length);
      }
    }),
  );
});
