/** Emits applications and who is assigned to them, directly and through groups. */
import { Channel, pipe } from '../../run/channel';
import { forEachConcurrently } from '../../run/concurrently';
import { whole } from '../../run/losses';
import { defineStep, type StepTools } from '../../run/step';
import type { OktaApplication, OktaAppUser } from './api';
import { awsSteps } from './aws';
import {
  createAccountApplicationRelationship,
  createApplicationEntity,
  createGroupApplicationRelationship,
  createUserApplicationRelationship,
} from './converter';
import { readGroupAssignments } from './groupAssignments';
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
async function fetchApplications({ run, emit, progress }: StepTools): Promise<void> {
  let done = 0;
  for await (const application of run.applications.all) {
    const isInGraph = await emit.entity(application.id, () =>
      createApplicationEntity(application, run.org),
    );
    if (isInGraph) {
      await emit.relationship(createAccountApplicationRelationship(run.org, application));
    }
    progress((done += 1), run.applications.all.length);
  }
}

/** Build Child Relationships. */
async function buildGroupApplications({ run, emit, losses, progress }: StepTools): Promise<void> {
  if (!run.isEnabled('groups')) return;
  let done = 0;
  for await (const { groupId, application, rows } of readGroupAssignments(run, losses)) {
    const group = run.groups.find(groupId);
    if (group === undefined) emit.leaveOut();
    else await emit.relationship(createGroupApplicationRelationship(group, application, rows));
    progress((done += 1));
  }
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
  const { run, losses, progress, foresee } = tools;
  const lost = losses('applications’ user assignments');
  foresee('/api/v1/apps/{id}/users', run.applications.all);
  let done = 0;
  const ready = new Channel<AppUsersPage>(WAITING_PAGES);
  await pipe(
    ready,
    () =>
      forEachConcurrently(run.applications.all, async (application) => {
        await lost.attempt(application.id, () => readUsers(tools, application, ready));
        progress((done += 1), run.applications.all.length);
      }),
    (read) => emitUsers(tools, read),
  );
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
  for await (const { application, users } of read) {
    for (const appUser of users) {
      const user = run.users.named(appUser.id);
      if (user === undefined) emit.leaveOut();
      else await emit.relationship(createUserApplicationRelationship(user, application, appUser));
    }
  }
  whole(listing);
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
  ...awsSteps,
];
