/** The permission table covers what the steps declare, and its words reach both kinds of credential. */
import { createInvocationConfig } from '..';
import { permission, permissionOf, remedyFor } from './permissions';

const { integrationSteps } = createInvocationConfig();

test.each(integrationSteps.map((step) => [step.id, step] as const))(
  '%s: the scopes in the table are those that the step declares',
  (id, step) => {
    const declared = step.authorization?.oauthScopes ?? [];
    expect(declared.length).toBeGreaterThan(0);
    expect(declared).toEqual(expect.arrayContaining([...permissionOf(id).oauthScopes]));
  },
);

test('every step has a row of its own', () => {
  const titles = integrationSteps
    .filter(({ id }) => id !== 'fetch-users')
    .map(({ id }) => [id, permissionOf(id).title]);
  expect(titles.filter(([, title]) => title === 'Users')).toEqual([]);
});

test('a remedy names role, scope and menus', () => {
  const roles = permission('roles');
  expect(remedyFor(roles, 'token')).toMatch(/Super Administrator.*Security > Administrators/);
  expect(remedyFor(roles, 'token')).not.toContain('okta.roles.read');
  expect(remedyFor(roles, 'oauth')).toMatch(/okta\.roles\.read.*Okta API Scopes.*Admin roles/);
  expect(permissionOf('fetch-roles').remedy).toMatch(/API token.*OAuth service app/);
  expect(permissionOf('fetch-devices').remedy).toContain('Identity Engine');
});
