/** `/api/v1/apps`, their assignments and the schema of their users. */
import { ok, param, type Call, type Route } from '../call';
import { notFound } from '../errors';
import { indexOf, textOf } from '../listing';
import { linked, pageOf, type PageRules } from '../paging';
import { parseExpression, type Predicate } from '../search';
import type { JsonObject, Listing } from '../types';

const LIST: PageRules = { defaultLimit: 20, maxLimit: 200 };
const USERS: PageRules = { defaultLimit: 50, maxLimit: 500 };
const GROUPS: PageRules = { defaultLimit: 20, maxLimit: 200, minLimit: 20 };

const FILTER = {
  attributes: [
    'id',
    'status',
    'name',
    'credentials.signing.kid',
    'settings.slo.enabled',
    'user.id',
    'group.id',
  ],
  single: true,
};

function list(call: Call) {
  const filter = call.query.get('filter');
  const q = call.query.get('q')?.toLowerCase();
  let accept: Predicate | undefined;
  if (filter !== null) {
    const judge = parseExpression(filter, FILTER);
    accept = (read) => judge((path) => related(call, read, path));
  } else if (q !== undefined) {
    accept = (read) =>
      [read('name'), read('label')].some((text) => String(text).toLowerCase().startsWith(q));
  }
  const page = pageOf(call, call.world.apps, LIST, accept);
  return linked(call, page.items, page.next);
}

/** `user.id` and `group.id` of an application: everybody assigned to it. */
function related(call: Call, read: (path: string) => unknown, path: string): unknown {
  if (path !== 'user.id' && path !== 'group.id') return read(path);
  const id = String(read('id'));
  const { source } = call.world;
  if (path === 'user.id') return keysOf(source.appUsers(id));
  return [...keysOf(source.appGroups(id))].map((key) => key.slice(0, 20));
}

function keysOf(listing: Listing<unknown>): string[] {
  return Array.from({ length: listing.size }, (_, index) => listing.keyAt(index));
}

function idOf(value: JsonObject): string {
  return textOf(value, 'id');
}

function appOf(call: Call): JsonObject {
  const id = param(call, 'id');
  const app = call.world.apps.get(id);
  if (app === undefined) throw notFound(id, 'AppInstance');
  return app;
}

function users(call: Call) {
  const { users: all, source } = call.world;
  const accept: Predicate | undefined = all.shrunk
    ? (read) => all.has(String(read('id')))
    : undefined;
  const page = pageOf(call, source.appUsers(idOf(appOf(call))), USERS, accept);
  const expand = call.query.get('expand') === 'user';
  const items = expand
    ? page.items.map((item) => ({ ...item, _embedded: { user: all.get(idOf(item))! } }))
    : page.items;
  return linked(call, items, page.next);
}

function user(call: Call) {
  const assignments = call.world.source.appUsers(idOf(appOf(call)));
  const index = indexOf(assignments, param(call, 'userId'));
  if (index === -1) throw notFound(param(call, 'userId'), 'AppUser');
  return ok(assignments.at(index));
}

function groups(call: Call) {
  const { groups: all, source } = call.world;
  const accept: Predicate = (read) => all.has(String(read('id')));
  const page = pageOf(call, source.appGroups(idOf(appOf(call))), GROUPS, accept);
  const expand = call.query.get('expand');
  const items =
    expand === 'group'
      ? page.items.map((item) => ({ ...item, _embedded: { group: all.get(idOf(item))! } }))
      : page.items;
  return linked(call, items, page.next);
}

function group(call: Call) {
  const assignments = call.world.source.appGroups(idOf(appOf(call)));
  const index = indexOf(assignments, param(call, 'groupId'));
  if (index === -1) throw notFound(param(call, 'groupId'), 'ApplicationGroupAssignment');
  return ok(assignments.at(index));
}

function schema(call: Call) {
  const app = appOf(call);
  const found = call.world.source.appSchema(idOf(app));
  if (found === undefined) throw notFound(`${idOf(app)}/default`, 'AppUserSchema');
  return ok(found);
}

const get: Pick<Route, 'method' | 'scope' | 'role' | 'empty'> = {
  method: 'GET',
  scope: 'okta.apps.read',
  empty: [],
};

export const appRoutes: readonly Route[] = [
  { ...get, template: '/api/v1/apps', handler: list },
  { ...get, template: '/api/v1/apps/{id}', handler: (call) => ok(appOf(call)), empty: {} },
  { ...get, template: '/api/v1/apps/{id}/users', handler: users },
  { ...get, template: '/api/v1/apps/{id}/users/{userId}', handler: user, empty: {} },
  { ...get, template: '/api/v1/apps/{id}/groups', handler: groups },
  { ...get, template: '/api/v1/apps/{id}/groups/{groupId}', handler: group, empty: {} },
  {
    ...get,
    template: '/api/v1/meta/schemas/apps/{id}/default',
    scope: 'okta.schemas.read',
    handler: schema,
    empty: {},
  },
];
