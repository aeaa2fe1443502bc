/** Administrator roles: who holds which, and what custom roles permit. */
import { record, text, timestamp, type JsonObject } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { allOf, linkedId, oktaId, parseId, parsedPages, wantedPages } from '../../run/wire';

/** A role as one user or group holds it; times in ms since the epoch. */
export interface OktaRoleAssignment {
  /** Of the assignment, and not unique: standard types repeat it for every assignee. */
  readonly id: string | undefined;
  /** SUPER_ADMIN, ORG_ADMIN, …, CUSTOM */
  readonly type: string;
  readonly label: string | undefined;
  /** ACTIVE, INACTIVE */
  readonly status: string | undefined;
  readonly created: number | undefined;
  readonly lastUpdated: number | undefined;
  /** USER: held directly. GROUP: listed with a user who has it through a group. CLIENT: an app. */
  readonly assignmentType: string | undefined;
  /** `cr0…`, always there for type CUSTOM and for no other. */
  readonly customRoleId: string | undefined;
  readonly raw: JsonObject;
}

/** A custom role of the org; times in ms since the epoch. */
export interface OktaCustomRole {
  readonly id: string;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly created: number | undefined;
  readonly lastUpdated: number | undefined;
  readonly raw: JsonObject;
}

/**
 * Undefined where it is not known what is assigned: without a `type`, or of type CUSTOM without the
 * role's id, which stands in `role` and again in `_links.role`.
 */
export function parseRoleAssignment(json: JsonObject): OktaRoleAssignment | undefined {
  const type = text(json.type);
  if (type === undefined) return undefined;
  const customRoleId =
    type === 'CUSTOM' ? (oktaId(json.role) ?? linkedId(record(json._links).role)) : undefined;
  if (type === 'CUSTOM' && customRoleId === undefined) return undefined;
  return {
    id: oktaId(json.id),
    type,
    label: text(json.label),
    status: text(json.status),
    created: timestamp(json.created),
    lastUpdated: timestamp(json.lastUpdated),
    assignmentType: text(json.assignmentType),
    customRoleId,
    raw: json,
  };
}

/** `/iam/roles` can return a built-in role too (WORKFLOWS_ADMIN), which goes by its type. */
function isCustomRole({ id }: JsonObject): boolean {
  return text(id)?.startsWith('cr0') ?? true;
}

/** Undefined for what is no custom role. */
export function parseCustomRole(json: JsonObject): OktaCustomRole | undefined {
  const id = oktaId(json.id);
  if (id === undefined || !isCustomRole(json)) return undefined;
  return {
    id,
    label: text(json.label),
    description: text(json.description),
    created: timestamp(json.created),
    lastUpdated: timestamp(json.lastUpdated),
    raw: json,
  };
}

/**
 * All roles of a user, those through a group included (`assignmentType` GROUP). Not paged. Scope
 * `okta.roles.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentauser/
 */
export function listUserRoles(
  okta: OktaClient,
  userId: string,
): Promise<readonly OktaRoleAssignment[]> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/users/${userId}/roles`,
    priority: 'item',
  });
  return allOf(parsedPages(pages, parseRoleAssignment));
}

/**
 * The roles of a group. Not paged. Scope `okta.roles.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentbgroup/
 */
export function listGroupRoles(
  okta: OktaClient,
  groupId: string,
): Promise<readonly OktaRoleAssignment[]> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/groups/${groupId}/roles`,
    priority: 'item',
  });
  return allOf(parsedPages(pages, parseRoleAssignment));
}

/**
 * The ids of all users with a role: spares one call per user. Pages in the body. Needs a super
 * administrator, or a custom role that may view roles, resources and admin assignments. Scope
 * `okta.roles.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentauser/
 */
export function listRoleAssignees(
  okta: OktaClient,
): AsyncGenerator<readonly string[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/iam/assignees/users`,
    limit: 100,
    bodyKey: 'value',
    priority: 'list',
  });
  return parsedPages(pages, parseId);
}

/**
 * The org's custom roles, held or not. Pages in the body; there is no `limit`. Scope
 * `okta.roles.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleecustom/
 */
export function listCustomRoles(
  okta: OktaClient,
): AsyncGenerator<readonly OktaCustomRole[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/iam/roles`,
    bodyKey: 'roles',
    priority: 'list',
  });
  return parsedPages(wantedPages(pages, isCustomRole), parseCustomRole);
}

/**
 * The permissions of a custom role, for example `okta.users.read`. Scope `okta.roles.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleecustompermission/
 */
export function listRolePermissions(
  okta: OktaClient,
  customRoleId: string,
): Promise<readonly string[]> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/iam/roles/${customRoleId}/permissions`,
    bodyKey: 'permissions',
    priority: 'item',
  });
  return allOf(parsedPages(pages, (json) => text(json.label)));
}
