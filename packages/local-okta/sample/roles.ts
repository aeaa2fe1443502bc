/** Administrator roles: standard and custom, by user and by group, with the ids that Okta gives. */
import type { JsonObject } from '../types';
import { ADMIN_URL, day, idOf, link } from './build';
import { appId } from './appSpec';
import { groupId } from './groups';
import { userId } from './people';

const LABELS: Readonly<Record<string, string>> = {
  SUPER_ADMIN: 'Super Administrator',
  ORG_ADMIN: 'Organization Administrator',
  APP_ADMIN: 'Application Administrator',
  USER_ADMIN: 'Group Administrator',
  HELP_DESK_ADMIN: 'Help Desk Administrator',
  READ_ONLY_ADMIN: 'Read-Only Administrator',
  REPORT_ADMIN: 'Report Administrator',
  MOBILE_ADMIN: 'Mobile Administrator',
  API_ACCESS_MANAGEMENT_ADMIN: 'API Access Management Administrator',
  GROUP_MEMBERSHIP_ADMIN: 'Group Membership Administrator',
};

/** These have one id for all assignees: base32 of the type's name. */
const SHARED = ['APP_ADMIN', 'USER_ADMIN', 'HELP_DESK_ADMIN', 'GROUP_MEMBERSHIP_ADMIN'];

export function base32(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const byte of Buffer.from(text)) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((group) => alphabet[parseInt(group.padEnd(5, '0'), 2)] ?? '')
    .join('');
}

type Assignee = { user: string } | { group: string } | { app: string };

function assigneeLink(assignee: Assignee): JsonObject {
  if ('user' in assignee) return link(`/api/v1/users/${userId(assignee.user)}`);
  return 'group' in assignee
    ? link(`/api/v1/groups/${groupId(assignee.group)}`)
    : link(`/oauth2/v1/clients/${appId(assignee.app)}`);
}

function nameOf(assignee: Assignee): string {
  return Object.values(assignee)[0] ?? '';
}

function typeOf(assignee: Assignee): string {
  if ('user' in assignee) return 'USER';
  return 'group' in assignee ? 'GROUP' : 'CLIENT';
}

/** Groups by key; applications by key, or a whole kind of application by its name. */
interface Targets {
  groups?: readonly string[];
  apps?: readonly ({ key: string; name: string } | string)[];
}

function targetsJson({ groups = [], apps = [] }: Targets): JsonObject {
  return {
    groups: groups.map((key) => ({ id: groupId(key) })),
    apps: apps.map((app) =>
      typeof app === 'string'
        ? { name: app, displayName: app, status: 'ACTIVE', category: 'APPS' }
        : { name: app.name, displayName: app.name, status: 'ACTIVE', id: appId(app.key) },
    ),
  };
}

function standard(
  type: string,
  assignee: Assignee,
  { status = 'ACTIVE', ...targets }: Targets & { status?: string } = {},
): JsonObject {
  const name = `${nameOf(assignee).slice(0, 8)}${type.replace(/_/g, '').slice(0, 5)}`;
  const unique = idOf('group' in assignee ? 'gra' : 'ra1', name);
  return {
    id: SHARED.includes(type) ? base32(type) : unique,
    label: LABELS[type] ?? type,
    type,
    status,
    created: day(300),
    lastUpdated: day(301),
    assignmentType: typeOf(assignee),
    _embedded: { targets: targetsJson(targets) },
    _links: { assignee: assigneeLink(assignee) },
  };
}

const ONBOARDING = idOf('cr0', 'onboarding');
const AUDITOR = idOf('cr0', 'auditor');
const SALES_DESK = idOf('cr0', 'salesdesk');
const ALL_USERS = idOf('iam', 'allusers');
const SALES = idOf('iam', 'sales');

function custom(role: string, label: string, assignee: Assignee, set = ALL_USERS): JsonObject {
  const id = idOf('irb', `${nameOf(assignee).slice(0, 6)}${role.slice(3, 10)}`);
  const binding = `/api/v1/iam/resource-sets/${set}/bindings/${role}`;
  return {
    id,
    role,
    label,
    type: 'CUSTOM',
    status: 'ACTIVE',
    created: day(310),
    lastUpdated: day(311),
    assignmentType: typeOf(assignee),
    'resource-set': set,
    _links: {
      assignee: assigneeLink(assignee),
      'resource-set': link(`/api/v1/iam/resource-sets/${set}`),
      member: link(`${binding}/members/${id}`),
      role: link(`/api/v1/iam/roles/${role}`),
      permissions: link(`/api/v1/iam/roles/${role}/permissions`),
    },
  };
}

/** A standard role of the newer kind: bound to a resource set that Okta brings, and named by its type. */
function iamStandard(type: string, label: string, set: string, assignee: Assignee): JsonObject {
  return { ...custom(type, label, assignee, set), id: idOf('irb', nameOf(assignee)), type };
}

/** By key of the user: only what is assigned to the user. */
export const USER_ROLES: Readonly<Record<string, readonly JsonObject[]>> = {
  ana: [standard('SUPER_ADMIN', { user: 'ana' })],
  bo: [standard('ORG_ADMIN', { user: 'bo' }), standard('APP_ADMIN', { user: 'bo' })],
  carla: [
    standard(
      'APP_ADMIN',
      { user: 'carla' },
      { apps: [{ key: 'github', name: 'githubcloud' }, 'amazon_aws', 'not_installed'] },
    ),
    // Helpdesk holds a role itself, so only a super administrator can change it.
    standard('USER_ADMIN', { user: 'carla' }, { groups: ['sales', 'adusers', 'helpdesk'] }),
  ],
  goran: [
    standard('READ_ONLY_ADMIN', { user: 'goran' }),
    standard('REPORT_ADMIN', { user: 'goran' }),
  ],
  hana: [standard('MOBILE_ADMIN', { user: 'hana' })],
  jun: [standard('API_ACCESS_MANAGEMENT_ADMIN', { user: 'jun' })],
  mara: [
    custom(AUDITOR, 'Auditor', { user: 'mara' }),
    standard('GROUP_MEMBERSHIP_ADMIN', { user: 'mara' }, { groups: ['contractors'] }),
  ],
  nils: [standard('SUPER_ADMIN', { user: 'nils' }, { status: 'INACTIVE' })],
  svcci: [custom(ONBOARDING, 'User Onboarding', { user: 'svcci' })],
  suspend: [standard('SUPER_ADMIN', { user: 'suspend' })],
};

/** By key of the group. */
export const GROUP_ROLES: Readonly<Record<string, readonly JsonObject[]>> = {
  helpdesk: [standard('HELP_DESK_ADMIN', { group: 'helpdesk' }, { groups: ['sales', 'eng'] })],
  customadmins: [
    custom(ONBOARDING, 'User Onboarding', { group: 'customadmins' }),
    standard('APP_ADMIN', { group: 'customadmins' }),
  ],
  adempty: [standard('REPORT_ADMIN', { group: 'adempty' })],
  inactiverole: [standard('USER_ADMIN', { group: 'inactiverole' }, { status: 'INACTIVE' })],
  secops: [
    standard('READ_ONLY_ADMIN', { group: 'secops' }),
    custom(AUDITOR, 'Auditor', { group: 'secops' }),
  ],
};

/** By key of the application, whose client holds them. */
export const CLIENT_ROLES: Readonly<Record<string, readonly JsonObject[]>> = {
  oidcservice: [
    custom(SALES_DESK, 'Sales Desk', { app: 'oidcservice' }, SALES),
    standard('GROUP_MEMBERSHIP_ADMIN', { app: 'oidcservice' }, { groups: ['munster'] }),
    iamStandard(
      'ACCESS_REQUESTS_ADMIN',
      'Access Requests Administrator',
      'ACCESS_REQUESTS_IAM_POLICY',
      { app: 'oidcservice' },
    ),
  ],
};

function iamRole(id: string, label: string, description: string): JsonObject {
  return {
    id,
    label,
    description,
    created: day(290),
    lastUpdated: day(291),
    _links: {
      permissions: { href: `${ADMIN_URL}/api/v1/iam/roles/${id}/permissions` },
      self: { href: `${ADMIN_URL}/api/v1/iam/roles/${id}` },
    },
  };
}

export const IAM_ROLES: readonly JsonObject[] = [
  iamRole(ONBOARDING, 'User Onboarding', 'Creates users and puts them into groups'),
  iamRole(AUDITOR, 'Auditor', 'Reads, and changes nothing'),
  iamRole(SALES_DESK, 'Sales Desk', 'Resets passwords and runs the applications of Sales'),
  iamRole(idOf('cr0', 'unused'), 'Never assigned', ''),
  // Built in, and listed all the same.
  iamRole('WORKFLOWS_ADMIN', 'Workflows Administrator', 'Okta-defined role for Workflows'),
];

const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  [ONBOARDING]: ['okta.users.create', 'okta.users.read', 'okta.groups.members.manage'],
  [AUDITOR]: ['okta.users.read', 'okta.groups.read', 'okta.apps.read', 'okta.iam.read'],
  [SALES_DESK]: [
    'okta.users.credentials.resetPassword',
    'okta.groups.members.manage',
    'okta.users.groupMembership.manage',
    'okta.apps.manage',
  ],
  [idOf('cr0', 'unused')]: [],
  WORKFLOWS_ADMIN: ['okta.workflows.invoke', 'okta.workflows.read'],
};

export function permissionsOf(role: string): readonly JsonObject[] | undefined {
  return PERMISSIONS[role]?.map((label, index) => ({
    label,
    created: day(290),
    lastUpdated: day(291),
    conditions:
      index === 1
        ? { include: { 'okta:ResourceAttribute/User/Profile': ['city', 'state'] } }
        : null,
    _links: {
      role: link(`/api/v1/iam/roles/${role}`),
      self: link(`/api/v1/iam/roles/${role}/permissions/${label}`),
    },
  }));
}
