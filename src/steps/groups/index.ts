/** Emits groups of every type and their members. */
import { isEveryone } from '../../okta';
import type { Run } from '../../run/run';
import { Channel, pipe } from '../../run/channel';
import { forEachConcurrently } from '../../run/concurrently';
import { Expected } from '../../run/expected';
import { whole, type Losses } from '../../run/losses';
import { leftOutAsSecret } from '../../run/secretAttributes';
import { filtered } from '../../run/sharedList';
import { defineStep, type StepTools } from '../../run/step';
import { isAppGroup, type GroupRef, type OktaGroup } from './api';
import {
  createAccountGroupRelationship,
  createGroupEntity,
  createGroupUserRelationship,
} from './converter';
import { isOktaAdministrators } from './catalog';
import { mustAskForMembers } from './memberships';
import {
  ACCOUNT_HAS_APP_USER_GROUP,
  ACCOUNT_HAS_USER_GROUP,
  APP_USER_GROUP_ENTITY,
  APP_USER_GROUP_HAS_USER,
  APP_USER_GROUP_USERS_STEP,
  GROUP_USERS_AUTHORIZATION,
  GROUPS_AUTHORIZATION,
  GROUPS_STEP,
  USER_GROUP_ENTITY,
  USER_GROUP_HAS_USER,
  USER_GROUP_USERS_STEP,
} from './model';

/** Fetch Entities. */
async function fetchGroups(tools: StepTools): Promise<void> {
  const { run, atEnd, inform } = tools;
  const secrets = new Set<string>();
  await emitGroups(tools, run.groups.records(), secrets);
  atEnd(async () => {
    await emitGroups(tools, run.groups.unlisted.found, secrets);
    if (secrets.size > 0) inform(leftOutAsSecret('groups', secrets));
  });
}

async function emitGroups(
  { run, emit, progress }: StepTools,
  groups: AsyncIterable<OktaGroup> | Iterable<OktaGroup>,
  secrets: Set<string>,
): Promise<void> {
  let done = 0;
  for await (const group of groups) {
    const isInGraph = await emit.entity(group.id, () => createGroupEntity(group, run.org, secrets));
    if (isInGraph) await emit.relationship(createAccountGroupRelationship(run.org, group));
    progress((done += 1), run.groups.all.length);
  }
}

interface GroupMembers {
  readonly group: GroupRef;
  /** Positions in the user catalog. */
  readonly members: Uint32Array;
}

/**
 * Build Child Relationships. Members are read while users are still being listed; their edges wait
 * until every user is known, so that none is emitted without both ends.
 */
async function buildMembers(tools: StepTools, wanted: (group: GroupRef) => boolean): Promise<void> {
  const { run, losses, progress, foresee, atEnd } = tools;
  const lost = losses('groups’ members');
  const groups = filtered(run.groups.all, wanted);
  atEnd(async () => {
    await emitUnlistedMembers(tools, run.groups.all.known().filter(wanted));
    await emitLateMembers(tools, lost, wanted);
    await run.memberships.confirm();
  });
  foresee('/api/v1/groups/{id}/users', filtered(groups, mustAskForMembers));
  const expected = new Expected(groups);
  let done = 0;
  const ready = new Channel<GroupMembers>();
  await pipe(
    ready,
    () =>
      forEachConcurrently(groups, async (group) => {
        const members = await readMembers(run, lost, group);
        if (members !== undefined) await ready.push({ group, members });
        progress((done += 1), expected.total);
      }),
    (read) => emitMembers(tools, read),
  );
}

/** Members that cost no call show nothing of what Okta permits, so they count neither way. */
async function readMembers(
  run: Run,
  lost: Losses,
  group: GroupRef,
): Promise<Uint32Array | undefined> {
  const reading = await run.memberships.of(group);
  const isToldByRoles = isOktaAdministrators(group) && reading.failure === undefined;
  if (!mustAskForMembers(group) || isToldByRoles) return reading.value;
  return lost.keep(group.id, () => Promise.resolve(reading));
}

async function emitMembers(
  { run, emit }: StepTools,
  read: AsyncIterable<GroupMembers>,
): Promise<void> {
  const listing = await run.users.refs.reading();
  for await (const { group, members } of read) {
    for (const position of members) {
      const user = await run.users.namedAt(position);
      if (user === undefined) emit.leaveOut();
      else await emit.relationship(createGroupUserRelationship(group, user.id));
    }
  }
  whole(listing);
}

/** The members of `Everyone` are not read but taken from the users: those in no list belong to it too. */
async function emitUnlistedMembers(
  { run, emit }: StepTools,
  groups: readonly GroupRef[],
): Promise<void> {
  for (const group of groups.filter(isEveryone)) {
    for (const { ref } of run.users.unlisted.found) {
      await emit.relationship(createGroupUserRelationship(group, ref.id));
    }
  }
}

/**
 * The members of groups that were not asked for any: those that no list had, and those that Okta's
 * statistics call empty although other answers show a member.
 */
async function emitLateMembers(
  { run, emit }: StepTools,
  lost: Losses,
  wanted: (group: GroupRef) => boolean,
): Promise<void> {
  const groups = run.groups
    .known()
    .filter(wanted)
    .filter((group) => run.groups.isUnlisted(group) || run.memberships.isShown(group));
  await forEachConcurrently(groups, async (group) => {
    const members = await lost.keep(group.id, () => run.memberships.of(group));
    for (const position of members ?? []) {
      const user = run.users.at(position);
      if (user === undefined) emit.leaveOut();
      else await emit.relationship(createGroupUserRelationship(group, user.id));
    }
  });
}

export const groupSteps = [
  defineStep({
    id: GROUPS_STEP,
    name: 'Fetch Groups',
    ingestionSourceId: 'groups',
    entities: [USER_GROUP_ENTITY, APP_USER_GROUP_ENTITY],
    relationships: [ACCOUNT_HAS_USER_GROUP, ACCOUNT_HAS_APP_USER_GROUP],
    authorization: GROUPS_AUTHORIZATION,
    handler: fetchGroups,
  }),
  defineStep({
    id: USER_GROUP_USERS_STEP,
    name: 'Build User Group Memberships',
    ingestionSourceId: 'groups',
    entities: [],
    relationships: [USER_GROUP_HAS_USER],
    authorization: GROUP_USERS_AUTHORIZATION,
    handler: (tools) => buildMembers(tools, (group) => !isAppGroup(group)),
  }),
  defineStep({
    id: APP_USER_GROUP_USERS_STEP,
    name: 'Build App User Group Memberships',
    ingestionSourceId: 'groups',
    entities: [],
    relationships: [APP_USER_GROUP_HAS_USER],
    authorization: GROUP_USERS_AUTHORIZATION,
    handler: (tools) => buildMembers(tools, isAppGroup),
  }),
];
