/** Emits who created which application, as far as Okta's System Log reaches back. */
import { whole } from '../../run/losses';
import { defineStep, type StepTools } from '../../run/step';
import { listLogEvents, LOG_RETENTION_DAYS } from '../system-log/api';
import { applicationCreations, createUserApplicationCreationRelationship } from './converter';
import {
  APPLICATION_CREATION_AUTHORIZATION,
  APPLICATION_CREATION_STEP,
  USER_CREATED_APPLICATION,
} from './model';

/**
 * The events that create an application: the creation itself, and the update by which the admin
 * console's integration wizard does it (its request URI ends in `_new_`).
 */
const CREATIONS =
  'eventType eq "application.lifecycle.create" or ' +
  '(eventType eq "application.lifecycle.update" and debugContext.debugData.requestUri ew "_new_")';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Fetch Relationships. The log also tells of applications and users that were deleted since. */
async function buildApplicationCreations({ run, emit, context }: StepTools): Promise<void> {
  const until = context.executionHistory.current.startedOn;
  const events = listLogEvents(run.okta, {
    since: new Date(until - LOG_RETENTION_DAYS * DAY_MS).toISOString(),
    until: new Date(until).toISOString(),
    filter: CREATIONS,
  });
  const [users, applications] = await Promise.all([
    run.users.refs.reading(),
    run.applications.all.reading(),
  ]);
  for await (const page of events) {
    for (const creation of page.flatMap(applicationCreations)) {
      const { userId, applicationId } = creation;
      const hasBothEnds =
        run.users.find(userId) !== undefined && run.applications.find(applicationId) !== undefined;
      if (hasBothEnds) await emit.relationship(createUserApplicationCreationRelationship(creation));
      else emit.leaveOut();
    }
  }
  whole(users);
  whole(applications);
}

export const applicationCreationSteps = [
  defineStep({
    id: APPLICATION_CREATION_STEP,
    name: 'Build Application Creation Relationships',
    ingestionSourceId: 'applications',
    entities: [],
    relationships: [USER_CREATED_APPLICATION],
    authorization: APPLICATION_CREATION_AUTHORIZATION,
    handler: buildApplicationCreations,
  }),
];
