/** Groups and memberships: what is made of every type of group, known and unknown statistics. */
import fc from 'fast-check';

import { expectDeclared, expectValid } from '../../../test/conversion/dataModel';
import {
  CANARY,
  jsonObjects,
  ms,
  objectOf,
  odd,
  oktaIds,
  ORG,
  profiles,
  times,
  withSecrets,
} from '../../../test/conversion/sources';
import type { JsonObject } from '../../json';
import { isAppGroup, parseGroup, refOfGroup, type OktaGroup } from './api';
import {
  createAccountGroupRelationship,
  createGroupEntity,
  createGroupUserRelationship,
} from './converter';
import {
  ACCOUNT_HAS_APP_USER_GROUP,
  ACCOUNT_HAS_USER_GROUP,
  APP_USER_GROUP_ENTITY,
  APP_USER_GROUP_HAS_USER,
  USER_GROUP_ENTITY,
  USER_GROUP_HAS_USER,
} from './model';

const ID = '00g2abcdEFGH3ijkl0x7';
const USER = '00u2abcdEFGH3ijkl0x7';

const FULL: JsonObject = {
  id: ID,
  type: 'APP_GROUP',
  objectClass: ['okta:windows_security_principal'],
  created: '2020-01-02T03:04:05.000Z',
  lastUpdated: '2020-01-03T03:04:05.000Z',
  lastMembershipUpdated: '2020-01-04T03:04:05.000Z',
  profile: {
    name: 'Ingénierie 日本',
    description: 'All engineers',
    dn: 'CN=Eng,DC=acme',
    groupScope: 'GLOBAL',
    usersCount: 'not a count',
    owner_team: 'it',
    email: 'not an address',
  },
  _links: { source: { href: 'https://acme.okta.com/api/v1/apps/0oa2abcdEFGH3ijkl0x7' } },
  _embedded: { stats: { usersCount: 12, appsCount: 0, hasAdminPrivilege: true } },
};

function group(json: JsonObject): OktaGroup {
  const parsed = parseGroup(json);
  if (parsed === undefined) throw new Error('The group was refused');
  return parsed;
}

test('a full group that a directory feeds', () => {
  const entity = createGroupEntity(group(FULL), ORG);
  expectValid(entity, APP_USER_GROUP_ENTITY);
  expect(entity).toMatchObject({
    _key: ID,
    _type: 'okta_app_user_group',
    id: ID,
    name: 'Ingénierie 日本',
    displayName: 'Ingénierie 日本',
    description: 'All engineers',
    type: 'APP_GROUP',
    objectClass: ['okta:windows_security_principal'],
    webLink: `https://acme-admin.okta.com/admin/group/${ID}`,
    created: ms('2020-01-02T03:04:05.000Z'),
    createdOn: ms('2020-01-02T03:04:05.000Z'),
    lastUpdated: ms('2020-01-03T03:04:05.000Z'),
    lastUpdatedOn: ms('2020-01-03T03:04:05.000Z'),
    lastMembershipUpdated: ms('2020-01-04T03:04:05.000Z'),
    lastMembershipUpdatedOn: ms('2020-01-04T03:04:05.000Z'),
    sourceApplicationId: '0oa2abcdEFGH3ijkl0x7',
    usersCount: 12,
    appsCount: 0,
    hasAdminPrivilege: true,
    dn: 'CN=Eng,DC=acme',
    groupScope: 'GLOBAL',
    ownerTeam: 'it',
    'profile.usersCount': 'not a count',
    'profile.email': 'not an address',
  });
  expect(entity._rawData?.[0]?.rawData).not.toHaveProperty('_embedded');
});

test.each(['OKTA_GROUP', 'BUILT_IN', 'SOMETHING_NEW', null])('type %s is a user group', (type) => {
  const entity = createGroupEntity(group({ ...FULL, type }), ORG);
  expectValid(entity, USER_GROUP_ENTITY);
});

test('a minimal group: unknown statistics are absent, not zero', () => {
  const entity = createGroupEntity(group({ id: ID, profile: { description: null } }), ORG);
  expectValid(entity, USER_GROUP_ENTITY);
  expect(entity).toEqual({
    _key: ID,
    _type: 'okta_user_group',
    _class: ['UserGroup'],
    _rawData: [{ name: 'default', rawData: { id: ID, profile: { description: null } } }],
    id: ID,
    name: ID,
    displayName: ID,
    webLink: `https://acme-admin.okta.com/admin/group/${ID}`,
  });
});

test.each<[string, JsonObject]>([
  [
    'the group itself',
    { source: { id: 'SRC' }, _links: { source: { href: '/api/v1/apps/0oaX' } } },
  ],
  ['a link', { source: null, _links: { source: { href: '/api/v1/apps/SRC' } } }],
  ['an embedded application', { source: {}, _embedded: { app: { id: 'SRC' } } }],
])('the source of an imported group, in %s', (_, json) => {
  const parsed = group({ id: ID, type: 'APP_GROUP', ...json });
  expect(parsed.sourceApplicationId).toBe('SRC');
  expect(refOfGroup(parsed).sourceApplicationId).toBe('SRC');
  expect(createGroupEntity(parsed, ORG).sourceApplicationId).toBe('SRC');
});

test('attributes of a group: arrays as texts, secrets by their names noted, others kept', () => {
  const secrets = new Set<string>();
  const profile = { name: 5, ports: [80, 443], apiSecret: 'x', secretariat: 'B 2' };
  const entity = createGroupEntity(group({ id: ID, profile }), ORG, secrets);
  expectValid(entity, USER_GROUP_ENTITY);
  expect(entity).toMatchObject({
    name: ID,
    'profile.name': 5,
    ports: ['80', '443'],
    secretariat: 'B 2',
  });
  expect(entity).not.toHaveProperty('apiSecret');
  expect([...secrets]).toEqual(['apiSecret']);
});

test('both spellings of the admin privilege', () => {
  const parsed = group({
    id: ID,
    _embedded: { stats: { hasAdminPrivlege: false } },
  });
  expect(parsed).toMatchObject({
    hasAdminPrivilege: false,
    usersCount: undefined,
  });
});

test.each([
  ['OKTA_GROUP', ACCOUNT_HAS_USER_GROUP, USER_GROUP_HAS_USER],
  ['BUILT_IN', ACCOUNT_HAS_USER_GROUP, USER_GROUP_HAS_USER],
  ['APP_GROUP', ACCOUNT_HAS_APP_USER_GROUP, APP_USER_GROUP_HAS_USER],
])('edges of a group of type %s', (type, ofAccount, ofMember) => {
  const fromAccount = createAccountGroupRelationship(ORG, { id: ID, type });
  expectDeclared(fromAccount, ofAccount);
  expect(fromAccount).toMatchObject({
    _key: `okta_account_acme.okta.com|has|${ID}`,
    _type: 'okta_account_has_group',
    accountUrl: 'https://acme.okta.com',
    groupId: ID,
  });
  const toMember = createGroupUserRelationship({ id: ID, type }, USER);
  expectDeclared(toMember, ofMember);
  expect(toMember).toEqual({
    _key: `${ID}|has_user|${USER}`,
    _type: type === 'APP_GROUP' ? 'okta_app_user_group_has_user' : 'okta_group_has_user',
    _class: 'HAS',
    _fromEntityKey: ID,
    _toEntityKey: USER,
    displayName: 'HAS',
    groupId: ID,
    userId: USER,
  });
});

test('any group becomes a valid entity or is refused, and never shows a secret', () => {
  const groups = jsonObjects({
    id: odd(oktaIds),
    type: odd(fc.constantFrom('OKTA_GROUP', 'APP_GROUP', 'BUILT_IN')),
    objectClass: odd(fc.array(fc.string())),
    created: odd(times),
    lastMembershipUpdated: odd(times),
    profile: odd(
      fc
        .tuple(odd(fc.string()), profiles)
        .map(([name, custom]) => objectOf([['name', name], ...custom])),
    ),
    _links: odd(jsonObjects({ source: odd(jsonObjects({ href: odd(fc.webUrl()) })) })),
    _embedded: odd(jsonObjects({ stats: odd(jsonObjects({ usersCount: odd(fc.nat()) })) })),
  });
  fc.assert(
    fc.property(groups, fc.nat(), (json, seed) => {
      const parsed = parseGroup(withSecrets(json, seed));
      if (parsed === undefined) return;
      const entity = createGroupEntity(parsed, ORG);
      expectValid(entity, isAppGroup(parsed) ? APP_USER_GROUP_ENTITY : USER_GROUP_ENTITY);
      expect(JSON.stringify(entity)).not.toContain(CANARY);
    }),
    { numRuns: 300 },
  );
});
