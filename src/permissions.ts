/**
 * What Okta demands of a caller: the one table behind the declarations of the steps, the
 * doctor, the warnings of a run and the guide. Rights are from Okta's comparison of administrator
 * roles, scopes and names of reference pages from its OpenAPI description 2026.06.3.
 */
import { IAM_VIEWER, READ_ONLY_ADMIN, SUPER_ADMIN } from './adminRoles';
import { RESOURCES } from './resources';
import { definedEndpoints } from './resources/engine/endpoints';

interface Right {
  /** What is read, fit to start a sentence: "Administrator roles". */
  readonly title: string;
  /** Administrator roles, of an API token's user or of the app itself; any one of them is enough. */
  readonly adminRoles: readonly string[];
  /** What the graph lacks without it. */
  readonly withoutIt: string;
  /** Where neither role nor scope is the reason: licence, edition, settings. */
  readonly note?: string;
}

/** What each endpoint of a definition wants. */
const DEFINED = RESOURCES.flatMap(definedEndpoints);

/** Rights of the parts that are written by hand; every definition brings its own. */
const RIGHTS: Readonly<Record<string, Right>> = {
  org: {
    title: 'Organization',
    adminRoles: [READ_ONLY_ADMIN],
    withoutIt: "The account lacks the company's name, status, website and creation time.",
  },
  users: {
    title: 'Users',
    adminRoles: [READ_ONLY_ADMIN],
    withoutIt: 'No users, and so no memberships, assignments, factors or role holders.',
  },
  factors: {
    title: 'MFA factors',
    adminRoles: [READ_ONLY_ADMIN],
    withoutIt: 'No factors, and users do not say whether they have MFA.',
  },
  groups: {
    title: 'Groups',
    adminRoles: [READ_ONLY_ADMIN],
    withoutIt: 'No groups, no memberships and no AWS roles by group mapping.',
  },
  applications: {
    title: 'Applications and their assignments',
    adminRoles: [READ_ONLY_ADMIN],
    withoutIt: 'No applications, no assignments and no AWS roles.',
  },
  schemas: {
    title: 'Profile schemas of AWS applications',
    adminRoles: [READ_ONLY_ADMIN],
    withoutIt:
      'Whether a user has an AWS role directly or through a group may be wrong, because only ' +
      'the schema says whether the roles of groups add up.',
  },
  roles: {
    title: 'Administrator roles',
    adminRoles: [SUPER_ADMIN, IAM_VIEWER],
    withoutIt: 'Nobody is shown as an administrator of Okta.',
  },
  logs: {
    title: 'System Log',
    adminRoles: [READ_ONLY_ADMIN],
    withoutIt: 'Nobody is shown as the creator of an application.',
  },
  ...Object.fromEntries(
    DEFINED.map(({ permissionId, permission: right }) => [permissionId, right]),
  ),
};

/** Names a right: those above, and the ids of definitions. */
export type PermissionId = string;

/** Path template, what reading it is for, its OAuth scope, and its page in Okta's reference. */
const TABLE = [
  ['/api/v1/org', 'org', 'okta.orgs.read', 'orgsettinggeneral'],
  ['/api/v1/users', 'users', 'okta.users.read', 'user'],
  ['/api/v1/users/{id}', 'users', 'okta.users.read', 'user'],
  ['/api/v1/users/{id}/factors', 'factors', 'okta.users.read', 'userfactor'],
  ['/api/v1/groups', 'groups', 'okta.groups.read', 'group'],
  ['/api/v1/groups/{id}', 'groups', 'okta.groups.read', 'group'],
  ['/api/v1/groups/{id}/users', 'groups', 'okta.groups.read', 'group'],
  ['/api/v1/apps', 'applications', 'okta.apps.read', 'application'],
  ['/api/v1/apps/{id}', 'applications', 'okta.apps.read', 'application'],
  ['/api/v1/apps/{id}/users', 'applications', 'okta.apps.read', 'applicationusers'],
  ['/api/v1/apps/{id}/groups', 'applications', 'okta.apps.read', 'applicationgroups'],
  ['/api/v1/groups/{id}/apps', 'applications', 'okta.groups.read', 'group'],
  ['/api/v1/meta/schemas/apps/{id}/default', 'schemas', 'okta.schemas.read', 'schema'],
  ['/api/v1/iam/assignees/users', 'roles', 'okta.roles.read', 'roleassignmentauser'],
  ['/api/v1/users/{id}/roles', 'roles', 'okta.roles.read', 'roleassignmentauser'],
  ['/api/v1/groups/{id}/roles', 'roles', 'okta.roles.read', 'roleassignmentbgroup'],
  ['/oauth2/v1/clients/{id}/roles', 'roles', 'okta.roles.read', 'roleassignmentclient'],
  ['/api/v1/iam/roles', 'roles', 'okta.roles.read', 'roleecustom'],
  ['/api/v1/iam/roles/{id}/permissions', 'roles', 'okta.roles.read', 'roleecustompermission'],
  ['/api/v1/logs', 'logs', 'okta.logs.read', 'systemlog'],
] as const;

/** What one endpoint wants. */
export interface EndpointNeeds {
  readonly endpoint: string;
  readonly permission: PermissionId;
  /** What an OAuth service app must have been granted. */
  readonly oauthScope: string;
  /** The tag of Okta's reference, in lower case; the address of the page if it is in another reference. */
  readonly reference: string;
  /** The source without which the call is not made; other steps name it for what they would link to. */
  readonly source?: string | undefined;
}

/** The table, one row for each endpoint that a run or the doctor asks. */
export const ENDPOINT_NEEDS: readonly EndpointNeeds[] = [
  ...TABLE.map(([endpoint, permissionId, oauthScope, reference]) => ({
    endpoint,
    permission: permissionId,
    oauthScope,
    reference,
  })),
  ...DEFINED.map(({ path, permissionId, permission: { scope, reference }, source }) => ({
    endpoint: path,
    permission: permissionId,
    oauthScope: scope,
    reference,
    source,
  })),
];

/** What a step needs to be allowed: a subset of the SDK's `StepAuthorization`, nothing optional. */
export interface OktaAuthorization {
  /** Admin roles; any one of them is enough. Custom roles stand last. */
  readonly roles: string[];
  /** Scopes of an OAuth service app; all of them are needed, besides the admin role. */
  readonly oauthScopes: string[];
  /**
   * Path templates of the Okta API whose answers the step works on. The proof that users are all, on
   * which most steps rest as well, is declared by the step that emits them.
   */
  readonly endpoints: string[];
  readonly documentationLinks: string[];
}

const REFERENCE = 'https://developer.okta.com/docs/api/openapi/okta-management/management/tags';

/** Address of a page of Okta's reference, from its tag; an address stays as it is. */
export function pageOf(reference: string): string {
  return reference.startsWith('https://') ? reference : `${REFERENCE}/${reference}/`;
}

/**
 * What a step needs that calls these endpoints.
 *
 * @param main the endpoint that the step is about: a caller with a role for it has one for the others
 */
export function authorizationFor(main: string, ...others: readonly string[]): OktaAuthorization {
  const rows = [main, ...others].map(needsOf);
  const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();
  return {
    roles: [...rightOf(needsOf(main).permission).adminRoles],
    oauthScopes: unique(rows.map(({ oauthScope }) => oauthScope)),
    endpoints: rows.map(({ endpoint }) => endpoint),
    documentationLinks: unique(rows.map(({ reference }) => pageOf(reference))),
  };
}

/** What a call of this path template wants. Throws for a path that nothing declares. */
export function needsOf(endpoint: string): EndpointNeeds {
  const row = ENDPOINT_NEEDS.find((candidate) => candidate.endpoint === endpoint);
  if (row === undefined) throw new Error(`no row for ${endpoint}`);
  return row;
}

function rightOf(id: PermissionId): Right {
  const right = RIGHTS[id];
  if (right === undefined) throw new Error(`no right ${id}`);
  return right;
}

/** A right in the words in which people read it. */
export interface Permission {
  readonly id: PermissionId;
  readonly title: string;
  readonly oauthScope: string;
  /** The least administrator role that suffices, and what could take its place. */
  readonly adminRole: string;
  readonly withoutIt: string;
  readonly note?: string;
}

/** The right with the scope of the first endpoint that needs it. */
export function permission(id: PermissionId): Permission {
  const row = ENDPOINT_NEEDS.find((candidate) => candidate.permission === id);
  if (row === undefined) throw new Error(`no endpoint needs ${id}`);
  return permissionOf(row);
}

/** The right behind a path template, with the scope of just this one; undefined without a row. */
export function permissionForPath(template: string): Permission | undefined {
  const row = ENDPOINT_NEEDS.find(({ endpoint }) => endpoint === template);
  return row && permissionOf(row);
}

function permissionOf({ permission: id, oauthScope }: EndpointNeeds): Permission {
  const { adminRoles, title, withoutIt, note } = rightOf(id);
  const [least = READ_ONLY_ADMIN, ...instead] = adminRoles;
  const adminRole = instead.length === 0 ? least : `${least} (or: ${instead.join(', ')})`;
  return { id, title, withoutIt, ...(note !== undefined && { note }), adminRole, oauthScope };
}

/** What to do about a missing permission, with this kind of credential. */
export function remedyFor(
  { oauthScope, adminRole, note }: Permission,
  kind: 'token' | 'oauth',
): string {
  const ways = {
    token:
      `Give the administrator who owns the API token the role ${adminRole} ` +
      '(Security > Administrators > Add administrator).',
    oauth:
      `Grant the app the scope ${oauthScope} (Applications > the app > Okta API Scopes) and assign the ` +
      `role ${adminRole} to the app (Applications > the app > Admin roles).`,
  };
  return [ways[kind], note].filter((part) => part !== undefined).join(' ');
}
