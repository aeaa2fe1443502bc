/** Emits who created which application, as far as Okta's System Log reaches back. */
import { whole } from '../../run/losses';
import { defineStep, type StepTools } from '../../run/step';
import { listLogEvents, LOG_RETENTION_DAYS, type OktaLogEvent } from '../system-log/api';
import {
  applicationCreations,
  type ApplicationCreation,
  createdApplications,
  createUserApplicationCreationRelationship,
  deletedApplications,
} from './converter';
import {
  APPLICATION_CREATION_AUTHORIZATION,
  APPLICATION_CREATION_STEP,
  USER_CREATED_APPLICATION,
} from './model';

/**
 * The events that create an application: the creation itself, and the update by which the admin
 * console's integration wizard does it (its request URI ends in `_new_`). Those that delete one show which
 * of them are gone.
 */
const LIFECYCLES =
  'eventType eq "application.lifecycle.create" or eventType eq "application.lifecycle.delete" or ' +
  '(eventType eq "application.lifecycle.update" and debugContext.debugData.requestUri ew "_new_")';

/** So many applications are asked for at most that were created, not deleted, and are not listed. */
const MOST_NAMED = 20;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Fetch Relationships. The log also names applications and users that were deleted since. */
async function buildApplicationCreations({ run, emit, context, atEnd }: StepTools): Promise<void> {
  const until = context.executionHistory.current.startedOn;
  const events = listLogEvents(run.okta, {
    since: new Date(until - LOG_RETENTION_DAYS * DAY_MS).toISOString(),
    until: new Date(until).toISOString(),
    filter: LIFECYCLES,
  });
  const [users, applications] = await Promise.all([
    run.users.refs.reading(),
    run.applications.all.reading(),
  ]);
  const emitIfBothEndsAreKnown = async (creation: ApplicationCreation): Promise<boolean> => {
    const hasUser = run.users.find(creation.userId) !== undefined;
    if (!hasUser || run.applications.find(creation.applicationId) === undefined) return false;
    await emit.relationship(createUserApplicationCreationRelationship(creation));
    return true;
  };
  const others: ApplicationCreation[] = [];
  const existing = new Set<string>();
  for await (const page of events) {
    for (const event of page) noteLifecycle(existing, event);
    for (const creation of page.flatMap(applicationCreations)) {
      if (!(await emitIfBothEndsAreKnown(creation))) others.push(creation);
    }
  }
  const unlisted = [...existing].filter((id) => run.applications.find(id) === undefined);
  for (const id of unlisted.slice(-MOST_NAMED)) await run.applications.named(id);
  // Other steps may have named such a user, and then Okta may have shown the user by id.
  atEnd(async () => {
    for (const creation of others) if (!(await emitIfBothEndsAreKnown(creation))) emit.leaveOut();
  });
  whole(users);
  whole(applications);
}

/** Events come in the order of their time. */
function noteLifecycle(existing: Set<string>, event: OktaLogEvent): void {
  for (const id of createdApplications(event)) existing.add(id);
  for (const id of deletedApplications(event)) existing.delete(id);
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
