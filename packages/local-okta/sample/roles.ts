/** Administrator roles: standard and custom, by user and by group, with the ids that Okta gives. */
import type { JsonObject } from '../types';
import { ADMIN_URL, day, idOf, link } from './build';
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

type Assignee = { user: string } | { group: string };

function assigneeLink(assignee: Assignee): JsonObject {
  return 'user' in assignee
    ? link(`/api/v1/users/${userId(assignee.user)}`)
    : link(`/api/v1/groups/${groupId(assignee.group)}`);
}

function nameOf(assignee: Assignee): string {
  return 'user' in assignee ? assignee.user : assignee.group;
}

function standard(type: string, assignee: Assignee, status = 'ACTIVE'): JsonObject {
  const name = `${nameOf(assignee).slice(0, 8)}${type.replace(/_/g, '').slice(0, 5)}`;
  const unique = idOf('user' in assignee ? 'ra1' : 'gra', name);
  return {
    id: SHARED.includes(type) ? base32(type) : unique,
    label: LABELS[type] ?? type,
    type,
    status,
    created: day(300),
    lastUpdated: day(301),
    assignmentType: 'user' in assignee ? 'USER' : 'GROUP',
    _links: { assignee: assigneeLink(assignee) },
  };
}

const ONBOARDING = idOf('cr0', 'onboarding');
const AUDITOR = idOf('cr0', 'auditor');
const RESOURCE_SET = idOf('iam', 'allusers');

function custom(role: string, label: string, assignee: Assignee): JsonObject {
  const id = idOf('irb', `${nameOf(assignee).slice(0, 6)}${role.slice(3, 10)}`);
  const binding = `/api/v1/iam/resource-sets/${RESOURCE_SET}/bindings/${role}`;
  return {
    id,
    role,
    label,
    type: 'CUSTOM',
    status: 'ACTIVE',
    created: day(310),
    lastUpdated: day(311),
    assignmentType: 'user' in assignee ? 'USER' : 'GROUP',
    'resource-set': RESOURCE_SET,
    _links: {
      assignee: assigneeLink(assignee),
      'resource-set': link(`/api/v1/iam/resource-sets/${RESOURCE_SET}`),
      member: link(`${binding}/members/${id}`),
      role: link(`/api/v1/iam/roles/${role}`),
      permissions: link(`/api/v1/iam/roles/${role}/permissions`),
    },
  };
}

/** By key of the user: only what is assigned to the user. */
export const USER_ROLES: Readonly<Record<string, readonly JsonObject[]>> = {
  ana: [standard('SUPER_ADMIN', { user: 'ana' })],
  bo: [standard('ORG_ADMIN', { user: 'bo' }), standard('APP_ADMIN', { user: 'bo' })],
  carla: [standard('APP_ADMIN', { user: 'carla' }), standard('USER_ADMIN', { user: 'carla' })],
  goran: [
    standard('READ_ONLY_ADMIN', { user: 'goran' }),
    standard('REPORT_ADMIN', { user: 'goran' }),
  ],
  hana: [standard('MOBILE_ADMIN', { user: 'hana' })],
  jun: [standard('API_ACCESS_MANAGEMENT_ADMIN', { user: 'jun' })],
  mara: [
    custom(AUDITOR, 'Auditor', { user: 'mara' }),
    standard('GROUP_MEMBERSHIP_ADMIN', { user: 'mara' }),
  ],
  nils: [standard('SUPER_ADMIN', { user: 'nils' }, 'INACTIVE')],
  svcci: [custom(ONBOARDING, 'User Onboarding', { user: 'svcci' })],
  suspend: [standard('SUPER_ADMIN', { user: 'suspend' })],
};

/** By key of the group. */
export const GROUP_ROLES: Readonly<Record<string, readonly JsonObject[]>> = {
  helpdesk: [standard('HELP_DESK_ADMIN', { group: 'helpdesk' })],
  customadmins: [
    custom(ONBOARDING, 'User Onboarding', { group: 'customadmins' }),
    standard('APP_ADMIN', { group: 'customadmins' }),
  ],
  adempty: [standard('REPORT_ADMIN', { group: 'adempty' })],
  inactiverole: [standard('USER_ADMIN', { group: 'inactiverole' }, 'INACTIVE')],
  secops: [
    standard('READ_ONLY_ADMIN', { group: 'secops' }),
    custom(AUDITOR, 'Auditor', { group: 'secops' }),
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
  iamRole(idOf('cr0', 'unused'), 'Never assigned', ''),
  // Built in, and listed all the same.
  iamRole('WORKFLOWS_ADMIN', 'Workflows Administrator', 'Okta-defined role for Workflows'),
];

const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  [ONBOARDING]: ['okta.users.create', 'okta.users.read', 'okta.groups.members.manage'],
  [AUDITOR]: ['okta.users.read', 'okta.groups.read', 'okta.apps.read', 'okta.iam.read'],
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

export const RESOURCE_SETS: readonly JsonObject[] = [
  {
    id: RESOURCE_SET,
    label: 'All users',
    description: 'Every user of the org',
    created: day(280),
    lastUpdated: day(281),
    _links: {
      self: link(`/api/v1/iam/resource-sets/${RESOURCE_SET}`),
      resources: link(`/api/v1/iam/resource-sets/${RESOURCE_SET}/resources`),
      bindings: link(`/api/v1/iam/resource-sets/${RESOURCE_SET}/bindings`),
    },
  },
];
