/** `/api/v1/iam`: administrators, roles, permissions; paged in the body, by links to the admin host. */
import { ok, param, type Call, type Route } from '../call';
import { notFound } from '../errors';
import { indexOf, textOf, valuesOf } from '../listing';
import { pageOf, wrapped, type PageRules } from '../paging';
import { orgUrl, type Json, type JsonObject } from '../types';

const RULES: PageRules = { defaultLimit: 100, maxLimit: 100 };
/** Without a `limit` parameter. */
const FIXED: PageRules = { defaultLimit: 100, maxLimit: 100, minLimit: 100 };

function assignees(call: Call) {
  const { facts } = call.world.source;
  const page = pageOf(call, call.world.source.adminUserIds, RULES);
  const base = `${orgUrl(facts)}/api/v1/users`;
  const items = page.items.map((id) => ({
    id,
    orn: `orn:okta:directory:${facts.id}:users:${id}`,
    _links: {
      self: { href: `${base}/${id}` },
      roles: { href: `${base}/${id}/roles` },
    },
  }));
  return wrapped(call, 'value', items, page.next);
}

function roles(call: Call) {
  const page = pageOf(call, call.world.source.iamRoles, FIXED);
  return wrapped(call, 'roles', page.items, page.next);
}

function role(call: Call): JsonObject {
  const wanted = param(call, 'id');
  const { iamRoles } = call.world.source;
  const index = indexOf(iamRoles, wanted);
  if (index !== -1) return iamRoles.at(index);
  for (const candidate of valuesOf(iamRoles)) {
    if (candidate['label'] === wanted) return candidate;
  }
  throw notFound(wanted, 'CustomRole');
}

function permissions(call: Call) {
  const found = call.world.source.permissions(textOf(role(call), 'id'));
  return ok({ permissions: (found ?? []) as Json[] });
}

const get: Pick<Route, 'method' | 'scope' | 'role' | 'empty'> = {
  method: 'GET',
  scope: 'okta.roles.read',
  role: 'super',
};

export const iamRoutes: readonly Route[] = [
  { ...get, template: '/api/v1/iam/assignees/users', handler: assignees, empty: { value: [] } },
  { ...get, template: '/api/v1/iam/roles', handler: roles, empty: { roles: [] } },
  { ...get, template: '/api/v1/iam/roles/{id}', handler: (call) => ok(role(call)), empty: {} },
  {
    ...get,
    template: '/api/v1/iam/roles/{id}/permissions',
    handler: permissions,
    empty: { permissions: [] },
  },
];
