/** What Okta says in one row of a list of roles: of users, of groups and of service apps alike. Pure. */
import { isJsonArray, list, record, text, type JsonObject, type JsonValue } from '../../json';
import { linkedId, oktaId } from '../../run/wire';
import { at } from '../fields';

/** SUPER_ADMIN, …, CUSTOM; a row that names a custom role is of type CUSTOM even if it does not say so. */
export function roleTypeOf(row: JsonObject): string | undefined {
  const type = text(row.type);
  return type ?? (namedRole(row) === undefined ? undefined : 'CUSTOM');
}

/** `cr0…`; undefined for a standard role, also for one that Okta binds to a resource set of its own. */
export function customRoleIdOf(row: JsonObject): string | undefined {
  return roleTypeOf(row) === 'CUSTOM' ? namedRole(row) : undefined;
}

/** By which the graph knows the role: a custom role's id, a standard role's type. */
export function roleIdOf(row: JsonObject): string | undefined {
  return customRoleIdOf(row) ?? (roleTypeOf(row) === 'CUSTOM' ? undefined : roleTypeOf(row));
}

function namedRole(row: JsonObject): string | undefined {
  return oktaId(row.role) ?? linkedId(record(row._links).role);
}

export function resourceSetIdOf(row: JsonObject): string | undefined {
  return oktaId(row['resource-set']) ?? linkedId(record(row._links)['resource-set']);
}

/**
 * The standard roles that can be limited, and to what. All others are for the whole org.
 * https://developer.okta.com/docs/concepts/role-assignment/#standard-role-types ("Optional targets")
 */
const LIMITED_TO: Readonly<Record<string, 'groups' | 'applications'>> = {
  APP_ADMIN: 'applications',
  USER_ADMIN: 'groups',
  GROUP_MEMBERSHIP_ADMIN: 'groups',
  HELP_DESK_ADMIN: 'groups',
};

/** Undefined for a role that has no targets. */
export function targetKindOf(row: JsonObject): 'groups' | 'applications' | undefined {
  const type = roleTypeOf(row) ?? '';
  return Object.hasOwn(LIMITED_TO, type) ? LIMITED_TO[type] : undefined;
}

/** Where targets stand in a row: first where Okta embeds them, then where they were asked for one by one. */
const PLACES = {
  groups: ['targets.groups', 'userGroups', 'groupGroups', 'clientGroups'],
  applications: ['targets.catalog.apps', 'userApps', 'groupApps', 'clientApps'],
} as const;

/** The groups or applications to which the role is limited; undefined where it is not known. */
export function targetsOf(
  row: JsonObject,
  kind: 'groups' | 'applications',
): readonly JsonValue[] | undefined {
  if (targetKindOf(row) !== kind) return roleTypeOf(row) === undefined ? undefined : [];
  return PLACES[kind].map((place) => at(row, `_embedded.${place}`)).find(isJsonArray);
}

/** The ids of the target groups; undefined where they are not known, or one has none. */
export function targetGroupIds(row: JsonObject): readonly string[] | undefined {
  return allOrNone(targetsOf(row, 'groups')?.map((group) => oktaId(record(group).id)));
}

/** The ids of those target applications that are single instances. */
export function targetApplicationIds(row: JsonObject): readonly string[] | undefined {
  return targetsOf(row, 'applications')
    ?.flatMap((app) => oktaId(record(app).id) ?? [])
    .sort();
}

/**
 * The names of those target applications that stand for all their instances: they have no id.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/rolebtargetadmin/
 */
export function targetCatalogApps(row: JsonObject): readonly string[] | undefined {
  const unidentified = targetsOf(row, 'applications')?.filter(
    (app) => oktaId(record(app).id) === undefined,
  );
  return allOrNone(unidentified?.map((app) => oktaId(record(app).name)));
}

function allOrNone(
  ids: readonly (string | undefined)[] | undefined,
): readonly string[] | undefined {
  const known = ids?.filter((id) => id !== undefined);
  return known?.length === ids?.length ? known?.sort() : undefined;
}

/**
 * Whether the role is for the whole org: a standard role without targets. Undefined where the targets are not
 * known, and for a role that is bound to a resource set: what that one covers is the set's to say.
 */
export function isOrgWide(row: JsonObject): boolean | undefined {
  const type = roleTypeOf(row);
  if (type === undefined || type === 'CUSTOM' || resourceSetIdOf(row) !== undefined)
    return undefined;
  const kind = targetKindOf(row);
  if (kind === undefined) return STANDARD_ROLES_WITHOUT_TARGETS.has(type) ? true : undefined;
  const targets = targetsOf(row, kind);
  return targets === undefined ? undefined : targets.length === 0;
}

/** A role that Okta adds may be limited in ways that are not known here. */
const STANDARD_ROLES_WITHOUT_TARGETS: ReadonlySet<string> = new Set([
  'SUPER_ADMIN',
  'ORG_ADMIN',
  'READ_ONLY_ADMIN',
  'REPORT_ADMIN',
  'MOBILE_ADMIN',
  'API_ACCESS_MANAGEMENT_ADMIN',
]);

/** One role of one principal. */
export interface RowOfRole {
  readonly id: string;
  readonly status: string | undefined;
}

/** The roles of one principal, each once, in force as soon as one of its rows is; undefined if one is unclear. */
export function heldRolesOf(
  rows: JsonValue | undefined,
): readonly (RowOfRole | undefined)[] | undefined {
  if (!isJsonArray(rows)) return undefined;
  const held = new Map<string, RowOfRole>();
  let isUnclear = false;
  for (const row of list(rows).map(record)) {
    const id = roleIdOf(row);
    if (id === undefined) isUnclear = true;
    else held.set(id, { id, status: mergedStatus(held.get(id)?.status, statusOf(row)) });
  }
  return [...held.values(), ...(isUnclear ? [undefined] : [])];
}

function statusOf({ status }: JsonObject): string | undefined {
  return text(status)?.toLowerCase();
}

function mergedStatus(one: string | undefined, other: string | undefined): string | undefined {
  return [one, other].includes('active') ? 'active' : (one ?? other);
}
