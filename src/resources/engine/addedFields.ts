/** What definitions add to types that other parts of the integration make. */
import { Type, type TSchema } from '@sinclair/typebox';

import type { PropertyValue } from '../../graph/entity';
import type { Fields } from '../fields';
import type { Item } from '../item';
import { propertiesOf } from './convert';
import type { Resource } from './declare';
import { endpointsOf } from './endpoints';

/** The schemas of all properties that are added to the account. */
export function accountSchemas(resources: readonly Resource[]): Record<string, TSchema> {
  return schemasOf(resources.map(({ definition: { accountFields = {} } }) => accountFields));
}

/** The endpoints that are asked for them. */
export function accountEndpoints(resources: readonly Resource[]): string[] {
  return resources
    .filter(({ definition }) => definition.accountFields !== undefined)
    .flatMap(({ root }) => endpointsOf(root));
}

/** The schemas of all properties that are added to applications. */
export function applicationSchemas(resources: readonly Resource[]): Record<string, TSchema> {
  return schemasOf(applicationFields(resources));
}

/** What is added to one application: its record says it all. */
export function applicationAdditions(
  resources: readonly Resource[],
  { id, record }: Pick<Item, 'id' | 'record'>,
): Record<string, PropertyValue> {
  const item = { id, key: id, type: 'okta_application', record };
  const added: Record<string, PropertyValue> = {};
  for (const fields of applicationFields(resources)) {
    Object.assign(added, propertiesOf(fields, item));
  }
  return added;
}

function applicationFields(resources: readonly Resource[]): Fields[] {
  return resources.map(({ definition: { applicationFields: fields = {} } }) => fields);
}

function schemasOf(all: readonly Fields[]): Record<string, TSchema> {
  return Object.fromEntries(
    all
      .flatMap((fields) => Object.entries(fields))
      .flatMap(([name, { schema }]) =>
        schema === undefined ? [] : [[name, Type.Optional(schema)]],
      ),
  );
}
