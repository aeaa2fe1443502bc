/** What the factors step puts into the graph: second factors and who enrolled them. */
import { typeboxClassSchemaMap } from '@jupiterone/data-model';
import { RelationshipClass, type StepRelationshipMetadata } from '@jupiterone/integration-sdk-core';
import { Type } from '@sinclair/typebox';

import { createMultiClassEntityMetadata, time } from '../../graph/metadata';
import { authorizationFor } from '../../permissions';
import { USER_ENTITY } from '../users/model';

export const FACTORS_STEP = 'fetch-mfa-devices';
export const CHANGED_FACTORS_STEP = 'fetch-changed-mfa-devices';

export const [FACTOR_ENTITY, factorProperties] = createMultiClassEntityMetadata({
  resourceName: 'Okta Factor Device',
  _class: [typeboxClassSchemaMap.Key, typeboxClassSchemaMap.AccessKey],
  _type: 'mfa_device',
  description: 'An MFA factor that a user enrolled',
  schema: Type.Object({
    factorType: Type.Optional(Type.String()),
    provider: Type.Optional(Type.String()),
    vendorName: Type.Optional(Type.String()),
    device: Type.Optional(Type.String()),
    deviceType: Type.Optional(Type.String()),
    isActive: Type.Optional(Type.Boolean()),
    created: time,
    lastUpdated: time,
    lastVerifiedOn: time,
    authenticatorName: Type.Optional(Type.String()),
    platform: Type.Optional(Type.String()),
    profileName: Type.Optional(Type.String()),
    credentialId: Type.Optional(Type.String()),
  }),
});

export const USER_ASSIGNED_FACTOR = {
  _type: 'okta_user_assigned_factor',
  sourceType: USER_ENTITY._type,
  _class: RelationshipClass.ASSIGNED,
  targetType: FACTOR_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const FACTORS_AUTHORIZATION = authorizationFor(
  '/api/v1/users/{id}/factors',
  '/api/v1/users',
);

export const CHANGED_FACTORS_AUTHORIZATION = authorizationFor(
  '/api/v1/users/{id}/factors',
  '/api/v1/users',
  '/api/v1/logs',
);
