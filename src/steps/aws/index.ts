/** The steps of AWS: IAM roles that Okta grants, and accounts in Identity Center. */
import { defineStep, type StepDefinition } from '../step';
import { buildGroupAwsRoles, buildUserAwsRoles } from './iamRoleSteps';
import { buildIdentityCenterGroups, buildIdentityCenterUsers } from './identityCenterSteps';
import {
  APP_USER_GROUP_ASSIGNED_AWS_IAM_ROLE,
  APP_USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP,
  GROUP_AWS_ROLES_AUTHORIZATION,
  GROUP_AWS_ROLES_STEP,
  GROUP_IDENTITY_CENTER_AUTHORIZATION,
  GROUP_IDENTITY_CENTER_STEP,
  USER_ASSIGNED_AWS_IAM_ROLE,
  USER_ASSIGNED_AWS_IDENTITY_CENTER_USER,
  USER_AWS_ROLES_AUTHORIZATION,
  USER_AWS_ROLES_STEP,
  USER_GROUP_ASSIGNED_AWS_IAM_ROLE,
  USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP,
  USER_IDENTITY_CENTER_AUTHORIZATION,
  USER_IDENTITY_CENTER_STEP,
} from './model';

const COMMON: Pick<StepDefinition, 'ingestionSourceId' | 'entities' | 'relationships'> = {
  ingestionSourceId: 'applications',
  entities: [],
  relationships: [],
};

export const awsSteps = [
  defineStep({
    ...COMMON,
    id: GROUP_AWS_ROLES_STEP,
    name: 'Build User Group AWS Roles',
    mappedRelationships: [USER_GROUP_ASSIGNED_AWS_IAM_ROLE, APP_USER_GROUP_ASSIGNED_AWS_IAM_ROLE],
    authorization: GROUP_AWS_ROLES_AUTHORIZATION,
    handler: buildGroupAwsRoles,
  }),
  defineStep({
    ...COMMON,
    id: USER_AWS_ROLES_STEP,
    name: 'Build User AWS Roles',
    mappedRelationships: [USER_ASSIGNED_AWS_IAM_ROLE],
    authorization: USER_AWS_ROLES_AUTHORIZATION,
    handler: buildUserAwsRoles,
  }),
  defineStep({
    ...COMMON,
    id: GROUP_IDENTITY_CENTER_STEP,
    name: 'Build User Group AWS Identity Center Groups',
    mappedRelationships: [
      USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP,
      APP_USER_GROUP_ASSIGNED_AWS_IDENTITY_CENTER_GROUP,
    ],
    authorization: GROUP_IDENTITY_CENTER_AUTHORIZATION,
    handler: buildIdentityCenterGroups,
  }),
  defineStep({
    ...COMMON,
    id: USER_IDENTITY_CENTER_STEP,
    name: 'Build User AWS Identity Center Users',
    mappedRelationships: [USER_ASSIGNED_AWS_IDENTITY_CENTER_USER],
    authorization: USER_IDENTITY_CENTER_AUTHORIZATION,
    handler: buildIdentityCenterUsers,
  }),
];
