/** The steps of AWS: IAM roles that Okta grants, and accounts in Identity Center. */
import { defineStep } from '../../run/step';
import { buildGroupAwsRoles, buildUserAwsRoles } from './iamRoleSteps';
import { buildIdentityCenterGroups, buildIdentityCenterUsers } from './identityCenterSteps';
import {
  GROUP_AWS_ROLES_STEP,
  GROUP_IDENTITY_CENTER_STEP,
  USER_AWS_ROLES_STEP,
  USER_IDENTITY_CENTER_STEP,
} from './model';

export const awsSteps = [
  defineStep({ ...GROUP_AWS_ROLES_STEP, handler: buildGroupAwsRoles }),
  defineStep({ ...USER_AWS_ROLES_STEP, handler: buildUserAwsRoles }),
  defineStep({ ...GROUP_IDENTITY_CENTER_STEP, handler: buildIdentityCenterGroups }),
  defineStep({ ...USER_IDENTITY_CENTER_STEP, handler: buildIdentityCenterUsers }),
];
