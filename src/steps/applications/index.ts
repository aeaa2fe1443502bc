/** Emits applications and who is assigned to them, directly and through groups. */
import { RESOURCES } from '../../resources';
import { applicationAdditions } from '../../resources/engine/addedFields';
import { Channel, pipe } from '../../run/channel';
import { forEachConcurrently } from '../../run/concurrently';
import { whole } from '../../run/losses';
import type { Run } from '../../run/run';
import { defineStep, type StepTools } from '../../run/step';
import type { OktaApplication, OktaAppUser } from './api';
import {
  createAccountApplicationRelationship,
  createApplicationEntity,
  createGroupApplicationRelationship,
  createUserApplicationRelationship,
} from './converter';
import { assertUsersShown } from './assignedUsers';
import { GroupAssignments, type GroupAssignment } from './groupAssignments';
import {
  ACCOUNT_HAS_APPLICATION,
  APP_USER_GROUP_ASSIGNED_APPLICATION,
  APPLICATION_ENTITY,
  APPLICATIONS_AUTHORIZATION,
  APPLICATIONS_STEP,
  GROUP_APPLICATIONS_AUTHORIZATION,
  GROUP_APPLICATIONS_STEP,
  USER_APPLICATIONS_AUTHORIZATION,
  USER_APPLICATIONS_STEP,
  USER_ASSIGNED_APPLICATION,
  USER_GROUP_ASSIGNED_APPLICATION,
} from './model';

/** Pages of assignments, of up to 500 each, that may wait until all users are listed. */
const WAITING_PAGES = 200;

/** Fetch Entities. */
async function fetchApplications(tools: StepTools): Promise<void> {
  const { run, atEnd } = tools;
  await emitApplications(tools, run.applications.all);
  if (run.isEnabled('groups')) {
    for (const id of await sourcesOfGroups(run)) await run.applications.named(id);
  }
  atEnd(() => emitApplications(tools, run.applications.unlisted.found));
}

async function emitApplications(
  { run, emit, progress }: StepTools,
  applications: AsyncIterable<OktaApplication> | Iterable<OktaApplication>,
): Promise<void> {
  let done = 0;
  for await (const application of applications) {
    const isInGraph = await emit.entity(application.id, () =>
      createApplicationEntity(
        application,
        run.org,
        applicationAdditions(RESOURCES, { id: application.id, record: application.raw }),
      ),
    );
    if (isInGraph) {
      await emit.relationship(createAccountApplicationRelationship(run.org, application));
    }
    progress((done += 1), run.applications.all.length);
  }
}

/** Ids of the applications and directories that groups are imported from. */
async function sourcesOfGroups(run: Run): Promise<ReadonlySet<string>> {
  const { value: groups } = await run.groups.all.reading();
  return new Set(groups.flatMap(({ sourceApplicationId: id }) => (id === undefined ? [] : [id])));
}

/** Build Child Relationships. */
async function buildGroupApplications(tools: StepTools): Promise<void> {
  const { run, emit, progress, atEnd } = tools;
  if (!run.isEnabled('groups')) return;
  const emitAll = async (assignments: AsyncIterable<GroupAssignment>): Promise<void> => {
    let done = 0;
    for await (const { groupId, application, rows } of assignments) {
      const group = await run.groups.named(groupId);
      if (group === undefined) emit.leaveOut();
      else await emit.relationship(createGroupApplicationRelationship(group, application, rows));
      progress((done += 1));
    }
  };
  const assignments = new GroupAssignments(tools);
  await emitAll(assignments.read());
  atEnd(() => emitAll(assignments.readLate()));
}

interface AppUsersPage {
  readonly application: OktaApplication;
  readonly users: readonly OktaAppUser[];
}

/**
 * Build Child Relationships. Assignments are read while users are still being listed; their edges
 * wait until every user is known.
 */
async function buildUserApplications(tools: StepTools): Promise<void> {
  const { run, losses, progress, foresee, atEnd } = tools;
  const lost = losses('applications’ user assignments');
  foresee('/api/v1/apps/{id}/users', run.applications.all);
  let done = 0;
  const ready = new Channel<AppUsersPage>(WAITING_PAGES);
  const work = pipe(
    ready,
    () =>
      forEachConcurrently(run.applications.all, async (application) => {
        await lost.attempt(application.id, () => readUsers(tools, application, ready));
        progress((done += 1), run.applications.all.length);
      }),
    (read) => emitUsers(tools, read),
  );
  if (run.isEnabled('groups')) run.groups.unlisted.expect(work);
  await work;
  await run.applications.confirmUsers();
  atEnd(async () => {
    for (const application of run.applications.unlisted.found) {
      await lost.attempt(application.id, () => emitUnlistedUsers(tools, application));
    }
    await assertUsersShown(run);
  });
}

async function readUsers(
  { run }: StepTools,
  application: OktaApplication,
  ready: Channel<AppUsersPage>,
): Promise<void> {
  for await (const users of run.applications.usersOf(application)) {
    if (users.length > 0) await ready.push({ application, users });
  }
}

async function emitUsers(
  { run, emit }: StepTools,
  read: AsyncIterable<AppUsersPage>,
): Promise<void> {
  const listing = await run.users.refs.reading();
  const groups = new Set<string | undefined>([undefined]);
  for await (const { application, users } of read) {
    for (const appUser of users) {
      const { groupId } = appUser;
      if (groupId !== undefined && !groups.has(groupId) && run.isEnabled('groups')) {
        await run.groups.named(groupId);
      }
      groups.add(groupId);
      const user = await run.users.named(appUser.id);
      if (user === undefined) emit.leaveOut();
      else await emit.relationship(createUserApplicationRelationship(user, application, appUser));
    }
  }
  whole(listing);
}

/** The users of an application that no list had. */
async function emitUnlistedUsers(
  { run, emit }: StepTools,
  application: OktaApplication,
): Promise<void> {
  for await (const users of run.applications.usersOf(application)) {
    for (const appUser of users) {
      const user = run.users.find(appUser.id);
      if (user === undefined) emit.leaveOut();
      else await emit.relationship(createUserApplicationRelationship(user, application, appUser));
    }
  }
}

export const applicationSteps = [
  defineStep({
    id: APPLICATIONS_STEP,
    name: 'Fetch Applications',
    ingestionSourceId: 'applications',
    entities: [APPLICATION_ENTITY],
    relationships: [ACCOUNT_HAS_APPLICATION],
    authorization: APPLICATIONS_AUTHORIZATION,
    handler: fetchApplications,
  }),
  defineStep({
    id: GROUP_APPLICATIONS_STEP,
    name: 'Build Group Application Assignments',
    ingestionSourceId: 'applications',
    entities: [],
    relationships: [USER_GROUP_ASSIGNED_APPLICATION, APP_USER_GROUP_ASSIGNED_APPLICATION],
    authorization: GROUP_APPLICATIONS_AUTHORIZATION,
    handler: buildGroupApplications,
  }),
  defineStep({
    id: USER_APPLICATIONS_STEP,
    name: 'Build User Application Assignments',
    ingestionSourceId: 'applications',
    entities: [],
    relationships: [USER_ASSIGNED_APPLICATION],
    authorization: USER_APPLICATIONS_AUTHORIZATION,
    handler: buildUserApplications,
  }),
];
