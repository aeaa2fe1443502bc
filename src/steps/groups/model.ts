/** What the group steps put into the graph: groups and their members. */
import { RelationshipClass, type StepRelationshipMetadata } from '@jupiterone/integration-sdk-core';
import { Type } from '@sinclair/typebox';

import { createEntityMetadata, time } from '../../graph/metadata';
import { authorizationFor } from '../../permissions';
import { ACCOUNT_ENTITY } from '../account/model';
import { USER_ENTITY } from '../users/model';

export const GROUPS_STEP = 'fetch-groups';
export const USER_GROUP_USERS_STEP = 'build-user-group-users-relationships';
export const APP_USER_GROUP_USERS_STEP = 'build-app-user-group-users-relationships';

/** Besides these a group has every custom attribute of its profile. */
const GROUP_SCHEMA = Type.Object({
  type: Type.Optional(Type.String({ description: 'OKTA_GROUP, BUILT_IN, APP_GROUP' })),
  objectClass: Type.Optional(Type.Array(Type.String())),
  created: time,
  lastUpdated: time,
  lastUpdatedOn: time,
  lastMembershipUpdated: time,
  lastMembershipUpdatedOn: time,
  sourceApplicationId: Type.Optional(
    Type.String({ description: 'The application or directory that feeds an APP_GROUP' }),
  ),
  usersCount: Type.Optional(
    Type.Number({ description: 'As Okta counts; absent if Okta does not report it' }),
  ),
  appsCount: Type.Optional(Type.Number()),
  hasAdminPrivilege: Type.Optional(
    Type.Boolean({ description: 'Whether the group has an administrator role' }),
  ),
});

export const [USER_GROUP_ENTITY, userGroupProperties] = createEntityMetadata({
  resourceName: 'Okta UserGroup',
  _class: ['UserGroup'],
  _type: 'okta_user_group',
  description: 'A group that is managed in Okta, or built in',
  schema: GROUP_SCHEMA,
});

export const [APP_USER_GROUP_ENTITY, appUserGroupProperties] = createEntityMetadata({
  resourceName: 'Okta App UserGroup',
  _class: ['UserGroup'],
  _type: 'okta_app_user_group',
  description: 'A group that an application or directory feeds',
  schema: GROUP_SCHEMA,
});

export const ACCOUNT_HAS_USER_GROUP = {
  _type: 'okta_account_has_group',
  sourceType: ACCOUNT_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: USER_GROUP_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const ACCOUNT_HAS_APP_USER_GROUP = {
  _type: 'okta_account_has_group',
  sourceType: ACCOUNT_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: APP_USER_GROUP_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const USER_GROUP_HAS_USER = {
  _type: 'okta_group_has_user',
  sourceType: USER_GROUP_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: USER_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const APP_USER_GROUP_HAS_USER = {
  _type: 'okta_app_user_group_has_user',
  sourceType: APP_USER_GROUP_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: USER_ENTITY._type,
} satisfies StepRelationshipMetadata;

/** Single groups are asked for that other answers name and that the list lacks. */
export const GROUPS_AUTHORIZATION = authorizationFor('/api/v1/groups', '/api/v1/groups/{id}');

/** Without a right to see administrators, Okta may refuse the members of groups that hold a role. */
export const GROUP_USERS_AUTHORIZATION = authorizationFor(
  '/api/v1/groups/{id}/users',
  '/api/v1/groups',
  '/api/v1/users',
);
