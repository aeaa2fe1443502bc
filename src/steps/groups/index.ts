/** Emits groups of every type and their members. */
import type { Run } from '../../run/run';
import { Channel, pipe } from '../../run/channel';
import { forEachConcurrently } from '../../run/concurrently';
import { whole, type Losses } from '../../run/losses';
import { filtered } from '../../run/sharedList';
import { defineStep, type StepTools } from '../../run/step';
import { isAppGroup, type GroupRef } from './api';
import {
  createAccountGroupRelationship,
  createGroupEntity,
  createGroupUserRelationship,
} from './converter';
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
async function fetchGroups({ run, emit, progress }: StepTools): Promise<void> {
  let done = 0;
  for await (const group of run.groups.records()) {
    const isInGraph = await emit.entity(group.id, () => createGroupEntity(group, run.org));
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
  const { run, losses, progress, foresee } = tools;
  const lost = losses('groups’ members');
  const groups = filtered(run.groups.all, wanted);
  foresee('/api/v1/groups/{id}/users', filtered(groups, mustAskForMembers));
  let done = 0;
  const ready = new Channel<GroupMembers>();
  await pipe(
    ready,
    () =>
      forEachConcurrently(groups, async (group) => {
        const members = await readMembers(run, lost, group);
        if (members !== undefined) await ready.push({ group, members });
        progress((done += 1), run.groups.all.length);
      }),
    (read) => emitMembers(tools, read),
  );
}

/** Members that cost no call tell nothing of what Okta permits, so they count neither way. */
async function readMembers(
  run: Run,
  lost: Losses,
  group: GroupRef,
): Promise<Uint32Array | undefined> {
  if (!mustAskForMembers(group)) return (await run.memberships.of(group)).value;
  return lost.keep(group.id, () => run.memberships.of(group));
}

async function emitMembers(
  { run, emit }: StepTools,
  read: AsyncIterable<GroupMembers>,
): Promise<void> {
  const listing = await run.users.refs.reading();
  for await (const { group, members } of read) {
    for (const position of members) {
      const user = run.users.namedAt(position);
      if (user === undefined) emit.leaveOut();
      else await emit.relationship(createGroupUserRelationship(group, user.id));
    }
  }
  whole(listing);
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
