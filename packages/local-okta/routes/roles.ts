/** The roles of users, groups and service apps, and what each is limited to. */
import { ok, param, type Call, type Route } from '../call';
import { notFound, OktaError } from '../errors';
import { listingOf, textOf, valueAt } from '../listing';
import { linked, pageOf, type PageRules } from '../paging';
import type { JsonObject } from '../types';

const TARGETS: PageRules = { defaultLimit: 20, maxLimit: 200 };

/** What a list of roles can embed, by the value of `expand`; and by which roles it can be had. */
const EXPANSIONS = {
  'targets/groups': 'groups',
  'targets/catalog/apps': 'apps',
} as const;

type Kind = (typeof EXPANSIONS)[keyof typeof EXPANSIONS];

const KIND_OF: Readonly<Record<string, Kind>> = {
  APP_ADMIN: 'apps',
  USER_ADMIN: 'groups',
  GROUP_MEMBERSHIP_ADMIN: 'groups',
  HELP_DESK_ADMIN: 'groups',
};

/** The rows of the principal in the path, with all that they could embed. */
type RowsOf = (call: Call) => readonly JsonObject[];

const ofUser: RowsOf = (call) => {
  const id = param(call, 'id');
  if (call.world.users.get(id) === undefined) throw notFound(id, 'User');
  return call.world.source.userRoles(id);
};

const ofGroup: RowsOf = (call) => {
  const id = param(call, 'id');
  if (call.world.groups.get(id) === undefined) throw notFound(id, 'UserGroup');
  return call.world.source.groupRoles(id);
};

const ofClient: RowsOf = (call) => {
  const id = param(call, 'id');
  const rows = call.world.source.clientRoles(id);
  if (rows === undefined) throw notFound(id, 'PublicClientApp');
  return rows;
};

function targetsOf(call: Call, row: JsonObject, kind: Kind): JsonObject[] {
  const all = valueAt(
    row,
    kind === 'groups' ? '_embedded.targets.groups' : '_embedded.targets.apps',
  );
  const found = Array.isArray(all) ? (all as JsonObject[]) : [];
  return kind === 'apps'
    ? found
    : found.map((one) => call.world.groups.get(textOf(one, 'id')) ?? one);
}

/** As Okta shows it: of the targets what was asked for, and nothing with a role that can have none. */
function shown(call: Call, row: JsonObject, kinds: readonly Kind[]): JsonObject {
  const bare = { ...row };
  delete bare['_embedded'];
  const kind = KIND_OF[textOf(row, 'type')];
  if (kind === undefined || !kinds.includes(kind)) return bare;
  const targets = targetsOf(call, row, kind);
  return {
    ...bare,
    _embedded: {
      targets: kind === 'groups' ? { groups: targets } : { catalog: { apps: targets } },
    },
  };
}

function list(call: Call, rowsOf: RowsOf) {
  const { roleExpansions = 2 } = call.world.source.facts;
  const asked = call.query.getAll('expand');
  if (asked.length > roleExpansions) throw new OktaError('E0000001', ['expand: not valid']);
  const kinds = Object.entries(EXPANSIONS).flatMap(([value, kind]) =>
    asked.includes(value) ? [kind] : [],
  );
  return ok(rowsOf(call).map((row) => shown(call, row, kinds)));
}

function targets(call: Call, rowsOf: RowsOf, kind: Kind) {
  const id = param(call, 'id2');
  const row = rowsOf(call).find((one) => textOf(one, 'id') === id);
  if (row === undefined) throw notFound(id, 'RoleAssignment');
  const found = targetsOf(call, row, kind);
  const page = pageOf(
    call,
    listingOf(found, (one) => textOf(one, kind === 'apps' ? 'name' : 'id')),
    TARGETS,
  );
  return linked(call, page.items, page.next);
}

const get: Omit<Route, 'template' | 'handler'> = {
  method: 'GET',
  scope: 'okta.roles.read',
  role: 'super',
  empty: [],
};

function routesOf(template: string, rowsOf: RowsOf): Route[] {
  return [
    { ...get, template, handler: (call) => list(call, rowsOf) },
    {
      ...get,
      template: `${template}/{id}/targets/groups`,
      handler: (call) => targets(call, rowsOf, 'groups'),
    },
    {
      ...get,
      template: `${template}/{id}/targets/catalog/apps`,
      handler: (call) => targets(call, rowsOf, 'apps'),
    },
  ];
}

export const roleRoutes: readonly Route[] = [
  ...routesOf('/api/v1/users/{id}/roles', ofUser),
  ...routesOf('/api/v1/groups/{id}/roles', ofGroup),
  ...routesOf('/oauth2/v1/clients/{id}/roles', ofClient),
];
