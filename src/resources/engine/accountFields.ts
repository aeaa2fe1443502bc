/** What definitions add to the account, as it is declared. */
import { Type, type TSchema } from '@sinclair/typebox';

import type { Resource } from './declare';
import { endpointsOf } from './endpoints';

/** The schemas of all properties that are added. */
export function accountSchemas(resources: readonly Resource[]): Record<string, TSchema> {
  return Object.fromEntries(
    resources
      .flatMap(({ definition: { accountFields = {} } }) => Object.entries(accountFields))
      .flatMap(([name, { schema }]) =>
        schema === undefined ? [] : [[name, Type.Optional(schema)]],
      ),
  );
}

/** The endpoints that are asked for them. */
export function accountEndpoints(resources: readonly Resource[]): string[] {
  return resources
    .filter(({ definition }) => definition.accountFields !== undefined)
    .flatMap(({ root }) => endpointsOf(root));
}
