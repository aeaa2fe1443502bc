/** Reads from System Log events who created which application. */
import type { ExplicitRelationship } from '@jupiterone/integration-sdk-core';

import { relate } from '../../graph/relate';
import type { OktaLogEvent } from '../system-log/api';
import { USER_CREATED_APPLICATION } from './model';

export interface ApplicationCreation {
  readonly userId: string;
  readonly applicationId: string;
}

/**
 * The creations that an event reports; none if its actor is no user (a service app, Okta
 * itself), where no application is its target, or where it is of another kind. Both ids may be of
 * something that is deleted.
 */
export function applicationCreations(event: OktaLogEvent): readonly ApplicationCreation[] {
  const { actor } = event;
  if (actor?.type !== 'User') return [];
  return createdApplications(event).map((applicationId) => ({ userId: actor.id, applicationId }));
}

/** Ids of the applications that an event creates, by whatever actor. */
export function createdApplications(event: OktaLogEvent): readonly string[] {
  return isCreation(event) ? applicationsOf(event) : [];
}

/** Ids of the applications that an event deletes. */
export function deletedApplications(event: OktaLogEvent): readonly string[] {
  return event.eventType === 'application.lifecycle.delete' ? applicationsOf(event) : [];
}

function applicationsOf({ targets }: OktaLogEvent): readonly string[] {
  return targets.filter(({ type }) => type === 'AppInstance').map(({ id }) => id);
}

function isCreation({ eventType, requestUri }: OktaLogEvent): boolean {
  return (
    eventType === 'application.lifecycle.create' ||
    (eventType === 'application.lifecycle.update' && requestUri?.endsWith('_new_') === true)
  );
}

export function createUserApplicationCreationRelationship({
  userId,
  applicationId,
}: ApplicationCreation): ExplicitRelationship {
  return relate(USER_CREATED_APPLICATION, userId, applicationId);
}
