/** Administrator roles: who holds which, and what custom roles permit. */
import { record, text, timestamp, type JsonObject } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { linkedId, oktaId, parseId, parsedPages, wantedPages } from '../../run/wire';

/** A role as one user or group holds it; times in ms since the epoch. */
export interface OktaRoleAssignment {
  /** Of the assignment, and not unique: standard types repeat it for every assignee. */
  readonly id: string | undefined;
  /** SUPER_ADMIN, ORG_ADMIN, …, CUSTOM; undefined in odd answers. */
  readonly type: string | undefined;
  readonly label: string | undefined;
  /** ACTIVE, INACTIVE */
  readonly status: string | undefined;
  readonly created: number | undefined;
  readonly lastUpdated: number | undefined;
  /** USER: held directly. GROUP: listed with a user who has it through a group. CLIENT: an app. */
  readonly assignmentType: string | undefined;
  /** `cr0…` for type CUSTOM, undefined for every other and in odd answers. */
  readonly customRoleId: string | undefined;
  /** Of an assignment of type GROUP: the group that has the role, if Okta names it. */
  readonly groupId: string | undefined;
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

/** The id of a custom role stands in `role` and again in `_links.role`. What is absent is undefined. */
export function parseRoleAssignment(json: JsonObject): OktaRoleAssignment {
  const type = text(json.type);
  const assignmentType = text(json.assignmentType);
  const role = oktaId(json.role) ?? linkedId(record(json._links).role);
  const customRoleId = type === undefined || type === 'CUSTOM' ? role : undefined;
  return {
    id: oktaId(json.id),
    type: type ?? (customRoleId && 'CUSTOM'),
    label: text(json.label),
    status: text(json.status),
    created: timestamp(json.created),
    lastUpdated: timestamp(json.lastUpdated),
    assignmentType,
    customRoleId,
    groupId: assignmentType === 'GROUP' ? groupIn(record(json._links).assignee) : undefined,
    raw: json,
  };
}

/** Okta's documentation shows links of groups' roles that lead to a user. */
function groupIn(link: unknown): string | undefined {
  const id = linkedId(link);
  return id?.startsWith('00g') === true ? id : undefined;
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
): AsyncGenerator<readonly OktaRoleAssignment[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/users/${userId}/roles`,
    priority: 'item',
  });
  return parsedPages(pages, parseRoleAssignment);
}

/**
 * The roles of a group. Not paged. Scope `okta.roles.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentbgroup/
 */
export function listGroupRoles(
  okta: OktaClient,
  groupId: string,
): AsyncGenerator<readonly OktaRoleAssignment[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/groups/${groupId}/roles`,
    priority: 'item',
  });
  return parsedPages(pages, parseRoleAssignment);
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
): AsyncGenerator<readonly string[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/iam/roles/${customRoleId}/permissions`,
    bodyKey: 'permissions',
    priority: 'item',
  });
  return parsedPages(pages, (json) => text(json.label));
}
