/** `/api/v1/users` and what hangs below a user. */
import { ok, param, type Call, type Route } from '../call';
import { notFound, OktaError } from '../errors';
import { compare, indexOf, textOf, valueAt } from '../listing';
import { linked, pageOf, type PageRules } from '../paging';
import { parseExpression, type Predicate } from '../search';
import { orgUrl, type Json, type JsonObject, type Listing } from '../types';

const RULES: PageRules = { defaultLimit: 200, maxLimit: 200 };

const SEARCH = {
  attributes: [
    'id',
    'status',
    'created',
    'activated',
    'statusChanged',
    'lastUpdated',
    'type.id',
    'profile.*',
  ],
};

const FILTER = {
  attributes: [
    'id',
    'status',
    'lastUpdated',
    'profile.login',
    'profile.email',
    'profile.firstName',
    'profile.lastName',
  ],
};

const notDeprovisioned: Predicate = (read) => read('status') !== 'DEPROVISIONED';

/** Drops what the header `okta-response="omitCredentials,..."` names; all three values are needed. */
export function shownUser(call: Call, user: JsonObject): JsonObject {
  const type = String(call.headers['content-type'] ?? '');
  const omits = ['omitCredentials', 'omitCredentialsLinks', 'omitTransitioningToStatus'];
  if (!type.includes('okta-response') || !omits.every((word) => type.includes(word))) return user;
  const shown = { ...user };
  delete shown['credentials'];
  delete shown['transitioningToStatus'];
  return shown;
}

function list(call: Call) {
  const { users } = call.world;
  const search = call.query.get('search');
  const filter = call.query.get('filter');
  const q = call.query.get('q');
  if (q !== null) return find(call, q);
  let accept = notDeprovisioned;
  if (search !== null) accept = parseExpression(search, SEARCH);
  else if (filter !== null) accept = parseExpression(filter, FILTER);
  const sortBy = search === null ? null : call.query.get('sortBy');
  const listing: Listing<JsonObject> = sortBy === null ? users : sorted(call, sortBy);
  const page = pageOf(call, listing, RULES, accept);
  return linked(
    call,
    page.items.map((user) => shownUser(call, user)),
    page.next,
  );
}

function find(call: Call, q: string) {
  const wanted = q.toLowerCase();
  const starts = (value: unknown) =>
    typeof value === 'string' && value.toLowerCase().startsWith(wanted);
  const accept: Predicate = (read) =>
    notDeprovisioned(read) &&
    [read('profile.firstName'), read('profile.lastName'), read('profile.email')].some(starts);
  const page = pageOf(call, call.world.users, { defaultLimit: 10, maxLimit: 200 }, accept);
  return linked(call, page.items, undefined);
}

/** The users in the order of a property, ties by id; the key carries both. */
function sorted(call: Call, sortBy: string): Listing<JsonObject> {
  const { users } = call.world;
  const descending = call.query.get('sortOrder')?.toLowerCase().startsWith('desc') === true;
  const rows: { value: string; index: number }[] = [];
  for (let index = 0; index < users.size; index += 1) {
    const value = users.fieldAt(index, sortBy);
    rows.push({ value: typeof value === 'string' ? value : '', index });
  }
  rows.sort((a, b) => (descending ? -1 : 1) * compare(a.value, b.value) || a.index - b.index);
  const at = (position: number) => rows[position]!.index;
  return {
    size: rows.length,
    // The position stands for the pair of value and id: the order is the same for every page.
    keyAt: (position) => String(position).padStart(9, '0'),
    at: (position) => users.at(at(position)),
    fieldAt: (position, path) => users.fieldAt(at(position), path),
  };
}

/** By id, login or the short form of the login. */
function userOf(call: Call, idOrLogin: string): JsonObject {
  const { users } = call.world;
  const byId = users.get(idOrLogin);
  if (byId !== undefined) return byId;
  if (!/^00u\w{17}$/.test(idOrLogin)) {
    const wanted = idOrLogin.toLowerCase();
    for (let index = 0; index < users.size; index += 1) {
      const login = users.fieldAt(index, 'profile.login');
      if (typeof login !== 'string') continue;
      if (login.toLowerCase() === wanted || login.toLowerCase().split('@')[0] === wanted) {
        return users.at(index);
      }
    }
  }
  throw notFound(idOrLogin, 'User');
}

function idOf(user: JsonObject): string {
  return textOf(user, 'id');
}

function factors(call: Call) {
  const user = userOf(call, param(call, 'id'));
  if (user['status'] === 'DEPROVISIONED') throw notFound(idOf(user), 'User');
  return ok(call.world.factors(idOf(user)) as Json[]);
}

function groups(call: Call) {
  const user = userOf(call, param(call, 'id'));
  const ids = call.world.userGroups(idOf(user));
  return ok(ids.map((id) => call.world.groups.get(id)!));
}

function devices(call: Call) {
  if (call.world.source.facts.pipeline !== 'idx') throw new OktaError('E0000015');
  const id = idOf(userOf(call, param(call, 'id')));
  const found: Json[] = [];
  const { devices: all } = call.world;
  for (let index = 0; index < all.size; index += 1) {
    const owner = call.world.deviceUsers(all.keyAt(index)).find((one) => one.userId === id);
    if (owner === undefined) continue;
    found.push({
      created: owner.created,
      deviceUserId: `dvu${id.slice(3)}`,
      device: all.at(index),
    });
  }
  return ok(found);
}

function firstLink(app: JsonObject): string {
  const hrefs = valueAt(app, '_links.appLinks.href');
  const first: unknown = Array.isArray(hrefs) ? hrefs[0] : undefined;
  return typeof first === 'string' ? first : '';
}

/** Links to the applications that a user sees. */
function appLinks(call: Call) {
  const id = idOf(userOf(call, param(call, 'id')));
  const { apps, source } = call.world;
  const found: Json[] = [];
  for (let index = 0; index < apps.size; index += 1) {
    const app = apps.at(index);
    const assignments = source.appUsers(apps.keyAt(index));
    if (app['status'] !== 'ACTIVE' || indexOf(assignments, id) === -1) continue;
    found.push({
      id: `00u${id.slice(3, 10)}${apps.keyAt(index).slice(3, 13)}`,
      label: app['label'] ?? '',
      linkUrl: firstLink(app),
      logoUrl: `${orgUrl(source.facts)}/logo.png`,
      appName: app['name'] ?? '',
      appInstanceId: apps.keyAt(index),
      appAssignmentId: `0ua${id.slice(3)}`,
      credentialsSetup: false,
      hidden: false,
      sortOrder: found.length,
    });
  }
  return ok(found);
}

const scope = 'okta.users.read';

export const userRoutes: readonly Route[] = [
  { method: 'GET', template: '/api/v1/users', scope, handler: list, empty: [] },
  {
    method: 'GET',
    template: '/api/v1/users/{id}',
    scope,
    handler: (call) => ok(shownUser(call, userOf(call, param(call, 'id')))),
    empty: {},
  },
  { method: 'GET', template: '/api/v1/users/{id}/factors', scope, handler: factors, empty: [] },
  { method: 'GET', template: '/api/v1/users/{id}/groups', scope, handler: groups, empty: [] },
  { method: 'GET', template: '/api/v1/users/{id}/devices', scope, handler: devices, empty: [] },
  { method: 'GET', template: '/api/v1/users/{id}/appLinks', scope, handler: appLinks, empty: [] },
];
