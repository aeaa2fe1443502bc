/** What a row of a list of roles says: as recorded, as documented, odd, and unknown. */
import type { JsonObject } from '../../json';
import {
  heldRolesOf,
  isOrgWide,
  roleIdOf,
  roleTypeOf,
  targetApplicationIds,
  targetCatalogApps,
} from './row';

const groups = (...ids: string[]): JsonObject => ({
  _embedded: { targets: { groups: ids.map((id) => ({ id })) } },
});
const apps = (...found: JsonObject[]): JsonObject => ({
  _embedded: { targets: { catalog: { apps: found } } },
});

test.each<[string, JsonObject, boolean | undefined]>([
  ['no target', { type: 'HELP_DESK_ADMIN', ...groups() }, true],
  ['a target', { type: 'HELP_DESK_ADMIN', ...groups('00g1') }, false],
  ['an application', { type: 'APP_ADMIN', ...apps({ name: 'slack' }) }, false],
  ['targets that nobody gave', { type: 'HELP_DESK_ADMIN' }, undefined],
  ['targets of the other kind', { type: 'APP_ADMIN', ...groups('00g1') }, undefined],
  ['targets asked for one by one', { type: 'USER_ADMIN', _embedded: { groupGroups: [] } }, true],
  ['targets that are no list', { type: 'USER_ADMIN', _embedded: { targets: null } }, undefined],
  ['a role that has no targets', { type: 'SUPER_ADMIN' }, true],
  ['a custom role', { type: 'CUSTOM', role: 'cr01', 'resource-set': 'iam1' }, undefined],
  ['a custom role without its set', { type: 'CUSTOM', role: 'cr01' }, undefined],
  [
    'a standard role that is bound to a set',
    { type: 'ACCESS_REQUESTS_ADMIN', 'resource-set': 'ACCESS_REQUESTS_IAM_POLICY' },
    undefined,
  ],
  ['a standard role that Okta adds', { type: 'SOMETHING_ADMIN' }, undefined],
  ['no role at all', {}, undefined],
])('whether the role is for the whole org: %s', (_, row, expected) => {
  expect(isOrgWide(row)).toBe(expected);
});

test('an application without an id means all its instances', () => {
  const row = {
    type: 'APP_ADMIN',
    ...apps({ name: 'slack' }, { name: 'github', id: '0oa2' }, { name: 'aws', id: '0oa1' }),
  };
  expect(targetApplicationIds(row)).toEqual(['0oa1', '0oa2']);
  expect(targetCatalogApps(row)).toEqual(['slack']);
  expect(targetCatalogApps({ type: 'APP_ADMIN', ...apps({ displayName: '?' }) })).toBeUndefined();
});

test('a row that names a custom role is of one, by its link too', () => {
  const linked = { _links: { role: { href: 'https://acme.okta.com/api/v1/iam/roles/cr01' } } };
  expect([roleTypeOf({ role: 'cr01' }), roleIdOf({ role: 'cr01' })]).toEqual(['CUSTOM', 'cr01']);
  expect(roleIdOf(linked)).toBe('cr01');
  expect(roleIdOf({ type: 'CUSTOM' })).toBeUndefined();
  expect(roleIdOf({ type: 'ORG_ADMIN', role: 'ORG_ADMIN' })).toBe('ORG_ADMIN');
});

test('a role that is held twice is one, and in force as soon as one of the two is', () => {
  const rows = [
    { type: 'CUSTOM', role: 'cr01', status: 'INACTIVE' },
    { type: 'CUSTOM', role: 'cr01', status: 'ACTIVE' },
    { type: 'REPORT_ADMIN' },
  ];
  expect(heldRolesOf(rows)).toEqual([
    { id: 'cr01', status: 'active' },
    { id: 'REPORT_ADMIN', status: undefined },
  ]);
  expect(heldRolesOf([{}])).toEqual([undefined]);
  expect(heldRolesOf(undefined)).toBeUndefined();
});
