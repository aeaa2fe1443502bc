/** Emits administrator roles and who holds them. */
import { forEachConcurrently } from '../../run/concurrently';
import { IntegrationIncompleteDataError, whole, type Reading } from '../../run/losses';
import { defineStep, type StepTools } from '../../run/step';
import type { OktaRoleAssignment } from './api';
import {
  createAccountRoleRelationship,
  createGroupRoleRelationship,
  createRoleEntity,
  createUserRoleRelationship,
} from './converter';
import {
  ACCOUNT_HAS_ROLE,
  APP_USER_GROUP_ASSIGNED_ROLE,
  ROLE_ENTITY,
  ROLES_AUTHORIZATION,
  ROLES_STEP,
  USER_ASSIGNED_ROLE,
  USER_GROUP_ASSIGNED_ROLE,
  USER_GROUP_ROLES_AUTHORIZATION,
  USER_GROUP_ROLES_STEP,
  USER_ROLES_STEP,
} from './model';
import { heldRoles } from './role';

/** Fetch Entities. A role that only a lost assignment would show is missing: hence the losses. */
async function fetchRoles({ run, emit, losses, progress }: StepTools): Promise<void> {
  const { roles, keys, doubts } = await run.roles.registry();
  let done = 0;
  for (const role of roles) {
    const key = keys.get(role.id);
    if (key === undefined) continue;
    const isInGraph = await emit.entity(key, () => createRoleEntity(role, key));
    if (isInGraph) await emit.relationship(createAccountRoleRelationship(run.org, key));
    progress((done += 1), roles.length);
  }
  const lostUsers = losses('users’ roles');
  const lostGroups = losses('groups’ roles');
  const lostPermissions = losses('custom roles’ permissions');
  await forEachConcurrently(run.roles.customRoles, async ({ id }) => {
    await lostPermissions.attempt(id, () => run.roles.permissionsOf(id));
  });
  await forEachConcurrently(run.roles.holders, async (id) => {
    await lostUsers.attempt(id, () => run.roles.ofUser(id));
  });
  await forEachConcurrently(run.roles.groups, async ({ id }) => {
    await lostGroups.attempt(id, () => run.roles.ofGroup(id));
  });
  rethrow(doubts.users ?? doubts.groups);
}

/** Fetch Relationships. Only what is assigned to the user: a group's roles are the group's. */
async function buildUserRoles({ run, emit, losses, progress }: StepTools): Promise<void> {
  const lost = losses('users’ roles');
  const { keys, doubts } = await run.roles.registry();
  const listing = await run.users.refs.reading();
  let done = 0;
  await forEachConcurrently(run.roles.holders, async (id) => {
    const own = await lost.keep(id, async () => assignedDirectly(await run.roles.ofUser(id)));
    for (const held of heldRoles(own ?? [])) {
      const key = keys.get(held.roleId);
      if (key === undefined || run.users.named(id) === undefined) emit.leaveOut();
      else await emit.relationship(createUserRoleRelationship(id, key, held));
    }
    progress((done += 1), run.roles.holders.length);
  });
  whole(listing);
  rethrow(doubts.users);
}

/** The kinds of assignment that Okta documents; only USER is the user's own. */
const KINDS: ReadonlySet<string | undefined> = new Set(['USER', 'GROUP', 'CLIENT']);

const OF_UNKNOWN_KIND =
  'Okta does not say whether a role is assigned to the user or to a group of theirs';

/**
 * What is assigned to the user; less than all where Okta does not say of each whether it is. One of a
 * kind that is not documented counts as not said: an edge would call a role the user's own that may be
 * a group's, and to leave it out silently would delete the edge of an earlier run.
 */
function assignedDirectly(
  assignments: readonly OktaRoleAssignment[],
): Reading<readonly OktaRoleAssignment[]> {
  const value = assignments.filter(({ assignmentType }) => assignmentType === 'USER');
  if (assignments.every(({ assignmentType }) => KINDS.has(assignmentType))) return { value };
  return { value, failure: new IntegrationIncompleteDataError(OF_UNKNOWN_KIND) };
}

function rethrow(doubt: Error | undefined): void {
  if (doubt !== undefined) throw doubt;
}

/** Fetch Relationships. */
async function buildGroupRoles({ run, emit, losses, progress }: StepTools): Promise<void> {
  const lost = losses('groups’ roles');
  const { keys, doubts } = await run.roles.registry();
  let done = 0;
  await forEachConcurrently(run.roles.groups, async (group) => {
    const assignments = await lost.attempt(group.id, () => run.roles.ofGroup(group.id));
    for (const held of heldRoles(assignments ?? [])) {
      const key = keys.get(held.roleId);
      if (key === undefined) emit.leaveOut();
      else await emit.relationship(createGroupRoleRelationship(group, key, held));
    }
    progress((done += 1));
  });
  rethrow(doubts.groups);
}

export const roleSteps = [
  defineStep({
    id: ROLES_STEP,
    name: 'Fetch Roles',
    ingestionSourceId: 'roles',
    entities: [ROLE_ENTITY],
    relationships: [ACCOUNT_HAS_ROLE],
    authorization: ROLES_AUTHORIZATION,
    handler: fetchRoles,
  }),
  defineStep({
    id: USER_ROLES_STEP,
    name: 'Build User Roles',
    ingestionSourceId: 'roles',
    entities: [],
    relationships: [USER_ASSIGNED_ROLE],
    authorization: ROLES_AUTHORIZATION,
    handler: buildUserRoles,
  }),
  defineStep({
    id: USER_GROUP_ROLES_STEP,
    name: 'Build User Group Roles',
    ingestionSourceId: 'roles',
    entities: [],
    relationships: [USER_GROUP_ASSIGNED_ROLE, APP_USER_GROUP_ASSIGNED_ROLE],
    authorization: USER_GROUP_ROLES_AUTHORIZATION,
    handler: buildGroupRoles,
  }),
];
