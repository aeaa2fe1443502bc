/** What the application creation step puts into the graph: who created which application. */
import { RelationshipClass, type StepRelationshipMetadata } from '@jupiterone/integration-sdk-core';
import { authorizationFor } from '../../permissions';

import { APPLICATION_ENTITY } from '../applications/model';
import { USER_ENTITY } from '../users/model';

export const APPLICATION_CREATION_STEP = 'build-application-creation-relationship';

/** Always partial: Okta keeps events for 90 days, and older creations must not be deleted. */
export const USER_CREATED_APPLICATION = {
  _type: 'okta_user_created_application',
  sourceType: USER_ENTITY._type,
  _class: RelationshipClass.CREATED,
  targetType: APPLICATION_ENTITY._type,
  partial: true,
} satisfies StepRelationshipMetadata;

export const APPLICATION_CREATION_AUTHORIZATION = authorizationFor(
  '/api/v1/logs',
  '/api/v1/apps',
  '/api/v1/users',
);
