/**
 * Groups, members and rules of the generated org. The members of a group lie at even distances
 * among the users, from a phase of its own: so the n-th member and "is this user a member?" are
 * both one line of arithmetic.
 */
import { chance } from '../faults';
import { generatedId, type Scale } from './scale';
import { indexOf } from '../listing';
import { ORG_URL } from '../sample/build';
import type { JsonObject, Listing } from '../types';

export interface Groups {
  groups: Listing<JsonObject>;
  rules: readonly JsonObject[];
  indexOf: (groupId: string) => number;
  members: (groupId: string) => Listing<string>;
  sizeOf: (index: number) => number;
  memberAt: (index: number, position: number) => number;
  isMember: (index: number, user: number) => boolean;
  groupsOfUser: (userId: string) => readonly string[];
}

/** Sizes of groups: a few large, many small, one in ten empty; their sum is what was asked for. */
function sizesOf(scale: Scale): Int32Array {
  const { seed, users, groups } = scale;
  const sizes = new Int32Array(groups);
  sizes[0] = users;
  const weights = new Float64Array(groups);
  let sum = 0;
  for (let index = 1; index < groups; index += 1) {
    if (chance(seed, index, 11) < 0.1) continue;
    weights[index] = 1 / (0.02 + chance(seed, index, 12));
    sum += weights[index]!;
  }
  let left = scale.memberships;
  for (let index = 1; index < groups; index += 1) {
    const share = Math.floor((weights[index]! / Math.max(sum, 1e-9)) * scale.memberships);
    sizes[index] = Math.min(users, share);
    left -= sizes[index]!;
  }
  for (let index = 1; index < groups && left > 0; index += 1) {
    if (weights[index] === 0) continue;
    const more = Math.min(users - sizes[index]!, Math.ceil(left / (groups - index)));
    sizes[index] = sizes[index]! + more;
    left -= more;
  }
  return sizes;
}

export function generatedGroups(scale: Scale): Groups {
  const { seed, users, groups: count } = scale;
  const sizes = sizesOf(scale);
  const phase = (index: number) => (index === 0 ? 0 : chance(seed, index, 13));
  const memberAt = (index: number, position: number) =>
    Math.floor(((position + phase(index)) * users) / sizes[index]!);

  const isMember = (index: number, user: number): boolean => {
    const size = sizes[index]!;
    if (size === 0) return false;
    const near = Math.floor((user * size) / users - phase(index));
    for (let position = Math.max(0, near); position <= near + 1 && position < size; position += 1) {
      if (memberAt(index, position) === user) return true;
    }
    return false;
  };

  const group = (index: number): JsonObject => {
    const id = generatedId('00g', index);
    const builtIn = index === 0;
    const fromApp = !builtIn && index % 7 === 6;
    return {
      id,
      created: '2018-05-01T08:00:00.000Z',
      lastUpdated: '2024-05-01T08:00:00.000Z',
      lastMembershipUpdated: '2025-05-01T08:00:00.000Z',
      objectClass: [fromApp ? 'okta:windows_security_principal' : 'okta:user_group'],
      type: builtIn ? 'BUILT_IN' : fromApp ? 'APP_GROUP' : 'OKTA_GROUP',
      profile: {
        name: builtIn ? 'Everyone' : `Group ${String(index)}`,
        description: `Generated group ${String(index)}`,
      },
      _links: {
        logo: [],
        users: { href: `${ORG_URL}/api/v1/groups/${id}/users` },
        apps: { href: `${ORG_URL}/api/v1/groups/${id}/apps` },
      },
    };
  };

  const groups: Listing<JsonObject> = {
    size: count,
    keyAt: (index) => generatedId('00g', index),
    at: group,
  };

  return {
    groups,
    rules: rulesOf(scale),
    indexOf: (id) => indexOf(groups, id),
    sizeOf: (index) => sizes[index] ?? 0,
    memberAt,
    isMember,
    members: (id) => {
      const index = indexOf(groups, id);
      const at = (position: number) => generatedId('00u', memberAt(index, position));
      return { size: index === -1 ? 0 : sizes[index]!, keyAt: at, at };
    },
    groupsOfUser: (userId) => {
      const user = userIndex(userId);
      const found: string[] = [];
      for (let index = 0; index < count; index += 1) {
        if (isMember(index, user)) found.push(generatedId('00g', index));
      }
      return found;
    },
  };
}

/** Position of a user by the form of the id; -1 for other ids. */
export function userIndex(userId: string): number {
  const index = Number.parseInt(userId.slice(4, 13), 36);
  return generatedId('00u', index) === userId ? index : -1;
}

function rulesOf(scale: Scale): JsonObject[] {
  return Array.from({ length: Math.min(scale.rules, scale.groups - 1) }, (_, index) => ({
    type: 'group_rule',
    id: generatedId('0pr', index),
    status: index % 5 === 4 ? 'INACTIVE' : 'ACTIVE',
    name: `Rule ${String(index)}`,
    created: '2023-01-01T00:00:00.000Z',
    lastUpdated: '2023-01-01T00:00:00.000Z',
    conditions: {
      people: { users: { exclude: [] }, groups: { exclude: [] } },
      expression: {
        value: `user.department=="Department ${String(index)}"`,
        type: 'urn:okta:expression:1.0',
      },
    },
    actions: { assignUserToGroups: { groupIds: [generatedId('00g', index + 1)] } },
  }));
}
