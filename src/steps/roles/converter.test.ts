/** Administrator roles: which assignments are of one role, and which key each role gets. */
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
import { parseCustomRole, parseRoleAssignment } from './api';
import {
  createAccountRoleRelationship,
  createGroupRoleRelationship,
  createRoleEntity,
  createUserRoleRelationship,
} from './converter';
import {
  ACCOUNT_HAS_ROLE,
  APP_USER_GROUP_ASSIGNED_ROLE,
  ROLE_ENTITY,
  USER_ASSIGNED_ROLE,
  USER_GROUP_ASSIGNED_ROLE,
} from './model';
import {
  assignedRoleId,
  heldRoles,
  mergedRole,
  roleKey,
  roleKeys,
  roleOfAssignment,
  roleOfCustomRole,
  type OktaRole,
} from './role';

const USER = '00u2abcdEFGH3ijkl0x7';
const GROUP = '00g2abcdEFGH3ijkl0x7';
const CUSTOM_ID = 'cr02abcdEFGH3ijkl0x7';

const SUPER: JsonObject = {
  id: 'ra12abcdEFGH3ijkl0x7',
  label: 'Super Administrator',
  type: 'SUPER_ADMIN',
  status: 'ACTIVE',
  created: '2020-01-02T03:04:05.000Z',
  lastUpdated: '2020-01-03T03:04:05.000Z',
  assignmentType: 'USER',
  _links: { assignee: { href: `https://acme.okta.com/api/v1/users/${USER}` } },
};
const CUSTOM: JsonObject = {
  id: CUSTOM_ID,
  label: 'Réseau Team',
  description: 'Sees networks',
  created: '2021-01-02T03:04:05.000Z',
  lastUpdated: '2021-01-03T03:04:05.000Z',
};
const HELD_CUSTOM: JsonObject = {
  ...SUPER,
  id: 'irb1abcdEFGH3ijkl0x7',
  type: 'CUSTOM',
  label: 'Réseau Team (old label)',
  role: CUSTOM_ID,
  'resource-set': 'iam1abcdEFGH3ijkl0x7',
};

const assigned = (json: JsonObject) => roleOfAssignment(parseRoleAssignment(json))!;
const custom = (json: JsonObject, permissions?: string[]) =>
  roleOfCustomRole(parseCustomRole(json)!, permissions);

test('a standard role', () => {
  const entity = createRoleEntity(assigned(SUPER), 'okta_role:SuperAdministrator');
  expectValid(entity, ROLE_ENTITY);
  expect(entity).toEqual({
    _key: 'okta_role:SuperAdministrator',
    _type: 'okta_role',
    _class: ['AccessRole'],
    _rawData: [{ name: 'default', rawData: { type: 'SUPER_ADMIN', label: 'Super Administrator' } }],
    id: 'SUPER_ADMIN',
    name: 'Super Administrator',
    displayName: 'Super Administrator',
    roleType: 'SUPER_ADMIN',
    status: 'active',
    active: true,
    isActive: true,
    superAdmin: true,
    createdOn: ms('2020-01-02T03:04:05.000Z'),
    lastUpdatedOn: ms('2020-01-03T03:04:05.000Z'),
  });
});

test('a custom role that nobody holds', () => {
  const role = custom(CUSTOM, ['okta.users.read', 'okta.apps.read']);
  const entity = createRoleEntity(role, roleKey(role));
  expectValid(entity, ROLE_ENTITY);
  expect(entity).toMatchObject({
    _key: 'okta_role:RéseauTeam',
    id: CUSTOM_ID,
    roleType: 'CUSTOM',
    description: 'Sees networks',
    superAdmin: false,
    permissions: ['okta.users.read', 'okta.apps.read'],
  });
  expect(entity).not.toHaveProperty('active');
});

test('a role without a label goes by its type', () => {
  const role = assigned({ type: 'SOMETHING_NEW' });
  const entity = createRoleEntity(role, roleKey(role));
  expectValid(entity, ROLE_ENTITY);
  expect(entity).toMatchObject({ _key: 'okta_role:SOMETHING_NEW', name: 'SOMETHING_NEW' });
});

test.each([{}, { type: null }, { type: 7 }, { type: 'CUSTOM', label: 'X' }])(
  'the assignment %j does not say which role it is of',
  (json) => {
    const assignment = parseRoleAssignment(json);
    expect(assignedRoleId(assignment)).toBeUndefined();
    expect(roleOfAssignment(assignment)).toBeUndefined();
    expect(heldRoles([parseRoleAssignment(SUPER), assignment])).toEqual([
      { roleId: 'SUPER_ADMIN', status: 'ACTIVE' },
    ]);
  },
);

test.each([{ id: 'WORKFLOWS_ADMIN', label: 'Workflows' }, { label: 'x' }])(
  '%j in the list of custom roles is none',
  (json) => {
    expect(parseCustomRole(json)).toBeUndefined();
  },
);

test.each([
  [SUPER, 'SUPER_ADMIN'],
  [HELD_CUSTOM, CUSTOM_ID],
  [{ ...HELD_CUSTOM, type: null }, CUSTOM_ID],
  [{ type: 'CUSTOM', _links: { role: { href: `/api/v1/iam/roles/${CUSTOM_ID}` } } }, CUSTOM_ID],
])('the role of an assignment', (json, id) => {
  expect(assignedRoleId(parseRoleAssignment(json))).toBe(id);
});

describe('mergedRole', () => {
  test('of two assignments: the earliest creation, the latest change, active if one is', () => {
    const one = assigned({ ...SUPER, status: 'INACTIVE', lastUpdated: '2026-01-01T00:00:00.000Z' });
    const other = assigned({ ...SUPER, created: '2019-01-01T00:00:00.000Z' });
    const merged = mergedRole(one, other);
    expect(merged).toMatchObject({
      status: 'ACTIVE',
      created: ms('2019-01-01T00:00:00.000Z'),
      lastUpdated: ms('2026-01-01T00:00:00.000Z'),
    });
    expect(mergedRole(other, one)).toEqual(merged);
  });

  test('the record of a custom role goes before its assignments, which give the status', () => {
    const record = custom(CUSTOM, ['okta.users.read']);
    const held = assigned(HELD_CUSTOM);
    const merged = mergedRole(held, record);
    expect(merged).toEqual({ ...record, status: 'ACTIVE' });
    expect(mergedRole(record, held)).toEqual(merged);
  });

  test('a label that one source lacks is that of another, in every order', () => {
    const withLabel = assigned(SUPER);
    const without = assigned({ ...SUPER, label: null });
    for (const merged of [mergedRole(withLabel, without), mergedRole(without, withLabel)]) {
      expect(roleKey(merged)).toBe('okta_role:SuperAdministrator');
    }
    const record = custom({ ...CUSTOM, label: null }, undefined);
    const labels = ['B', undefined, 'A'].map((label) => assigned({ ...HELD_CUSTOM, label }));
    for (const all of [
      [record, ...labels],
      [...labels, record],
      [...labels.reverse(), record],
    ]) {
      expect(roleKey(all.reduce(mergedRole))).toBe('okta_role:A');
    }
    expect(roleKey(record)).toBe(`okta_role:${CUSTOM_ID}`);
  });
});

describe('roleKeys', () => {
  const role = (id: string, label: string, created?: number): OktaRole => ({
    id,
    label,
    created,
    type: id.startsWith('cr0') ? 'CUSTOM' : id,
    status: undefined,
    lastUpdated: undefined,
    description: undefined,
    permissions: undefined,
    raw: {},
  });

  test('colliding labels: the standard role keeps the key, then the oldest custom role', () => {
    const roles = [
      role('cr0young', 'Help Desk', 30),
      role('cr0old', 'HelpDesk', 20),
      role('cr0undated', 'Help\tDesk'),
      role('cr0super', 'Super Administrator', 1),
      role('SUPER_ADMIN', 'Super Administrator', 40),
    ];
    const expected = new Map([
      ['SUPER_ADMIN', 'okta_role:SuperAdministrator'],
      ['cr0super', 'okta_role:SuperAdministrator:cr0super'],
      ['cr0old', 'okta_role:HelpDesk'],
      ['cr0young', 'okta_role:HelpDesk:cr0young'],
      ['cr0undated', 'okta_role:HelpDesk:cr0undated'],
    ]);
    expect(new Map(roleKeys(roles))).toEqual(expected);
    expect(new Map(roleKeys([...roles].reverse()))).toEqual(expected);
  });

  test('never two roles with one key, whatever the labels and the order', () => {
    const roles = fc.uniqueArray(
      fc
        .tuple(
          fc.constantFrom('SUPER_ADMIN', 'ORG_ADMIN', 'cr0a', 'cr0b', 'cr0c', 'cr0d'),
          fc.constantFrom('A', 'A ', ' A', 'A:cr0a', 'A:cr0b', 'B', ''),
          fc.option(fc.nat(3), { nil: undefined }),
        )
        .map(([id, label, created]) => role(id, label, created)),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(roles, (some) => {
        const keys = roleKeys(some);
        expect(new Set(keys.values()).size).toBe(some.length);
        expect(roleKeys([...some].reverse())).toEqual(keys);
      }),
    );
  });
});

test('edges', () => {
  const key = 'okta_role:SuperAdministrator';
  const fromAccount = createAccountRoleRelationship(ORG, key);
  expectDeclared(fromAccount, ACCOUNT_HAS_ROLE);
  expect(fromAccount._key).toBe(`okta_account_acme.okta.com|has|${key}`);
  const fromUser = createUserRoleRelationship(USER, key, { status: 'INACTIVE' });
  expectDeclared(fromUser, USER_ASSIGNED_ROLE);
  expect(fromUser._key).toBe(`${USER}|assigned|${key}`);
  expect(fromUser.status).toBe('inactive');
  for (const [type, declaration] of [
    ['OKTA_GROUP', USER_GROUP_ASSIGNED_ROLE],
    ['APP_GROUP', APP_USER_GROUP_ASSIGNED_ROLE],
  ] as const) {
    const fromGroup = createGroupRoleRelationship({ id: GROUP, type }, key, { status: undefined });
    expectDeclared(fromGroup, declaration);
    expect(fromGroup).toMatchObject({
      _key: `${GROUP}|assigned|${key}`,
      _type: 'okta_user_group_assigned_role',
    });
  }
});

test('any assignment becomes a valid role or is refused, and never shows a secret', () => {
  const assignments = jsonObjects({
    id: odd(oktaIds),
    type: odd(fc.constantFrom('SUPER_ADMIN', 'CUSTOM', 'NEW_ADMIN')),
    label: odd(fc.string()),
    status: odd(fc.constantFrom('ACTIVE', 'INACTIVE')),
    created: odd(times),
    role: odd(oktaIds),
  });
  fc.assert(
    fc.property(assignments, assignments, fc.nat(), (one, other, seed) => {
      const parsed = roleOfAssignment(parseRoleAssignment(withSecrets(one, seed)));
      const record = parseCustomRole(withSecrets({ ...other, id: CUSTOM_ID }, seed));
      if (parsed === undefined || record === undefined) return;
      const role = mergedRole(parsed, roleOfCustomRole(record, ['p']));
      const entity = createRoleEntity(role, roleKey(role));
      expectValid(entity, ROLE_ENTITY);
      expect(JSON.stringify(entity)).not.toContain(CANARY);
    }),
    { numRuns: 300 },
  );
});
