/** The table of rights against Okta's description, the local org, the steps and what a run calls. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

import { createInvocationConfig } from '.';
import { describedPath, isPresent, SHARED } from '../packages/local-okta/contract/schema';
import { ROUTES } from '../packages/local-okta/router';
import { withUnlistedUser } from '../test/reliability/unlistedUsers';
import { runSample } from '../test/reliability/collectInMemory';
import {
  authorizationFor,
  ENDPOINT_NEEDS,
  permission,
  permissionForPath,
  remedyFor,
} from './permissions';
import { notTested } from '../test/harness/notTested';

const { integrationSteps } = createInvocationConfig();
const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();

describe.each(ENDPOINT_NEEDS)('$endpoint', ({ endpoint, oauthScope }) => {
  test('has the scope that opens the local org', () => {
    const route = ROUTES.find(({ template }) => template === endpoint);
    expect(route?.scope).toBe(oauthScope);
  });

  test('is called by a step, which declares the scope', () => {
    const callers = integrationSteps.filter(({ authorization }) =>
      authorization?.endpoints?.includes(endpoint),
    );
    expect(callers.length).toBeGreaterThan(0);
    for (const { authorization } of callers) {
      expect(authorization?.oauthScopes).toContain(oauthScope);
    }
  });
});

if (isPresent()) {
  interface Operation {
    readonly tags: readonly string[];
    readonly security: readonly { readonly oauth2?: readonly string[] }[];
  }

  const file = resolve(SHARED, 'okta-management-2026.06.3.yaml');
  const { paths } = parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 }) as {
    paths: Record<string, { get?: Operation }>;
  };
  const described = (endpoint: string): Operation | undefined =>
    paths[describedPath(Object.keys(paths), endpoint) ?? '']?.get;

  test.each(ENDPOINT_NEEDS.filter(({ reference }) => !reference.startsWith('https://')))(
    "$endpoint: scope and page are those of Okta's description",
    ({ endpoint, oauthScope, reference }) => {
      const operation = described(endpoint);
      const scopes = operation?.security.flatMap(({ oauth2 = [] }) => oauth2) ?? [];
      expect({ scope: scopes[0], tags: operation?.tags.map((tag) => tag.toLowerCase()) }).toEqual({
        scope: oauthScope,
        tags: [reference],
      });
      // A call that takes several scopes is made by steps that need the others anyway.
      for (const { authorization } of integrationSteps) {
        if (authorization?.endpoints?.includes(endpoint) !== true) continue;
        expect(authorization.oauthScopes).toEqual(expect.arrayContaining(scopes));
      }
    },
  );

  test.each(ENDPOINT_NEEDS.filter(({ reference }) => reference.startsWith('https://')))(
    "$endpoint: is in another of Okta's descriptions",
    ({ endpoint }) => {
      expect(described(endpoint)).toBeUndefined();
    },
  );
} else {
  notTested(
    `the table was NOT compared with Okta's description of its API: there is none in ${SHARED}`,
  );
}

test.each(integrationSteps.map((step) => [step.id, step.authorization] as const))(
  '%s declares what the table says of its endpoints, and nothing else',
  (_id, authorization) => {
    const endpoints = authorization?.endpoints ?? [];
    const rows = ENDPOINT_NEEDS.filter(({ endpoint }) => endpoints.includes(endpoint));
    expect(rows).toHaveLength(endpoints.length);
    expect(authorization?.oauthScopes).toEqual(unique(rows.map((row) => row.oauthScope)));
  },
);

test('a run calls no endpoint that is not in the table', async () => {
  const { okta } = await runSample({ org: withUnlistedUser() });
  const called = Object.keys(okta.counters.calls).filter((path) =>
    /^\/(?:api|oauth2)\//.test(path),
  );
  expect(called).toContain('/api/v1/users/{id}');
  expect(called.length).toBeGreaterThan(10);
  expect(called.filter((path) => permissionForPath(path) === undefined)).toEqual([]);
});

test('the scope is that of the endpoint, not of what it is for', () => {
  expect(permission('applications').oauthScope).toBe('okta.apps.read');
  expect(permissionForPath('/api/v1/groups/{id}/apps')).toMatchObject({
    id: 'applications',
    oauthScope: 'okta.groups.read',
  });
  expect(permissionForPath('/api/v1/unknown')).toBeUndefined();
});

test('an authorization: the roles of the main endpoint, the scopes and pages of all', () => {
  expect(authorizationFor('/api/v1/groups/{id}/roles', '/api/v1/groups')).toEqual({
    roles: ['Super Administrator', expect.stringMatching(/^Custom role/) as string],
    oauthScopes: ['okta.groups.read', 'okta.roles.read'],
    endpoints: ['/api/v1/groups/{id}/roles', '/api/v1/groups'],
    documentationLinks: [
      'https://developer.okta.com/docs/api/openapi/okta-management/management/tags/group/',
      'https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentbgroup/',
    ],
  });
});

test('a remedy names role, scope and menus', () => {
  const roles = permission('roles');
  expect(remedyFor(roles, 'token')).toMatch(/Super Administrator.*Security > Administrators/);
  expect(remedyFor(roles, 'token')).not.toContain('okta.roles.read');
  expect(remedyFor(roles, 'oauth')).toMatch(/okta\.roles\.read.*Okta API Scopes.*Admin roles/);
  expect(remedyFor(permission('devices'), 'token')).toContain('Identity Engine');
});
