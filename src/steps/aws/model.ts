/**
 * The steps of AWS, and the relationships from Okta's users and groups to entities of JupiterOne's AWS
 * integration. All are mapped: JupiterOne draws them if it finds the AWS entity, and no AWS entity is
 * invented.
 */
import {
  RelationshipClass,
  RelationshipDirection,
  type StepMappedRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';

import { authorizationFor } from '../../permissions';
import { APP_USER_GROUP_ENTITY, USER_GROUP_ENTITY } from '../groups/model';
import { USER_ENTITY } from '../users/model';

function assigned(_type: string, sourceType: string, targetType: string) {
  return {
    _type,
    sourceType,
    _class: RelationshipClass.ASSIGNED,
    targetType,
    direction: RelationshipDirection.FORWARD,
  } satisfies StepMappedRelationshipMetadata;
}

/** The same relationship from either type of group. */
function assignedToGroups(_type: string, targetType: string) {
  return [
    assigned(_type, USER_GROUP_ENTITY._type, targetType),
    assigned(_type, APP_USER_GROUP_ENTITY._type, targetType),
  ] as const;
}

export const USER_ASSIGNED_AWS_IAM_ROLE = assigned(
  'okta_user_assigned_aws_iam_role',
  USER_ENTITY._type,
  'aws_iam_role',
);

export const GROUPS_ASSIGNED_AWS_IAM_ROLE = assignedToGroups(
  'okta_user_group_assigned_aws_iam_role',
  'aws_iam_role',
);

/**
 * The types of Identity Center's users and groups in JupiterOne are inferred from the names that AWS
 * gives them: JupiterOne's AWS integration is not public. If they are called otherwise there, these
 * relationships find no target and nothing is drawn.
 */
export const USER_ASSIGNED_AWS_IDENTITY_CENTER_USER = assigned(
  'okta_user_assigned_aws_identity_center_user',
  USER_ENTITY._type,
  'aws_identity_center_user',
);

export const GROUPS_ASSIGNED_AWS_IDENTITY_CENTER_GROUP = assignedToGroups(
  'okta_user_group_assigned_aws_identity_center_group',
  'aws_identity_center_group',
);

const COMMON = { ingestionSourceId: 'applications', entities: [], relationships: [] };

/** A group that is not assigned gives the role of its name to those of its members who are. */
export const GROUP_AWS_ROLES_STEP = {
  ...COMMON,
  id: 'build-group-aws-role-relationships',
  name: 'Build User Group AWS Roles',
  mappedRelationships: [...GROUPS_ASSIGNED_AWS_IAM_ROLE],
  authorization: authorizationFor(
    '/api/v1/apps/{id}/groups',
    '/api/v1/apps',
    '/api/v1/apps/{id}/users',
    '/api/v1/groups',
    '/api/v1/groups/{id}/users',
  ),
};

/** Most users have their roles through groups: those are read even if no group is emitted. */
export const USER_AWS_ROLES_STEP = {
  ...COMMON,
  id: 'build-user-aws-role-relationships',
  name: 'Build User AWS Roles',
  mappedRelationships: [USER_ASSIGNED_AWS_IAM_ROLE],
  authorization: authorizationFor(
    '/api/v1/apps/{id}/users',
    '/api/v1/apps',
    '/api/v1/apps/{id}/groups',
    '/api/v1/groups',
    '/api/v1/groups/{id}/users',
    '/api/v1/users',
    '/api/v1/meta/schemas/apps/{id}/default',
  ),
};

export const GROUP_IDENTITY_CENTER_STEP = {
  ...COMMON,
  id: 'build-group-aws-identity-center-relationships',
  name: 'Build User Group AWS Identity Center Groups',
  mappedRelationships: [...GROUPS_ASSIGNED_AWS_IDENTITY_CENTER_GROUP],
  authorization: authorizationFor('/api/v1/apps/{id}/groups', '/api/v1/apps', '/api/v1/groups'),
};

export const USER_IDENTITY_CENTER_STEP = {
  ...COMMON,
  id: 'build-user-aws-identity-center-relationships',
  name: 'Build User AWS Identity Center Users',
  mappedRelationships: [USER_ASSIGNED_AWS_IDENTITY_CENTER_USER],
  authorization: authorizationFor('/api/v1/apps/{id}/users', '/api/v1/apps', '/api/v1/users'),
};
