/** The table of administrators' rights against the types of roles that Okta has, and against itself. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

import { isPresent, SHARED } from '../packages/local-okta/contract/schema';
import { notTested } from '../test/harness/notTested';
import { ACTIONS, ADMIN_RIGHTS, rightsOfRole } from './adminRights';

const actionsOf = (roleType: string, permissions?: string[]): string[] =>
  [...new Set(rightsOfRole(roleType, permissions).map(({ action }) => action))].sort();

test('every right stands once, and names a page of Okta’s', () => {
  const names = ADMIN_RIGHTS.map(({ by, action }) => `${by} ${action}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { source } of ADMIN_RIGHTS) {
    expect(source).toMatch(/^https:\/\/(?:help|developer)\.okta\.com\/\S+$/);
  }
});

test('a super administrator may do whatever anybody may', () => {
  expect(actionsOf('SUPER_ADMIN')).toEqual(Object.keys(ACTIONS).sort());
});

test.each<[string, string[] | undefined, string[]]>([
  ['HELP_DESK_ADMIN', undefined, ['reset factors', 'reset password']],
  ['GROUP_MEMBERSHIP_ADMIN', undefined, ['change membership']],
  ['APP_ADMIN', undefined, ['assign application', 'change application']],
  ['READ_ONLY_ADMIN', undefined, []],
  ['REPORT_ADMIN', undefined, []],
  ['CUSTOM', [], []],
  ['CUSTOM', ['okta.users.read', 'okta.apps.read'], []],
  ['CUSTOM', ['okta.users.credentials.resetPassword'], ['reset password']],
  ['CUSTOM', ['okta.groups.manage'], ['change group', 'change membership']],
  ['CUSTOM', ['okta.something.new'], []],
  // A standard role has no permissions of its own, whatever somebody says.
  ['READ_ONLY_ADMIN', ['okta.users.manage'], []],
  ['SOMETHING_NEW', undefined, []],
])('%s with %j may %j', (roleType, permissions, actions) => {
  expect(actionsOf(roleType, permissions)).toEqual(actions);
});

test('nobody but super administrators manages administrators', () => {
  const able = ADMIN_RIGHTS.filter(({ action }) => action === 'manage administrators');
  expect(able.map(({ by }) => by)).toEqual(['SUPER_ADMIN']);
});

if (isPresent()) {
  const read = (name: string): unknown =>
    parse(readFileSync(resolve(SHARED, name), 'utf8'), { maxAliasCount: -1 });

  test('role types and scopes are those of Okta’s description', () => {
    const { components } = read('okta-management-2026.06.3.yaml') as {
      components: {
        schemas: { RoleType: { enum: string[] } };
        securitySchemes: {
          oauth2: { flows: { authorizationCode: { scopes: Record<string, string> } } };
        };
      };
    };
    const types = ADMIN_RIGHTS.filter(({ kind }) => kind === 'standard role');
    expect(components.schemas.RoleType.enum).toEqual(
      expect.arrayContaining(types.map(({ by }) => by)),
    );
    const { scopes } = components.securitySchemes.oauth2.flows.authorizationCode;
    expect(Object.keys(scopes)).toEqual(
      expect.arrayContaining(Object.values(ACTIONS).map(({ scope }) => scope)),
    );
  });
} else {
  notTested(
    `rights were NOT compared with Okta's description of its API: there is none in ${SHARED}`,
  );
}
