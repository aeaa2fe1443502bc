/** Administrator roles: who holds which, and what custom roles permit. */
import { record, text, timestamp, type JsonObject, type JsonValue } from '../../json';
import { endpoint, isBadRequest, isGone, type Endpoint, type OktaClient } from '../../okta';
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

/** Whose roles are listed: a user's, a group's, or those of a service app by its client's id. */
export type RolesOf = 'users' | 'groups' | 'clients';

/**
 * What the lists of roles are to embed. Okta documents one value for a request; peers send both at once
 * (openhound-okta, 2026-08). What Okta refuses (400) is not asked again.
 */
const EXPANSIONS: readonly (readonly string[])[] = [
  ['targets/groups', 'targets/catalog/apps'],
  ['targets/groups'],
  [],
];

/** The lists of roles of one run. */
export class RoleLists {
  /** How many of the expansions Okta has refused. */
  private refused = 0;

  constructor(private readonly okta: OktaClient) {}

  /**
   * All roles of a principal; those of a user include the roles through a group (`assignmentType` GROUP).
   * With the groups and applications that a standard role is limited to, as far as Okta embeds these. Not
   * paged. Scope `okta.roles.read`.
   * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentauser/
   * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentbgroup/
   * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentclient/
   */
  async *of(
    kind: RolesOf,
    id: string,
  ): AsyncGenerator<readonly OktaRoleAssignment[], void, undefined> {
    for (;;) {
      const { refused } = this;
      try {
        return yield* parsedPages(this.pages(kind, id, EXPANSIONS[refused]), parseRoleAssignment);
      } catch (error) {
        // Of a client without roles Okta says that there is nothing (404, recorded).
        if (kind === 'clients' && isGone(error)) return;
        if (!isBadRequest(error) || refused >= EXPANSIONS.length - 1) throw error;
        this.refused = Math.max(this.refused, refused + 1);
      }
    }
  }

  private pages(
    kind: RolesOf,
    id: string,
    expand: readonly string[] = [],
  ): AsyncGenerator<readonly JsonValue[], void, undefined> {
    return this.okta.pages({ endpoint: rolesOf(kind, id), query: { expand }, priority: 'item' });
  }
}

function rolesOf(kind: RolesOf, id: string): Endpoint {
  switch (kind) {
    case 'users':
      return endpoint`/api/v1/users/${id}/roles`;
    case 'groups':
      return endpoint`/api/v1/groups/${id}/roles`;
    case 'clients':
      return endpoint`/oauth2/v1/clients/${id}/roles`;
  }
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
