/**
 * The relationships from Okta's users and groups to entities of JupiterOne's AWS integration. All are
 * mapped: JupiterOne draws them where it finds the AWS entity, and no AWS entity is invented.
 */
import {
  RelationshipClass,
  RelationshipDirection,
  type StepMappedRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';

import { authorizationFor } from '../../permissions';
import { APP_USER_GROUP_ENTITY, USER_GROUP_ENTITY } from '../groups/model';
import { USER_ENTITY } from '../users/model';

export const GROUP_AWS_ROLES_STEP = 'build-group-aws-role-relationships';
export const USER_AWS_ROLES_STEP = 'build-user-aws-role-relationships';
export const GROUP_IDENTITY_CENTER_STEP = 'build-group-aws-identity-center-relationships';
export const USER_IDENTITY_CENTER_STEP = 'build-user-aws-identity-center-relationships';

function assigned(sourceType: string, _type: string, targetType: string) {
  return {
    _type,
    sourceType,
    _class: RelationshipClass.ASSIGNED,
    targetType,
    direction: RelationshipDirection.FORWARD,
  } satisfies StepMappedRelationshipMetadata;
}

export const USER_ASSIGNED_AWS_IAM_ROLE = assigned(
  USER_ENTITY._type,
  'okta_user_assigned_aws_iam_role',
  'aws_iam_role',
);

export const USER_GROUP_ASSIGNED_AWS_IAM_ROLE = assigned(
  USER_GROUP_ENTITY._type,
  'okta_user_group_assigned_aws_iam_role',
  'aws_iam_role',
);

/** The same relationship from the other type of group. */
export const APP_USER_GROUP_ASSIGNED_AWS_IAM_ROLE = {
  ...USER_GROUP_ASSIGNED_AWS_IAM_ROLE,
  sourceType: APP_USER_GROUP_ENTITY._type,
};

/**
 * The types of Identity Center's users and groups in JupiterOne are inferred from the names that AWS
 * gives them: JupiterOne's AWS integration is not public. If they are called otherwise there, these
 * relationships find no target and nothing is drawn.
 */
export const USER_ASSIGNED_AWS_IDENTITY_CENTER_USER = assigned(
  USER_ENTITY._type,
  'okta_user_assigned_aws_identity_center_user',
  'aws_identity_center_user',
);

export const USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP = assigned(
  USER_GROUP_ENTITY._type,
  'okta_user_group_assigned_aws_identity_center_group',
  'aws_identity_center_group',
);

/** The same relationship from the other type of group. */
export const APP_USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP = {
  ...USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP,
  sourceType: APP_USER_GROUP_ENTITY._type,
};

/** By the name of a group that is not assigned, only its members have a role who are. */
export const GROUP_AWS_ROLES_AUTHORIZATION = authorizationFor(
  '/api/v1/apps/{id}/groups',
  '/api/v1/apps',
  '/api/v1/apps/{id}/users',
  '/api/v1/groups',
  '/api/v1/groups/{id}/users',
);

/** Most users have their roles through groups: those are read even if no group is emitted. */
export const USER_AWS_ROLES_AUTHORIZATION = authorizationFor(
  '/api/v1/apps/{id}/users',
  '/api/v1/apps',
  '/api/v1/apps/{id}/groups',
  '/api/v1/groups',
  '/api/v1/groups/{id}/users',
  '/api/v1/users',
  '/api/v1/meta/schemas/apps/{id}/default',
);

export const GROUP_IDENTITY_CENTER_AUTHORIZATION = authorizationFor(
  '/api/v1/apps/{id}/groups',
  '/api/v1/apps',
  '/api/v1/groups',
);

export const USER_IDENTITY_CENTER_AUTHORIZATION = authorizationFor(
  '/api/v1/apps/{id}/users',
  '/api/v1/apps',
  '/api/v1/users',
);
