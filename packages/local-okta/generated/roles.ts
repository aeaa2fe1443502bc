/** Administrators of the generated org: users at even distances, and the smallest groups. */
import { generatedId, type Scale } from './scale';
import { userIndex, type Groups } from './groups';
import { listingById, listingOfIds } from '../listing';
import { base32 } from '../sample/roles';
import { ORG_URL } from '../sample/build';
import type { JsonObject, Listing } from '../types';

export interface Roles {
  iamRoles: Listing<JsonObject>;
  adminUserIds: Listing<string>;
  userRoles: (userId: string) => readonly JsonObject[];
  groupRoles: (groupId: string) => readonly JsonObject[];
  permissions: (roleId: string) => readonly JsonObject[] | undefined;
}

const TYPES = ['SUPER_ADMIN', 'APP_ADMIN', 'USER_ADMIN', 'HELP_DESK_ADMIN', 'READ_ONLY_ADMIN'];
const TIME = '2022-01-01T00:00:00.000Z';

function roleJson(type: string, assignmentType: 'USER' | 'GROUP', id: string): JsonObject {
  const path = assignmentType === 'USER' ? 'users' : 'groups';
  const unique = type === 'SUPER_ADMIN' || type === 'READ_ONLY_ADMIN';
  return {
    id: unique ? `ra1${id.slice(3)}` : base32(type),
    label: type,
    type,
    status: 'ACTIVE',
    created: TIME,
    lastUpdated: TIME,
    assignmentType,
    _links: { assignee: { href: `${ORG_URL}/api/v1/${path}/${id}` } },
  };
}

export function generatedRoles(scale: Scale, groups: Groups): Roles {
  const distance = Math.max(1, Math.floor(scale.users / Math.max(1, scale.admins)));
  const isAdmin = (index: number) =>
    index >= 0 && index % distance === 0 && index / distance < scale.admins;
  const bySize = Array.from({ length: Math.max(0, scale.groups - 1) }, (_, index) => index + 1)
    .filter((index) => groups.sizeOf(index) > 0)
    .sort((a, b) => groups.sizeOf(a) - groups.sizeOf(b));
  const adminGroups = bySize.slice(0, scale.adminGroups);
  const admins = new Set<string>();
  for (let turn = 0; turn < scale.admins && turn * distance < scale.users; turn += 1) {
    admins.add(generatedId('00u', turn * distance));
  }
  for (const group of adminGroups) {
    for (let position = 0; position < groups.sizeOf(group); position += 1) {
      admins.add(generatedId('00u', groups.memberAt(group, position)));
    }
  }
  const rolesOfGroup = (index: number) =>
    adminGroups.includes(index)
      ? [roleJson('HELP_DESK_ADMIN', 'GROUP', generatedId('00g', index))]
      : [];
  return {
    iamRoles: listingById([]),
    adminUserIds: listingOfIds([...admins]),
    userRoles: (id) => {
      const index = userIndex(id);
      const own = isAdmin(index)
        ? [roleJson(TYPES[(index / distance) % TYPES.length]!, 'USER', id)]
        : [];
      const through = adminGroups.filter((group) => groups.isMember(group, index));
      return [...own, ...through.flatMap(rolesOfGroup)];
    },
    groupRoles: (id) => rolesOfGroup(groups.indexOf(id)),
    permissions: () => undefined,
  };
}
