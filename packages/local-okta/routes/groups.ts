/** `/api/v1/groups`, members, rules. */
import { ok, param, type Call, type Route } from '../call';
import { notFound } from '../errors';
import { listingOfIds, textOf } from '../listing';
import { linked, pageOf, type PageRules } from '../paging';
import { parseExpression, type Predicate } from '../search';
import type { Json, JsonObject } from '../types';
import { shownUser } from './users';

/** 200 for most orgs by the documentation; 10,000 is the specification's maximum. */
const LIST: PageRules = { defaultLimit: 200, maxLimit: 10_000 };
const MEMBERS: PageRules = { defaultLimit: 1000, maxLimit: 1000 };
const APPS: PageRules = { defaultLimit: 20, maxLimit: 200 };
const GROUP_RULES: PageRules = { defaultLimit: 50, maxLimit: 200 };

const SEARCH = {
  attributes: [
    'id',
    'type',
    'created',
    'lastUpdated',
    'lastMembershipUpdated',
    'source.id',
    'profile.*',
  ],
};
const FILTER = { attributes: ['id', 'type', 'lastUpdated', 'lastMembershipUpdated'] };

function list(call: Call) {
  const search = call.query.get('search');
  const filter = call.query.get('filter');
  const q = call.query.get('q');
  let accept: Predicate | undefined;
  if (search !== null) accept = parseExpression(search, SEARCH);
  else if (filter !== null) accept = parseExpression(filter, FILTER);
  else if (q !== null) {
    const wanted = q.toLowerCase();
    accept = (read) => String(read('profile.name')).toLowerCase().startsWith(wanted);
  }
  const rules = q === null ? LIST : { defaultLimit: 300, maxLimit: 300 };
  const page = pageOf(call, call.world.groups, rules, accept);
  const withStats = call.query.get('expand')?.split(',').includes('stats') === true;
  const items = withStats ? page.items.map((group) => expanded(call, group)) : page.items;
  return linked(call, items, q === null ? page.next : undefined);
}

/**
 * Statistics as an admin sees them. The specification misspells `hasAdminPrivilege`; orgs may
 * answer either, so every third group has the misspelt form.
 */
function expanded(call: Call, group: JsonObject): JsonObject {
  const id = idOf(group);
  const privilege = call.world.source.groupRoles(id).length > 0;
  const misspelt = id.charCodeAt(6) % 3 === 0;
  return {
    ...group,
    _embedded: {
      stats: {
        usersCount: call.world.groupMembers(id).size,
        appsCount: call.world.groupApps(id).length,
        groupPushMappingsCount: 0,
        [misspelt ? 'hasAdminPrivlege' : 'hasAdminPrivilege']: privilege,
      },
    },
  };
}

function idOf(value: JsonObject): string {
  return textOf(value, 'id');
}

function groupOf(call: Call): JsonObject {
  const id = param(call, 'id');
  const group = call.world.groups.get(id);
  if (group === undefined) throw notFound(id, 'UserGroup');
  return group;
}

function members(call: Call) {
  const ids = call.world.groupMembers(idOf(groupOf(call)));
  const page = pageOf(call, ids, MEMBERS);
  const users: Json[] = [];
  for (const id of page.items) {
    const user = call.world.users.get(id);
    if (user !== undefined) users.push(shownUser(call, user));
  }
  return linked(call, users, page.next);
}

function apps(call: Call) {
  const ids = listingOfIds(call.world.groupApps(idOf(groupOf(call))));
  const page = pageOf(call, ids, APPS);
  return linked(
    call,
    page.items.map((id) => call.world.apps.get(id)!),
    page.next,
  );
}

function rules(call: Call) {
  const keyword = call.query.get('search')?.toLowerCase();
  const accept: Predicate | undefined =
    keyword === undefined
      ? undefined
      : (read) => String(read('name')).toLowerCase().includes(keyword);
  const page = pageOf(call, call.world.rules, GROUP_RULES, accept);
  const named = call.query.get('expand') === 'groupIdToGroupNameMap';
  const items = named ? page.items.map((rule) => withNames(call, rule)) : page.items;
  return linked(call, items, page.next);
}

function withNames(call: Call, rule: JsonObject): JsonObject {
  const ids = JSON.stringify(rule['actions']).match(/00g\w{17}/g) ?? [];
  const names: JsonObject = {};
  for (const id of ids) {
    const profile = call.world.groups.get(id)?.['profile'];
    if (typeof profile === 'object' && profile !== null && !Array.isArray(profile)) {
      names[id] = profile['name'];
    }
  }
  return { ...rule, _embedded: { groupIdToGroupNameMap: names } };
}

function rule(call: Call) {
  const id = param(call, 'id');
  const found = call.world.rules.get(id);
  if (found === undefined) throw notFound(id, 'GroupRule');
  return ok(found);
}

const scope = 'okta.groups.read';
const get: Pick<Route, 'method' | 'scope' | 'role' | 'empty'> = { method: 'GET', scope, empty: [] };

export const groupRoutes: readonly Route[] = [
  { ...get, template: '/api/v1/groups', handler: list },
  { ...get, template: '/api/v1/groups/rules', handler: rules },
  { ...get, template: '/api/v1/groups/rules/{id}', handler: rule },
  { ...get, template: '/api/v1/groups/{id}', handler: (call) => ok(groupOf(call)), empty: {} },
  { ...get, template: '/api/v1/groups/{id}/users', handler: members },
  { ...get, template: '/api/v1/groups/{id}/apps', handler: apps },
];
