/**
 * The relationships from Okta's users and groups to entities of JupiterOne's AWS integration. All are
 * mapped: JupiterOne draws them where it finds the AWS entity, and no AWS entity is invented.
 */
import {
  RelationshipClass,
  RelationshipDirection,
  type StepMappedRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';

const OKTA_USER = 'okta_user';
const OKTA_USER_GROUP = 'okta_user_group';
const OKTA_APP_USER_GROUP = 'okta_app_user_group';

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
  OKTA_USER,
  'okta_user_assigned_aws_iam_role',
  'aws_iam_role',
);

export const USER_GROUP_ASSIGNED_AWS_IAM_ROLE = assigned(
  OKTA_USER_GROUP,
  'okta_user_group_assigned_aws_iam_role',
  'aws_iam_role',
);

/** The same relationship from the other type of group. */
export const APP_USER_GROUP_ASSIGNED_AWS_IAM_ROLE = {
  ...USER_GROUP_ASSIGNED_AWS_IAM_ROLE,
  sourceType: OKTA_APP_USER_GROUP,
};

/**
 * The types of Identity Center's users and groups in JupiterOne are inferred from the names that AWS
 * gives them: JupiterOne's AWS integration is not public. If they are called otherwise there, these
 * relationships find no target and nothing is drawn.
 */
export const USER_ASSIGNED_AWS_IDENTITY_CENTER_USER = assigned(
  OKTA_USER,
  'okta_user_assigned_aws_identity_center_user',
  'aws_identity_center_user',
);

export const USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP = assigned(
  OKTA_USER_GROUP,
  'okta_user_group_assigned_aws_identity_center_group',
  'aws_identity_center_group',
);

/** The same relationship from the other type of group. */
export const APP_USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP = {
  ...USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP,
  sourceType: OKTA_APP_USER_GROUP,
};

/** For the `mappedRelationships` of the step that reads group assignments. */
export const AWS_RELATIONSHIPS_OF_GROUPS: readonly StepMappedRelationshipMetadata[] = [
  USER_GROUP_ASSIGNED_AWS_IAM_ROLE,
  APP_USER_GROUP_ASSIGNED_AWS_IAM_ROLE,
  USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP,
  APP_USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP,
];

/** For the `mappedRelationships` of the step that reads user assignments. */
export const AWS_RELATIONSHIPS_OF_USERS: readonly StepMappedRelationshipMetadata[] = [
  USER_ASSIGNED_AWS_IAM_ROLE,
  USER_ASSIGNED_AWS_IDENTITY_CENTER_USER,
];
