/** The words for declaring entities: the SDK's typed helpers over JupiterOne's class schemas. */
import { typeboxClassSchemaMap } from '@jupiterone/data-model';
import { createIntegrationHelpers } from '@jupiterone/integration-sdk-core';
import { Type } from '@sinclair/typebox';

const { AccessRole, Account, Application, Configuration, Device, User, UserGroup } =
  typeboxClassSchemaMap;

/**
 * `createEntityMetadata` gives the declaration that steps name in `entities`, and a function that
 * adds `_class` and `_type` to properties which the compiler checked against the class schema.
 */
export const { createEntityMetadata, createMultiClassEntityMetadata } = createIntegrationHelpers({
  integrationName: 'okta',
  classSchemaMap: { AccessRole, Account, Application, Configuration, Device, User, UserGroup },
});

/** Schema of a point in time that Okta may leave out, in milliseconds since the epoch. */
export const time = Type.Optional(Type.Number());
