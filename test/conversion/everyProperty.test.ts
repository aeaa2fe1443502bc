/**
 * Every property that a customer can query occurs in the golden graph, so that none is declared and
 * never seen by a test: those that our models declare, and those that the graph's contract promises.
 */
import { invocationConfig } from '../../src';
import { RESOURCES } from '../../src/resources';
import type { Item } from '../../src/resources/defineResource';
import { withCommonFields } from '../../src/resources/engine/common';
import { collectLocal, type Collected } from '../harness/collect';

let sample: Collected;

beforeAll(async () => {
  sample = await collectLocal();
});

const TIMES = ['created', 'createdOn', 'lastUpdated', 'lastUpdatedOn'];
const NAMED = ['displayName', 'name'];
const GROUP = [
  ...[...NAMED, ...TIMES, 'id', 'webLink', 'description', 'type', 'objectClass'],
  ...['lastMembershipUpdated', 'lastMembershipUpdatedOn'],
  ...['usersCount', 'appsCount', 'hasAdminPrivilege'],
];

const NODES = RESOURCES.flatMap(({ nodes }) => nodes);
const NOWHERE: Item = { id: '', key: '', type: '', record: {} };

/** Every field of every definition but those that are always null. */
const DEFINED_ENTITIES = Object.fromEntries(
  NODES.flatMap(({ entities }) => entities).map(({ definition: { type }, fields }) => [
    type,
    [...NAMED, 'id', ...Object.keys(fields)].filter(
      (name) => fields[name]?.read({}, NOWHERE) !== null,
    ),
  ]),
);

/** What the engine reads of every record, and the sample's records of a type do not have. */
const WITHOUT = Object.fromEntries(
  NODES.filter(({ resource }) => resource.isOlder !== true)
    .flatMap(({ entities }) => entities)
    .map(({ definition: { type, fields } }) => [
      type,
      Object.keys(withCommonFields({})).filter((name) => fields[name] === undefined),
    ]),
);

/** What definitions say of their edges. */
const DEFINED_RELATIONSHIPS: Record<string, string[]> = {};
for (const { edges, belongsTo, definition } of NODES) {
  const belonging = definition.belongsTo === false ? undefined : definition.belongsTo;
  const declared = [
    { metadata: belongsTo, properties: belonging?.properties },
    ...edges.map(({ metadata, definition: { properties } }) => ({ metadata, properties })),
  ];
  for (const { metadata, properties = {} } of declared) {
    for (const { _type } of metadata) {
      DEFINED_RELATIONSHIPS[_type] = [
        ...(DEFINED_RELATIONSHIPS[_type] ?? []),
        ...Object.keys(properties),
      ];
    }
  }
}

/** What the contract names, beside what each type declares. Custom attributes stand for all others. */
const ENTITIES: Readonly<Record<string, readonly string[]>> = {
  okta_account: [
    ...[...NAMED, 'accountId', 'webLink', 'supportEnabled', 'supportExpiresOn', 'vendor'],
    ...['orgId', 'subdomain', 'companyName', 'status', 'website', 'createdOn', 'pipeline'],
  ],
  okta_service: [...NAMED, 'category', 'function', 'controlDomain'],
  okta_user: [
    ...[...NAMED, ...TIMES, 'id', 'webLink', 'firstName', 'lastName', 'username', 'email'],
    ...['verifiedEmails', 'unverifiedEmails', 'shortLoginId', 'status', 'active', 'isActive'],
    ...['activated', 'activatedOn', 'statusChanged', 'statusChangedOn', 'lastLogin', 'lastLoginOn'],
    ...['passwordChanged', 'passwordChangedOn', 'hiredOn', 'terminatedOn', 'countryCode'],
    ...['userType', 'mfaEnabled', 'isMfaEnabled', 'typeId', 'realmId'],
    ...['identitySourceType', 'identitySourceName', 'login', 'department'],
    ...['costCentre', 'ratio', 'remote', 'skills'],
  ],
  okta_user_group: [...GROUP, 'costCentre', 'owners'],
  okta_app_user_group: [...GROUP, 'sourceApplicationId', 'groupType', 'groupScope', 'objectSid'],
  okta_application: [
    ...[...NAMED, ...TIMES, 'id', 'label', 'shortName', 'status', 'active', 'isActive', 'features'],
    ...['signOnMode', 'isSAMLApp', 'isMultiInstanceApp', 'appVendorName', 'appAccountType'],
    ...['appAccountId', 'webLink', 'imageUrl', 'loginUrl', 'awsAccountId', 'awsEnvironmentType'],
    ...['awsIdentityProviderArn', 'awsGroupFilter', 'awsRoleValuePattern', 'awsJoinAllRoles'],
    ...['awsSessionDuration', 'awsPartition', 'githubOrg', 'appDomain'],
  ],
  mfa_device: [
    ...[...NAMED, 'id', 'factorType', 'provider', 'vendorName', 'device', 'deviceType', 'status'],
    ...['active', 'isActive', 'created', 'lastUpdated', 'lastVerifiedOn', 'authenticatorName'],
    ...['platform', 'profileName', 'credentialId'],
  ],
  okta_role: [
    ...[...NAMED, 'id', 'description', 'roleType', 'status', 'active', 'superAdmin', 'createdOn'],
    ...['lastUpdatedOn', 'permissions'],
  ],
  ...DEFINED_ENTITIES,
};

const AWS_ROLE = [
  ...['roleArn', 'roleName', 'awsAccountId', 'awsPartition', 'via', 'applicationId', 'groupId'],
  ...['priority', 'grantCount', 'grants'],
];

/** Of relationships nothing is declared: the contract, and the guide for those of AWS. */
const RELATIONSHIPS: Readonly<Record<string, readonly string[]>> = {
  okta_user_manages_user: ['matchedBy'],
  okta_account_has_service: [],
  okta_account_has_user: [],
  okta_account_has_group: ['accountUrl', 'groupId'],
  okta_account_has_application: ['accountUrl', 'applicationId', 'applicationName'],
  okta_account_has_role: [],
  okta_group_has_user: ['userId', 'groupId'],
  okta_app_user_group_has_user: ['userId', 'groupId'],
  okta_group_assigned_application: ['applicationId', 'groupId', 'role', 'roles', 'priority'],
  okta_user_assigned_application: [
    ...['applicationId', 'userId', 'userEmail', 'role', 'roles', 'scope', 'status'],
  ],
  okta_user_assigned_factor: ['userId', 'factorId'],
  okta_user_assigned_role: [],
  okta_user_group_assigned_role: [],
  okta_user_created_application: [],
  okta_user_assigned_aws_iam_role: [...AWS_ROLE, 'accountName', 'userId'],
  okta_user_group_assigned_aws_iam_role: [...AWS_ROLE],
  okta_user_assigned_aws_identity_center_user: ['applicationId', 'userId', 'externalId'],
  okta_user_group_assigned_aws_identity_center_group: ['applicationId', 'groupId', 'externalId'],
  okta_user_is_person: [],
  ...DEFINED_RELATIONSHIPS,
};

/** What is declared and cannot occur. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  ...WITHOUT,
  // Both types of groups share one declaration, and only an APP_GROUP comes from an application.
  okta_user_group: ['sourceApplicationId'],
};

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly allOf?: readonly Schema[];
}

function declaredIn({ properties = {}, allOf = [] }: Schema): string[] {
  return [...Object.keys(properties), ...allOf.flatMap(declaredIn)];
}

const DECLARED = new Map(
  invocationConfig.integrationSteps.flatMap(({ entities }) =>
    entities.map(({ _type, schema }) => [_type, declaredIn((schema ?? {}) as Schema)] as const),
  ),
);

const RELATIONSHIP_TYPES = new Set(
  invocationConfig.integrationSteps.flatMap(({ relationships, mappedRelationships = [] }) =>
    [...relationships, ...mappedRelationships].map(({ _type }) => _type),
  ),
);

/** Names of the properties that have a value in at least one object of the type. */
function seen(objects: Iterable<object & { _type: string }>, type: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const object of objects) {
    if (object._type !== type) continue;
    for (const [name, value] of Object.entries(object) as [string, unknown][]) {
      if (value !== undefined && value !== null && !isEmpty(value)) names.add(name);
    }
  }
  return names;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

test('the lists name every type there is', () => {
  expect(Object.keys(ENTITIES).sort()).toEqual([...DECLARED.keys()].sort());
  expect(Object.keys(RELATIONSHIPS).sort()).toEqual([...RELATIONSHIP_TYPES].sort());
});

test.each(Object.keys(ENTITIES))('%s has a value for each property', (type) => {
  const declared = DECLARED.get(type) ?? [];
  expect(declared.length).toBeGreaterThan(0);
  const present = seen(sample.entities, type);
  const never = NEVER[type] ?? [];
  const wanted = [...declared, ...(ENTITIES[type] ?? [])].filter((name) => !never.includes(name));
  expect(wanted.filter((name) => !present.has(name))).toEqual([]);
  const mayOccur = WITHOUT[type] ?? [];
  expect(never.filter((name) => present.has(name) && !mayOccur.includes(name))).toEqual([]);
});

test.each(Object.keys(RELATIONSHIPS))('%s has a value for each property', (type) => {
  const present = seen(sample.relationships, type);
  expect(present.has('_key')).toBe(true);
  expect((RELATIONSHIPS[type] ?? []).filter((name) => !present.has(name))).toEqual([]);
});
