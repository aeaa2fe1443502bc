/**
 * What Okta's administrator roles and permissions allow, as Okta documents it: the one table behind the views
 * of `npm run ask` and the explorer. Imports nothing: the explorer's page uses it.
 *
 * Only what changes something is here. Where Okta does not say that a role may do something, it has no row.
 */

/** On what an administrator acts. */
export type ActedOn = 'user' | 'group' | 'application' | 'org';

/** What an action is for, and which API scope a service app needs for it besides the role. */
export interface Action {
  readonly on: ActedOn;
  /** https://developer.okta.com/docs/api/oauth2/ */
  readonly scope: string;
}

export const ACTIONS = {
  'reset password': { on: 'user', scope: 'okta.users.manage' },
  'reset factors': { on: 'user', scope: 'okta.users.manage' },
  'change profile': { on: 'user', scope: 'okta.users.manage' },
  'change status': { on: 'user', scope: 'okta.users.manage' },
  'create users': { on: 'org', scope: 'okta.users.manage' },
  'change membership': { on: 'group', scope: 'okta.groups.manage' },
  'change group': { on: 'group', scope: 'okta.groups.manage' },
  'create groups': { on: 'org', scope: 'okta.groups.manage' },
  'assign application': { on: 'application', scope: 'okta.apps.manage' },
  'change application': { on: 'application', scope: 'okta.apps.manage' },
  'manage policies': { on: 'org', scope: 'okta.policies.manage' },
  'manage authorization servers': { on: 'org', scope: 'okta.authorizationServers.manage' },
  'manage identity providers': { on: 'org', scope: 'okta.idps.manage' },
  'manage administrators': { on: 'org', scope: 'okta.roles.manage' },
} as const satisfies Readonly<Record<string, Action>>;

export type ActionName = keyof typeof ACTIONS;

/** One action of one role or permission. */
export interface AdminRight {
  /** A standard role's type (`HELP_DESK_ADMIN`), or a permission of custom roles (`okta.users.manage`). */
  readonly by: string;
  readonly kind: 'standard role' | 'permission';
  readonly action: ActionName;
  /** The page of Okta's that says so (2026-08). */
  readonly source: string;
}

const HELP = 'https://help.okta.com/oie/en-us/content/topics/security';
const PERMISSIONS_PAGE =
  'https://developer.okta.com/docs/concepts/role-assignment/#permission-types';
const ROLE_PERMISSIONS_PAGE = `${HELP}/custom-admin-role/about-role-permissions.htm`;

/**
 * Roles that may act on administrators: on users who hold a role, directly or through a group, and on groups that
 * hold one. For all other roles Okta says: "Only super admins can manage groups with administrative roles", and
 * a group administrator can then change neither the group nor its members.
 * https://help.okta.com/oie/en-us/content/topics/security/administrators-group-admin.htm
 */
export const ACTS_ON_ADMINISTRATORS = 'SUPER_ADMIN';

const ALL_ACTIONS: readonly ActionName[] = [
  'reset password',
  'reset factors',
  'change profile',
  'change status',
  'create users',
  'change membership',
  'change group',
  'create groups',
  'assign application',
  'change application',
  'manage policies',
  'manage authorization servers',
  'manage identity providers',
  'manage administrators',
];

type Row = readonly [by: string, source: string, actions: readonly ActionName[]];

const STANDARD_ROLES: readonly Row[] = [
  ['SUPER_ADMIN', `${HELP}/administrators-admin-comparison.htm`, ALL_ACTIONS],
  [
    // "Org-wide permissions for most user management and policy settings"; it "can't manage applications".
    'ORG_ADMIN',
    `${HELP}/administrators-org-admin.htm`,
    [
      'reset password',
      'reset factors',
      'change profile',
      'change status',
      'create users',
      'change membership',
      'change group',
      'create groups',
      'manage policies',
    ],
  ],
  [
    'USER_ADMIN',
    `${HELP}/administrators-group-admin.htm`,
    [
      'reset password',
      'reset factors',
      'change profile',
      'change status',
      'create users',
      'change membership',
      'change group',
    ],
  ],
  [
    'HELP_DESK_ADMIN',
    `${HELP}/administrators-help-desk-admin.htm`,
    ['reset password', 'reset factors'],
  ],
  [
    'GROUP_MEMBERSHIP_ADMIN',
    `${HELP}/administrators-group-membership-admin.htm`,
    ['change membership'],
  ],
  [
    'APP_ADMIN',
    `${HELP}/administrators-app-admin.htm`,
    ['change application', 'assign application'],
  ],
  [
    'API_ACCESS_MANAGEMENT_ADMIN',
    `${HELP}/administrators-admin-comparison.htm`,
    ['manage authorization servers'],
  ],
];

const PERMISSIONS: readonly Row[] = [
  [
    // "Create and manage users and read all profile and credential information."
    'okta.users.manage',
    PERMISSIONS_PAGE,
    ['reset password', 'reset factors', 'change profile', 'change status', 'create users'],
  ],
  ['okta.users.create', PERMISSIONS_PAGE, ['create users']],
  ['okta.users.userprofile.manage', PERMISSIONS_PAGE, ['change profile']],
  ['okta.users.credentials.manage', PERMISSIONS_PAGE, ['reset password', 'reset factors']],
  ['okta.users.credentials.resetPassword', PERMISSIONS_PAGE, ['reset password']],
  // "Expire a user's password and set a new temporary password."
  ['okta.users.credentials.expirePassword', PERMISSIONS_PAGE, ['reset password']],
  ['okta.users.credentials.resetFactors', PERMISSIONS_PAGE, ['reset factors']],
  ['okta.users.lifecycle.manage', PERMISSIONS_PAGE, ['change status']],
  ['okta.users.lifecycle.activate', PERMISSIONS_PAGE, ['change status']],
  ['okta.users.lifecycle.deactivate', PERMISSIONS_PAGE, ['change status']],
  ['okta.users.lifecycle.suspend', PERMISSIONS_PAGE, ['change status']],
  ['okta.users.lifecycle.unsuspend', PERMISSIONS_PAGE, ['change status']],
  ['okta.users.lifecycle.delete', PERMISSIONS_PAGE, ['change status']],
  ['okta.groups.manage', PERMISSIONS_PAGE, ['change group', 'change membership']],
  ['okta.groups.members.manage', PERMISSIONS_PAGE, ['change membership']],
  ['okta.groups.create', PERMISSIONS_PAGE, ['create groups']],
  ['okta.apps.manage', PERMISSIONS_PAGE, ['change application', 'assign application']],
  ['okta.apps.assignment.manage', PERMISSIONS_PAGE, ['assign application']],
  ['okta.authzServers.manage', PERMISSIONS_PAGE, ['manage authorization servers']],
  ['okta.identityProviders.manage', ROLE_PERMISSIONS_PAGE, ['manage identity providers']],
  ['okta.policies.manage', ROLE_PERMISSIONS_PAGE, ['manage policies']],
];

const rightsOf =
  (kind: AdminRight['kind']) =>
  ([by, source, actions]: Row): AdminRight[] =>
    actions.map((action) => ({ by, kind, action, source }));

/** Every right, one row for each action. */
export const ADMIN_RIGHTS: readonly AdminRight[] = [
  ...STANDARD_ROLES.flatMap(rightsOf('standard role')),
  ...PERMISSIONS.flatMap(rightsOf('permission')),
];

/**
 * What a role allows.
 * @param permissions of a custom role
 */
export function rightsOfRole(
  roleType: string,
  permissions: readonly string[] = [],
): readonly AdminRight[] {
  return ADMIN_RIGHTS.filter(({ by, kind }) =>
    kind === 'standard role' ? by === roleType : roleType === 'CUSTOM' && permissions.includes(by),
  );
}
