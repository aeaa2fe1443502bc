/** What the role steps put into the graph: administrator roles and who holds them. */
import { RelationshipClass, type StepRelationshipMetadata } from '@jupiterone/integration-sdk-core';
import { Type } from '@sinclair/typebox';

import { createEntityMetadata } from '../../graph/metadata';
import { authorizationFor } from '../../permissions';
import { ACCOUNT_ENTITY } from '../account/model';
import { APP_USER_GROUP_ENTITY, USER_GROUP_ENTITY } from '../groups/model';
import { USER_ENTITY } from '../users/model';

export const ROLES_STEP = 'fetch-roles';
export const SERVICE_APP_ROLES_STEP = 'fetch-roles-of-service-apps';
export const USER_ROLES_STEP = 'build-user-role-relationships';
export const USER_GROUP_ROLES_STEP = 'build-user-group-role-relationships';

export const [ROLE_ENTITY, roleProperties] = createEntityMetadata({
  resourceName: 'Okta Role',
  _class: ['AccessRole'],
  _type: 'okta_role',
  description: 'An administrator role of the org',
  schema: Type.Object({
    roleType: Type.String({ description: 'SUPER_ADMIN, ORG_ADMIN, …, CUSTOM' }),
    isActive: Type.Optional(Type.Boolean()),
    lastUpdatedOn: Type.Optional(Type.Number()),
    permissions: Type.Optional(
      Type.Array(Type.String(), { description: 'What a custom role permits: okta.users.read, …' }),
    ),
  }),
});

/** The groups that can have a role. */
export const ROLE_HOLDER_TYPES = [USER_GROUP_ENTITY._type, APP_USER_GROUP_ENTITY._type];

export const ACCOUNT_HAS_ROLE = {
  _type: 'okta_account_has_role',
  sourceType: ACCOUNT_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: ROLE_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const USER_ASSIGNED_ROLE = {
  _type: 'okta_user_assigned_role',
  sourceType: USER_ENTITY._type,
  _class: RelationshipClass.ASSIGNED,
  targetType: ROLE_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const USER_GROUP_ASSIGNED_ROLE = {
  _type: 'okta_user_group_assigned_role',
  sourceType: USER_GROUP_ENTITY._type,
  _class: RelationshipClass.ASSIGNED,
  targetType: ROLE_ENTITY._type,
} satisfies StepRelationshipMetadata;

/**
 * Groups that a directory feeds can hold roles too; the predecessor left them out. They share the
 * type of the other groups, as they do where applications and AWS roles are assigned.
 */
export const APP_USER_GROUP_ASSIGNED_ROLE = {
  _type: 'okta_user_group_assigned_role',
  sourceType: APP_USER_GROUP_ENTITY._type,
  _class: RelationshipClass.ASSIGNED,
  targetType: ROLE_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const ROLES_AUTHORIZATION = authorizationFor(
  '/api/v1/iam/roles',
  '/api/v1/iam/roles/{id}/permissions',
  '/api/v1/iam/assignees/users',
  '/api/v1/users/{id}/roles',
  '/api/v1/users',
  '/api/v1/groups/{id}/roles',
  '/api/v1/groups',
);

export const SERVICE_APP_ROLES_AUTHORIZATION = authorizationFor(
  '/oauth2/v1/clients/{id}/roles',
  '/api/v1/apps',
);

/** Which role an assignment means can be known only once all assignments are known. */
export const USER_GROUP_ROLES_AUTHORIZATION = authorizationFor(
  '/api/v1/groups/{id}/roles',
  '/api/v1/groups',
  '/api/v1/iam/roles',
  '/api/v1/iam/assignees/users',
  '/api/v1/users/{id}/roles',
  '/api/v1/users',
);
