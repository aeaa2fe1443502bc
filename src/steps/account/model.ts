/** What the account step puts into the graph: the org and the two services it gives. */
import { typeboxClassSchemaMap } from '@jupiterone/data-model';
import { RelationshipClass, type StepRelationshipMetadata } from '@jupiterone/integration-sdk-core';
import { Type } from '@sinclair/typebox';

import { createEntityMetadata, createMultiClassEntityMetadata } from '../../graph/metadata';
import type { OrgIdentity } from '../../okta/org';
import { authorizationFor } from '../../permissions';
import { RESOURCES } from '../../resources';
import { accountEndpoints, accountSchemas } from '../../resources/engine/addedFields';

export const ACCOUNT_STEP = 'fetch-account';

const [BASE, properties] = createEntityMetadata({
  resourceName: 'Okta Account',
  _class: ['Account'],
  _type: 'okta_account',
  description: 'An Okta org',
  schema: Type.Object({
    accountId: Type.String({ description: "The org's own host: acme.okta.com" }),
    orgId: Type.Optional(Type.String()),
    subdomain: Type.Optional(Type.String()),
    companyName: Type.Optional(Type.String()),
    website: Type.Optional(Type.String()),
    pipeline: Type.Optional(
      Type.String({ description: 'idx: Identity Engine. v1: Classic Engine' }),
    ),
  }),
});

export const accountProperties = properties;

/** With the properties that definitions of resources add. */
export const ACCOUNT_ENTITY = {
  ...BASE,
  schema: {
    ...BASE.schema,
    allOf: [...BASE.schema.allOf, Type.Strict(Type.Object(accountSchemas(RESOURCES)))],
  },
};

export const [SERVICE_ENTITY, serviceProperties] = createMultiClassEntityMetadata({
  resourceName: 'Okta Service',
  _class: [typeboxClassSchemaMap.Service, typeboxClassSchemaMap.Control],
  _type: 'okta_service',
  description: 'Single sign-on or multifactor authentication, as the org gives it',
  schema: Type.Object({ controlDomain: Type.String() }),
});

/** `_key` of the account: every step that draws an edge from it knows it without asking. */
export function accountKey(org: Pick<OrgIdentity, 'host'>): string {
  return `okta_account_${org.host}`;
}

/** The org's own URL, also where requests go to a custom domain. */
export function accountUrl(org: Pick<OrgIdentity, 'host'>): string {
  return `https://${org.host}`;
}

export const ACCOUNT_HAS_SERVICE = {
  _type: 'okta_account_has_service',
  sourceType: ACCOUNT_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: SERVICE_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const ACCOUNT_AUTHORIZATION = authorizationFor(
  '/api/v1/org',
  ...accountEndpoints(RESOURCES),
);
