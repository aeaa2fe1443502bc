/** Emits administrator roles and who holds them. */
import { forEachConcurrently } from '../../run/concurrently';
import { IntegrationIncompleteDataError, Losses, whole, type Reading } from '../../run/losses';
import { defineStep, type StepTools } from '../../run/step';
import { nameOf, unusable } from '../../run/wire';
import { ADMIN_SCOPES_SOURCE, ROLES_SOURCE } from '../../sourceIds';
import { APPLICATION_ENTITY } from '../applications/model';
import { refOfGroup, type GroupRef } from '../groups/api';
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
  ROLE_HOLDER_TYPES,
  ROLES_AUTHORIZATION,
  ROLES_STEP,
  SERVICE_APP_ROLES_AUTHORIZATION,
  SERVICE_APP_ROLES_STEP,
  USER_ASSIGNED_ROLE,
  USER_GROUP_ASSIGNED_ROLE,
  USER_GROUP_ROLES_AUTHORIZATION,
  USER_GROUP_ROLES_STEP,
  USER_ROLES_STEP,
} from './model';
import { assignedRoleId, heldRoles, type OktaRole } from './role';

/** Fetch Entities. A role that only a lost assignment would show is missing: hence the losses. */
async function fetchRoles(tools: StepTools): Promise<void> {
  const { run, losses } = tools;
  const { roles, doubts } = await run.roles.registry();
  await emitRoles(tools, roles);
  const lostUsers = losses('users’ roles');
  const lostGroups = losses('groups’ roles');
  await readPermissions(tools);
  await forEachConcurrently(run.roles.holders, async (id) => {
    await lostUsers.keep(id, async () => identified(await run.roles.ofUser(id), isOfUnknownType));
  });
  await forEachConcurrently(run.roles.groups, async (group) => {
    await lostGroups.keep(group.id, async () =>
      identified(await run.roles.ofGroup(group), isOfUnknownType),
    );
  });
  await run.roles.confirm('users');
  await run.roles.confirm('groups');
  rethrow(doubts.users ?? doubts.groups ?? doubts.roles);
}

async function emitRoles(
  { run, emit, progress }: StepTools,
  roles: readonly OktaRole[],
): Promise<void> {
  const { keys } = await run.roles.registry();
  let done = 0;
  for (const role of roles) {
    const key = keys.get(role.id);
    if (key === undefined) continue;
    const isInGraph = await emit.entity(key, () => createRoleEntity(role, key));
    if (isInGraph) await emit.relationship(createAccountRoleRelationship(run.org, key));
    progress((done += 1), roles.length);
  }
}

/**
 * Fetch Entities. A role may be a service app's alone. What may not be read of service apps costs nothing of
 * the other roles: hence a step of its own.
 */
async function fetchServiceAppRoles(tools: StepTools): Promise<void> {
  const { run, losses } = tools;
  // Nobody's roles are asked for then.
  if (!run.isEnabled(ROLES_SOURCE)) return;
  const { ofServiceApps, doubts } = await run.roles.registry();
  await emitRoles(tools, ofServiceApps);
  const lost = losses('service apps’ roles');
  await forEachConcurrently(run.roles.serviceApps, async (app) => {
    await lost.keep(app.id, async () => identified(await run.roles.ofApp(app), isOfUnknownType));
  });
  rethrow(doubts.serviceApps);
}

/** Permissions are a property of a role that is in the graph: one that cannot be read is no object lost. */
async function readPermissions({ run, losses, warn }: StepTools): Promise<void> {
  const lost = losses('custom roles’ permissions');
  const odd = new Losses('custom roles’ permissions', undefined, 'could not be read to the end');
  await forEachConcurrently(run.roles.customRoles, async ({ id }) => {
    const failure = (await lost.attempt(id, () => run.roles.permissionsOf(id)))?.failure;
    if (failure === undefined) odd.pass();
    else odd.add(id, failure);
  });
  if (odd.count > 0) warn(`${odd.describe()}. All others are in the graph.`);
}

/** Any role may be meant. Which custom roles there are, a list of their own says. */
function isOfUnknownType({ type }: OktaRoleAssignment): boolean {
  return type === undefined;
}

/** With a failure if Okta does not say, of some of those that matter, which role is assigned. */
function identified(
  { value, failure }: Reading<readonly OktaRoleAssignment[]>,
  matters: (assignment: OktaRoleAssignment) => boolean = () => true,
): Reading<readonly OktaRoleAssignment[]> {
  const odd = value.filter((one) => assignedRoleId(one) === undefined && matters(one));
  if (failure !== undefined || odd.length === 0) return { value, failure };
  const names = odd.map(({ raw }) => nameOf(raw));
  return { value, failure: unusable(names, value.length) };
}

/** Fetch Relationships. Only what is assigned to the user: a group's roles are the group's. */
async function buildUserRoles(tools: StepTools): Promise<void> {
  const { run, emit, losses, progress, atEnd, warn } = tools;
  const lost = losses('users’ roles');
  const { keys, doubts } = await run.roles.registry();
  const listing = await run.users.refs.reading();
  const unknownKinds = new Set<string>();
  let done = 0;
  const emitRoles = async (id: string): Promise<void> => {
    const own = await lost.keep(id, async () =>
      assignedDirectly(await run.roles.ofUser(id), unknownKinds),
    );
    for (const held of heldRoles(own ?? [])) {
      const key = keys.get(held.roleId);
      const user = await run.users.named(id);
      if (key === undefined || user === undefined) emit.leaveOut();
      else await emit.relationship(createUserRoleRelationship(id, key, held));
    }
    progress((done += 1), run.roles.holders.length);
  };
  await forEachConcurrently(run.roles.holders, emitRoles);
  if (run.roles.asksEveryUser) {
    atEnd(() => forEachConcurrently(run.users.unlisted.found, ({ ref }) => emitRoles(ref.id)));
  }
  atEnd(() => {
    if (unknownKinds.size > 0) warn(leftOut([...unknownKinds].sort()));
    return Promise.resolve();
  });
  whole(listing);
  await run.roles.confirm('users');
  rethrow(doubts.users);
}

/** The kinds of assignment that Okta documents; only USER is the user's own. */
const KINDS: ReadonlySet<string> = new Set(['USER', 'GROUP', 'CLIENT']);

const WITHOUT_KIND =
  'Okta does not say whether a role is assigned to the user or to a group of theirs';

/**
 * What is assigned to the user. Okta adds kinds of assignment (CLIENT is one of them): those that are not
 * documented are no edge, since the role may be somebody else's, and are noted in `unknownKinds`. If
 * Okta says no kind at all, the result has a failure: an edge of an earlier run may be missing.
 */
function assignedDirectly(
  reading: Reading<readonly OktaRoleAssignment[]>,
  unknownKinds: Set<string>,
): Reading<readonly OktaRoleAssignment[]> {
  const { value: assignments, failure } = identified(
    reading,
    ({ assignmentType }) => assignmentType === 'USER',
  );
  const value = assignments.filter(({ assignmentType }) => assignmentType === 'USER');
  for (const { assignmentType: kind } of assignments) {
    if (kind !== undefined && !KINDS.has(kind)) unknownKinds.add(kind);
  }
  if (assignments.every(({ assignmentType }) => assignmentType !== undefined)) {
    return { value, failure };
  }
  return { value, failure: new IntegrationIncompleteDataError(WITHOUT_KIND) };
}

function leftOut(kinds: readonly string[]): string {
  return (
    `Okta shows with users administrator roles that are assigned in a way unknown to this integration ` +
    `(assignmentType ${kinds.join(', ')}). These assignments are left out; all others are in the graph.`
  );
}

function rethrow(doubt: Error | undefined): void {
  if (doubt !== undefined) throw doubt;
}

/** Fetch Relationships. */
async function buildGroupRoles(tools: StepTools): Promise<void> {
  const { run, emit, losses, progress, atEnd } = tools;
  const lost = losses('groups’ roles');
  const { keys, doubts } = await run.roles.registry();
  let done = 0;
  const emitRoles = async (group: GroupRef): Promise<void> => {
    const assignments = await lost.keep(group.id, async () =>
      identified(await run.roles.ofGroup(group)),
    );
    for (const held of heldRoles(assignments ?? [])) {
      const key = keys.get(held.roleId);
      if (key === undefined) emit.leaveOut();
      else await emit.relationship(createGroupRoleRelationship(group, key, held));
    }
    progress((done += 1));
  };
  await forEachConcurrently(run.roles.groups, emitRoles);
  if (run.isEnabled('groups')) {
    for (const id of run.roles.groupsOfHolders) await run.groups.named(id);
    atEnd(() => forEachConcurrently(run.groups.unlisted.found.map(refOfGroup), emitRoles));
  }
  await run.roles.confirm('groups');
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
    // A standard role is known by those who have it.
    restsOn: ROLE_HOLDER_TYPES,
    handler: fetchRoles,
  }),
  defineStep({
    id: SERVICE_APP_ROLES_STEP,
    name: 'Fetch Roles of Service Apps',
    ingestionSourceId: ADMIN_SCOPES_SOURCE,
    entities: [ROLE_ENTITY],
    relationships: [ACCOUNT_HAS_ROLE],
    authorization: SERVICE_APP_ROLES_AUTHORIZATION,
    restsOn: [APPLICATION_ENTITY._type],
    handler: fetchServiceAppRoles,
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
