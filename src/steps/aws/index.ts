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
import { ON_APPLICATIONS, ON_APPLICATIONS_AND_GROUPS } from './restsOn';

export const awsSteps = [
  defineStep({
    ...GROUP_AWS_ROLES_STEP,
    restsOn: ON_APPLICATIONS,
    handler: buildGroupAwsRoles,
  }),
  defineStep({
    ...USER_AWS_ROLES_STEP,
    restsOn: ON_APPLICATIONS_AND_GROUPS,
    handler: buildUserAwsRoles,
  }),
  defineStep({
    ...GROUP_IDENTITY_CENTER_STEP,
    restsOn: ON_APPLICATIONS,
    handler: buildIdentityCenterGroups,
  }),
  defineStep({
    ...USER_IDENTITY_CENTER_STEP,
    restsOn: ON_APPLICATIONS,
    handler: buildIdentityCenterUsers,
  }),
];
