/**
 * What each step needs to be allowed in Okta, and what to do where it is not: the one table behind the
 * doctor, the run's warnings and the guide. Rights are from Okta's comparison of administrator roles and
 * from the scopes of its OpenAPI description 2026.06.3.
 */
import { IAM_VIEWER, READ_ONLY_ADMIN, SUPER_ADMIN } from '../graph/authorization';

export type PermissionId =
  | 'org'
  | 'support'
  | 'users'
  | 'factors'
  | 'groups'
  | 'rules'
  | 'applications'
  | 'schemas'
  | 'roles'
  | 'devices'
  | 'logs';

export interface Permission {
  readonly id: PermissionId;
  /** What is read, fit to start a sentence: "Administrator roles". */
  readonly title: string;
  /** Path templates of the calls that need it. */
  readonly endpoints: readonly string[];
  /** What an OAuth service app must have been granted. */
  readonly oauthScope: string;
  /** The least administrator role that suffices, of an API token's user or of the app itself. */
  readonly adminRole: string;
  /** What the graph lacks without it. */
  readonly withoutIt: string;
  /** Where neither role nor scope is the reason: licence, edition, settings. */
  readonly note?: string;
}

const TABLE: readonly Permission[] = [
  {
    id: 'org',
    title: 'Organization',
    endpoints: ['/api/v1/org'],
    oauthScope: 'okta.orgs.read',
    adminRole: READ_ONLY_ADMIN,
    withoutIt: "The account lacks the company's name, status, website and creation time.",
  },
  {
    id: 'support',
    title: 'Okta Support access',
    endpoints: ['/api/v1/org/privacy/oktaSupport'],
    oauthScope: 'okta.orgs.read',
    adminRole: SUPER_ADMIN,
    withoutIt: 'The account does not say whether Okta Support may sign in. All else is complete.',
  },
  {
    id: 'users',
    title: 'Users',
    endpoints: ['/api/v1/users'],
    oauthScope: 'okta.users.read',
    adminRole: READ_ONLY_ADMIN,
    withoutIt: 'No users, and so no memberships, assignments, factors or role holders.',
  },
  {
    id: 'factors',
    title: 'MFA factors',
    endpoints: ['/api/v1/users/{id}/factors'],
    oauthScope: 'okta.users.read',
    adminRole: READ_ONLY_ADMIN,
    withoutIt: 'No factors, and users do not say whether they have MFA.',
  },
  {
    id: 'groups',
    title: 'Groups',
    endpoints: ['/api/v1/groups', '/api/v1/groups/{id}/users'],
    oauthScope: 'okta.groups.read',
    adminRole: READ_ONLY_ADMIN,
    withoutIt: 'No groups and no memberships.',
  },
  {
    id: 'rules',
    title: 'Group rules',
    endpoints: ['/api/v1/groups/rules'],
    oauthScope: 'okta.groups.read',
    adminRole: READ_ONLY_ADMIN,
    withoutIt: 'No group rules.',
    note: 'Where the role and the scope are in place, the org has no licence for group rules.',
  },
  {
    id: 'applications',
    title: 'Applications and their assignments',
    endpoints: [
      '/api/v1/apps',
      '/api/v1/apps/{id}/users',
      '/api/v1/apps/{id}/groups',
      '/api/v1/groups/{id}/apps',
    ],
    oauthScope: 'okta.apps.read',
    adminRole: READ_ONLY_ADMIN,
    withoutIt: 'No applications, no assignments and no AWS roles.',
  },
  {
    id: 'schemas',
    title: 'Profile schemas of AWS applications',
    endpoints: ['/api/v1/meta/schemas/apps/{id}/default'],
    oauthScope: 'okta.schemas.read',
    adminRole: READ_ONLY_ADMIN,
    withoutIt:
      'Whether a user has an AWS role directly or through a group may be told wrongly, because only ' +
      'the schema says whether the roles of groups add up.',
  },
  {
    id: 'roles',
    title: 'Administrator roles',
    endpoints: [
      '/api/v1/iam/assignees/users',
      '/api/v1/users/{id}/roles',
      '/api/v1/groups/{id}/roles',
      '/api/v1/iam/roles',
      '/api/v1/iam/roles/{id}/permissions',
    ],
    oauthScope: 'okta.roles.read',
    adminRole: `${SUPER_ADMIN} (or: ${IAM_VIEWER})`,
    withoutIt: 'Nobody is shown as an administrator of Okta.',
  },
  {
    id: 'devices',
    title: 'Devices',
    endpoints: ['/api/v1/devices', '/api/v1/devices/{id}/users'],
    oauthScope: 'okta.devices.read',
    adminRole: READ_ONLY_ADMIN,
    withoutIt: 'No devices and no owners of devices.',
    note: 'Only Identity Engine orgs have devices. Without need for them, switch the source machine-devices off.',
  },
  {
    id: 'logs',
    title: 'System Log',
    endpoints: ['/api/v1/logs'],
    oauthScope: 'okta.logs.read',
    adminRole: READ_ONLY_ADMIN,
    withoutIt: 'Nobody is shown as the creator of an application.',
  },
];

/** What a step reads first; more than one where it reads several kinds of thing. */
const NEEDED: Readonly<Record<string, readonly PermissionId[]>> = {
  'fetch-account': ['org', 'support'],
  'fetch-users': ['users'],
  'fetch-groups': ['groups'],
  'build-user-group-users-relationships': ['groups'],
  'build-app-user-group-users-relationships': ['groups'],
  'fetch-rules': ['rules'],
  'build-rule-user-group-relationships': ['rules'],
  'fetch-applications': ['applications'],
  'build-group-app-relationships': ['applications'],
  'build-user-app-relationships': ['applications'],
  'build-group-aws-role-relationships': ['applications'],
  'build-user-aws-role-relationships': ['applications', 'schemas'],
  'build-application-creation-relationship': ['logs'],
  'fetch-mfa-devices': ['factors'],
  'fetch-changed-mfa-devices': ['factors', 'logs'],
  'fetch-roles': ['roles'],
  'build-user-role-relationships': ['roles'],
  'build-user-group-role-relationships': ['roles'],
  'fetch-devices': ['devices'],
  'build-user-device-relationships': ['devices'],
};

export interface StepPermission {
  /** "Administrator roles" */
  readonly title: string;
  readonly oauthScopes: readonly string[];
  readonly endpoints: readonly string[];
  /** Sentences that tell an administrator what to do, for a token and for an app. */
  readonly remedy: string;
}

/** The table's row. */
export function permission(id: PermissionId): Permission {
  const row = TABLE.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`no permission ${id}`);
  return row;
}

/** The row of a path template; undefined where the table has none. */
export function permissionForPath(template: string): Permission | undefined {
  return TABLE.find(({ endpoints }) => endpoints.includes(template));
}

/** What the step needs. A step without a row (a test rules it out) needs what reading users needs. */
export function permissionOf(stepId: string): StepPermission {
  const rows = (NEEDED[stepId] ?? ['users']).map(permission);
  const main = rows[0] ?? permission('users');
  return {
    title: main.title,
    oauthScopes: [...new Set(rows.map(({ oauthScope }) => oauthScope))],
    endpoints: rows.flatMap(({ endpoints }) => endpoints),
    remedy: remedyFor(main),
  };
}

/** What to do about a missing permission, for one kind of credential or, without it, for both. */
export function remedyFor(
  { oauthScope, adminRole, note }: Permission,
  kind?: 'token' | 'oauth',
): string {
  const token =
    `Give the administrator who owns the API token the role ${adminRole} ` +
    '(Security > Administrators > Add administrator).';
  const oauth =
    `Grant the app the scope ${oauthScope} (Applications > the app > Okta API Scopes) and assign the ` +
    `role ${adminRole} to the app (Applications > the app > Admin roles).`;
  const ways = {
    token,
    oauth,
    either: `With an API token: ${token} With an OAuth service app: ${oauth}`,
  };
  return [ways[kind ?? 'either'], note].filter((part) => part !== undefined).join(' ');
}
