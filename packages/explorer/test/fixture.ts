/**
 * A deterministic graph in the file layout of the SDK's `collect`, from a handful of users to many thousands,
 * for the explorer's tests, its benchmark and its screenshots.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { actorEntities, actorRelationships, AWS } from './fixtureActors';
import { policyEntities, policyRelationships } from './fixturePolicies';
import { assigned, awsRole, entity, link, personOf, type FixtureObject } from './fixtureObjects';

export interface FixtureSize {
  /** Generated users, beside the named actors. */
  readonly users: number;
  readonly groups: number;
  readonly applications: number;
  /** Groups that each user is a member of. */
  readonly membershipsPerUser: number;
  readonly factorsPerUser: number;
  /** Gives every generated user one AWS role through the group Everyone. */
  readonly hasCrowdedRole?: boolean;
}

/** Small enough to read, with every type and every way to reach something. */
export const SMALL: FixtureSize = {
  users: 120,
  groups: 12,
  applications: 10,
  membershipsPerUser: 2,
  factorsPerUser: 1,
};

/** A size with the proportions of a real company: ten memberships and two factors a user. */
export function companyOf(users: number): FixtureSize {
  return {
    users,
    groups: Math.max(20, Math.round(users / 20)),
    applications: Math.max(20, Math.round(users / 100)),
    membershipsPerUser: 10,
    factorsPerUser: 2,
    hasCrowdedRole: true,
  };
}

const FIRST_NAMES = [
  'Ana',
  'Björn',
  'Chloé',
  'Dmitri',
  'Emeka',
  'Fatima',
  'Goro',
  'Hana',
  'Ines',
  'Jorge',
  'Kaia',
  'Liam',
];
const LAST_NAMES = [
  'Alvarez',
  'Baumann',
  'Castellano',
  'Dubois',
  'Eriksen',
  'Fujita',
  'Grünwald',
  'Haddad',
  'Ivanova',
  'Jansen',
  'Kowalski',
  'Lindqvist',
  'Müller',
];
const TEAMS = [
  'Sales',
  'Support',
  'Platform',
  'Finance',
  'Design',
  'Security',
  'Legal',
  'People',
  'Data',
  'Marketing',
];
const PRODUCTS = [
  'Slack',
  'Salesforce',
  'Zoom',
  'Workday',
  'Jira',
  'Confluence',
  'Datadog',
  'PagerDuty',
  'Figma',
  'Notion',
];
const STATUSES = ['active', 'active', 'active', 'active', 'staged', 'suspended', 'deprovisioned'];
const FACTORS = [
  ['OKTA', 'push'],
  ['FIDO', 'webauthn'],
  ['GOOGLE', 'token:software:totp'],
];
/** The role that everyone has in a company's size. */
export const CROWDED_ARN = 'arn:aws:iam::123456789012:role/Everyone';
const EVERYONE = 'everyone-group-000000';
const EPOCH_MS = Date.UTC(2021, 0, 4, 9);
const HOUR_MS = 3_600_000;
const COLLECTED_MS = Date.UTC(2026, 10, 2, 6, 45);

/** Numbers below 1 that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const id = (prefix: string, number: number): string =>
  `${prefix}${String(number).padStart(17, '0')}`;
const userId = (number: number): string => id('00u', number);
const groupId = (number: number): string => id('00g', number);
const applicationId = (number: number): string => id('0oa', number);
const at = <Item>(items: readonly Item[], number: number): Item => items[number % items.length]!;

function user(number: number): FixtureObject {
  const first = at(FIRST_NAMES, number);
  const last = at(LAST_NAMES, Math.floor(number / FIRST_NAMES.length));
  const login = `user${number}@example.com`;
  const created = EPOCH_MS + number * HOUR_MS;
  const status = at(STATUSES, number);
  return entity('okta_user', 'User', userId(number), login, {
    name: `${first} ${last}`,
    firstName: first,
    lastName: last,
    email: [login],
    username: [`user${number}`],
    shortLoginId: [`user${number}`],
    login,
    status,
    active: status === 'active',
    isActive: status === 'active',
    created,
    createdOn: created,
    activatedOn: created + HOUR_MS,
    lastLoginOn: created + 900 * HOUR_MS,
    lastUpdatedOn: created + 950 * HOUR_MS,
    passwordChangedOn: created + 20 * HOUR_MS,
    statusChangedOn: created + HOUR_MS,
    mfaEnabled: number % 5 !== 0,
    isMfaEnabled: number % 5 !== 0,
    department: at(TEAMS, number),
    city: at(['Lisbon', 'Bern', 'Toronto', 'Osaka'], number),
    employeeNumber: String(10_000 + number),
    countryCode: at(['PT', 'CH', 'CA', 'JP'], number),
    userType: 'employee',
    webLink: `https://acme-admin.okta.com/admin/user/profile/view/${userId(number)}`,
  });
}

function group(number: number): FixtureObject {
  const round = Math.floor(number / TEAMS.length);
  const name = round === 0 ? at(TEAMS, number) : `${at(TEAMS, number)} ${round + 1}`;
  return entity('okta_user_group', 'UserGroup', groupId(number), name, {
    description: `Everyone in ${name}`,
    type: 'OKTA_GROUP',
    createdOn: EPOCH_MS,
  });
}

function application(number: number): FixtureObject {
  const round = Math.floor(number / PRODUCTS.length);
  const name = round === 0 ? at(PRODUCTS, number) : `${at(PRODUCTS, number)} ${round + 1}`;
  return entity('okta_application', 'Application', applicationId(number), name, {
    label: name,
    status: number % 9 === 8 ? 'inactive' : 'active',
    signOnMode: at(['SAML_2_0', 'OPENID_CONNECT', 'BOOKMARK'], number),
    createdOn: EPOCH_MS,
  });
}

function factor(userNumber: number, number: number): FixtureObject {
  const [provider = '', factorType = ''] = at(FACTORS, userNumber + number);
  return entity(
    'mfa_device',
    ['Key', 'AccessKey'],
    `${userId(userNumber)}-f${number}`,
    `${provider} ${factorType}`,
    {
      factorType,
      provider,
      status: 'active',
      createdOn: EPOCH_MS,
    },
  );
}

/** All entities, one at a time. */
export function* fixtureEntities(size: FixtureSize): Generator<FixtureObject> {
  yield* actorEntities();
  yield* policyEntities();
  for (let number = 0; number < size.users; number += 1) {
    yield user(number);
    for (let each = 0; each < size.factorsPerUser; each += 1) yield factor(number, each);
  }
  for (let number = 0; number < size.groups; number += 1) yield group(number);
  for (let number = 0; number < size.applications; number += 1) yield application(number);
  for (let number = 0; number < size.groups; number += 4) {
    yield entity(
      'okta_rule',
      'Configuration',
      id('0pr', number),
      `Everybody of ${at(TEAMS, number)} ${number}`,
      {
        ruleType: 'group_rule',
        status: 'active',
        expression: `user.department=="${at(TEAMS, number)}"`,
      },
    );
  }
}

/** All relationships, one at a time. */
export function* fixtureRelationships(size: FixtureSize): Generator<FixtureObject> {
  const random = randomNumbers(7);
  yield* actorRelationships();
  yield* policyRelationships();
  if (size.hasCrowdedRole) yield* crowdedRole(size.users);
  for (let number = 0; number < size.users; number += 1) {
    yield link('okta_account_has_user', 'HAS', 'okta_account_acme.okta.com', userId(number));
    yield link('okta_group_has_user', 'HAS', EVERYONE, userId(number));
    yield personOf(userId(number), `user${number}@example.com`);
    const memberOf = new Set<number>();
    const wanted = Math.min(size.membershipsPerUser, size.groups);
    while (memberOf.size < wanted) memberOf.add(Math.floor(random() * size.groups));
    for (const group of memberOf)
      yield link('okta_group_has_user', 'HAS', groupId(group), userId(number));
    for (let each = 0; each < size.factorsPerUser; each += 1) {
      yield link(
        'okta_user_assigned_factor',
        'ASSIGNED',
        userId(number),
        `${userId(number)}-f${each}`,
      );
    }
    if (number % 3 === 0) {
      yield assigned(userId(number), applicationId(number % size.applications), {
        scope: 'USER',
        status: 'ACTIVE',
      });
    }
  }
  for (let number = 0; number < size.groups; number += 1) {
    const target = applicationId(number % size.applications);
    yield link('okta_group_assigned_application', 'ASSIGNED', groupId(number), target, {
      priority: 0,
    });
    if (number % 4 === 0) {
      yield link('okta_rule_manages_user_group', 'MANAGES', id('0pr', number), groupId(number));
    }
  }
}

/** One role for all: each user's own edge says that it comes from Everyone, every third that it is also direct. */
function* crowdedRole(users: number): Generator<FixtureObject> {
  const group = { via: 'group', groupId: EVERYONE, applicationId: AWS };
  const both = JSON.stringify([{ via: 'direct', applicationId: AWS }, group]);
  yield awsRole('okta_user_group_assigned_aws_iam_role', EVERYONE, CROWDED_ARN, {
    via: 'group',
    applicationId: AWS,
  });
  for (let number = 0; number < users; number += 1) {
    const several = number % 3 === 0 ? { grantCount: 2, grants: both } : {};
    yield awsRole('okta_user_assigned_aws_iam_role', userId(number), CROWDED_ARN, {
      ...group,
      ...several,
    });
  }
}

const OBJECTS_PER_FILE = 500;

function writeObjects(
  directory: string,
  collection: 'entities' | 'relationships',
  objects: Iterable<FixtureObject>,
  isCompressed: boolean,
): void {
  const target = path.join(directory, 'graph', 'fixture', collection);
  mkdirSync(target, { recursive: true });
  let batch: FixtureObject[] = [];
  let files = 0;
  const flush = (): void => {
    const content = JSON.stringify({ [collection]: batch });
    const name = `${String(files).padStart(6, '0')}.json`;
    files += 1;
    writeFileSync(path.join(target, name), isCompressed ? brotliCompressSync(content) : content);
    batch = [];
  };
  for (const object of objects) {
    batch.push(object);
    if (batch.length === OBJECTS_PER_FILE) flush();
  }
  if (batch.length > 0) flush();
}

/** Writes a storage directory as `collect` does; `compressed` as under INTEGRATION_FILE_COMPRESSION_ENABLED. */
export function writeFixture(directory: string, size: FixtureSize, compressed = false): void {
  writeObjects(directory, 'entities', fixtureEntities(size), compressed);
  writeObjects(directory, 'relationships', fixtureRelationships(size), compressed);
  const summary = JSON.stringify({
    integrationStepResults: [
      { id: 'fetch-users', status: 'success', declaredTypes: ['okta_user'], endTime: COLLECTED_MS },
      { id: 'fetch-devices', status: 'disabled', declaredTypes: ['okta_device'] },
      {
        id: 'build-application-creation-relationship',
        status: 'failure',
        declaredTypes: ['okta_user_created_application'],
        endTime: COLLECTED_MS - 1000,
      },
    ],
    metadata: { partialDatasets: { types: ['okta_user_created_application'] } },
  });
  writeFileSync(
    path.join(directory, 'summary.json'),
    compressed ? brotliCompressSync(summary) : summary,
  );
}
