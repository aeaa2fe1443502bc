/** What the users step puts into the graph: users, and the persons they are. */
import {
  RelationshipClass,
  RelationshipDirection,
  type StepMappedRelationshipMetadata,
  type StepRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';
import { Type } from '@sinclair/typebox';

import { createEntityMetadata } from '../../graph/metadata';
import { authorizationFor } from '../../permissions';
import { ACCOUNT_ENTITY } from '../account/model';

export const USERS_STEP = 'fetch-users';
export const MANAGERS_STEP = 'build-user-manager-relationships';

const time = Type.Optional(Type.Number());

/** Besides these a user has every custom attribute of its profile (`graph/customProperties.ts`). */
const USER_SCHEMA = Type.Object({
  login: Type.Optional(Type.String()),
  userType: Type.Optional(
    Type.String({ description: 'generic, service and bot mark users that are not people' }),
  ),
  countryCode: Type.Optional(Type.String()),
  verifiedEmails: Type.Optional(Type.Array(Type.String())),
  unverifiedEmails: Type.Optional(Type.Array(Type.String())),
  created: time,
  activated: time,
  activatedOn: time,
  statusChanged: time,
  statusChangedOn: time,
  lastLogin: time,
  lastLoginOn: time,
  lastUpdated: time,
  lastUpdatedOn: time,
  passwordChanged: time,
  hiredOn: time,
  terminatedOn: time,
  identitySourceType: Type.Optional(
    Type.String({ description: 'Who checks the password: OKTA, ACTIVE_DIRECTORY, LDAP, …' }),
  ),
  identitySourceName: Type.Optional(Type.String()),
  typeId: Type.Optional(Type.String()),
  realmId: Type.Optional(Type.String()),
});

export const [USER_ENTITY, userProperties] = createEntityMetadata({
  resourceName: 'Okta User',
  _class: ['User'],
  _type: 'okta_user',
  description: 'A user of an Okta org, of any status',
  schema: USER_SCHEMA,
});

export const ACCOUNT_HAS_USER = {
  _type: 'okta_account_has_user',
  sourceType: ACCOUNT_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: USER_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const USER_MANAGES_USER = {
  _type: 'okta_user_manages_user',
  sourceType: USER_ENTITY._type,
  _class: RelationshipClass.MANAGES,
  targetType: USER_ENTITY._type,
} satisfies StepRelationshipMetadata;

/** The employee behind a user, found by e-mail and created where absent. */
export const USER_IS_PERSON = {
  _type: 'okta_user_is_person',
  sourceType: USER_ENTITY._type,
  _class: RelationshipClass.IS,
  targetType: 'person',
  direction: RelationshipDirection.FORWARD,
} satisfies StepMappedRelationshipMetadata;

/** That Okta shows every user, its group `Everyone` proves, and users whom Okta names elsewhere. */
export const USERS_AUTHORIZATION = authorizationFor(
  '/api/v1/users',
  '/api/v1/users/{id}',
  '/api/v1/groups',
);
