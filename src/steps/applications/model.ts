/** What the application steps put into the graph; AWS roles have declarations of their own (steps/aws). */
import { RelationshipClass, type StepRelationshipMetadata } from '@jupiterone/integration-sdk-core';
import { Type } from '@sinclair/typebox';

import { createEntityMetadata, time } from '../../graph/metadata';
import { authorizationFor } from '../../permissions';
import { RESOURCES } from '../../resources';
import { applicationSchemas } from '../../resources/engine/addedFields';
import { ACCOUNT_ENTITY } from '../account/model';
import { APP_USER_GROUP_ENTITY, USER_GROUP_ENTITY } from '../groups/model';
import { USER_ENTITY } from '../users/model';

export const APPLICATIONS_STEP = 'fetch-applications';
export const GROUP_APPLICATIONS_STEP = 'build-group-app-relationships';
export const USER_APPLICATIONS_STEP = 'build-user-app-relationships';

const [BASE, properties] = createEntityMetadata({
  resourceName: 'Okta Application',
  _class: ['Application'],
  _type: 'okta_application',
  description: 'An application that users reach through Okta',
  schema: Type.Object({
    label: Type.Optional(Type.String()),
    shortName: Type.Optional(Type.String({ description: 'The product: aws, gcp, slack, …' })),
    isActive: Type.Optional(Type.Boolean()),
    created: time,
    lastUpdated: time,
    lastUpdatedOn: time,
    features: Type.Optional(Type.Array(Type.String())),
    signOnMode: Type.Optional(Type.String()),
    isSAMLApp: Type.Optional(Type.Boolean()),
    isMultiInstanceApp: Type.Optional(
      Type.Boolean({ description: 'Whether each instance stands for an account of its own' }),
    ),
    appVendorName: Type.Optional(Type.String()),
    appAccountType: Type.Optional(
      Type.Union([Type.String(), Type.Array(Type.String())], {
        description: 'Several if it opens accounts of several types',
      }),
    ),
    appAccountId: Type.Optional(Type.String()),
    imageUrl: Type.Optional(Type.String()),
    loginUrl: Type.Optional(Type.String()),
    awsAccountId: Type.Optional(Type.String()),
    awsPartition: Type.Optional(Type.String({ description: 'aws, aws-us-gov, aws-cn' })),
    awsIdentityProviderArn: Type.Optional(Type.String()),
    awsEnvironmentType: Type.Optional(Type.String()),
    awsGroupFilter: Type.Optional(Type.String()),
    awsRoleValuePattern: Type.Optional(Type.String()),
    awsJoinAllRoles: Type.Optional(Type.Boolean()),
    awsSessionDuration: Type.Optional(Type.Number({ description: 'Seconds' })),
    githubOrg: Type.Optional(Type.String()),
    appDomain: Type.Optional(Type.String()),
  }),
});

export const applicationProperties = properties;

/** With the properties that definitions of resources add. */
export const APPLICATION_ENTITY = {
  ...BASE,
  schema: {
    ...BASE.schema,
    allOf: [...BASE.schema.allOf, Type.Strict(Type.Object(applicationSchemas(RESOURCES)))],
  },
};

export const ACCOUNT_HAS_APPLICATION = {
  _type: 'okta_account_has_application',
  sourceType: ACCOUNT_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: APPLICATION_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const USER_GROUP_ASSIGNED_APPLICATION = {
  _type: 'okta_group_assigned_application',
  sourceType: USER_GROUP_ENTITY._type,
  _class: RelationshipClass.ASSIGNED,
  targetType: APPLICATION_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const APP_USER_GROUP_ASSIGNED_APPLICATION = {
  _type: 'okta_group_assigned_application',
  sourceType: APP_USER_GROUP_ENTITY._type,
  _class: RelationshipClass.ASSIGNED,
  targetType: APPLICATION_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const USER_ASSIGNED_APPLICATION = {
  _type: 'okta_user_assigned_application',
  sourceType: USER_ENTITY._type,
  _class: RelationshipClass.ASSIGNED,
  targetType: APPLICATION_ENTITY._type,
} satisfies StepRelationshipMetadata;

/** Single applications are asked for that other answers name and that the list lacks. */
export const APPLICATIONS_AUTHORIZATION = authorizationFor('/api/v1/apps', '/api/v1/apps/{id}');

/** Only the schema says whether assignments carry roles, and whether those of groups are united. */
export const GROUP_APPLICATIONS_AUTHORIZATION = authorizationFor(
  '/api/v1/apps/{id}/groups',
  '/api/v1/apps',
  '/api/v1/groups',
  '/api/v1/groups/{id}/apps',
  '/api/v1/meta/schemas/apps/{id}/default',
);

export const USER_APPLICATIONS_AUTHORIZATION = authorizationFor(
  '/api/v1/apps/{id}/users',
  '/api/v1/apps',
  '/api/v1/users',
);
