/** Makes entities of records. Pure: no client, no run, no clock. */
import type { Entity } from '@jupiterone/integration-sdk-core';

import { entityBuilder, type PropertyValue } from '../../graph/entity';
import { allowed, cleaned } from '../../graph/rawData';
import { text } from '../../json';
import type { Item } from '../item';
import type { Fields } from '../fields';
import type { DeclaredEntity } from './declare';

/** The function that makes the entity of one record. */
export function converterOf({
  definition,
  fields,
  metadata,
}: DeclaredEntity): (item: Item) => Entity {
  const build = entityBuilder(metadata);
  const { raw: shape } = definition;
  return (item) => {
    const { id, key, record: json } = item;
    const properties = propertiesOf(fields, item);
    const name = text(properties.name) ?? text(json.name) ?? id;
    return build(
      {
        ...properties,
        _key: key,
        _type: metadata._type,
        _class: [metadata._class].flat(),
        id,
        name,
        displayName: text(properties.displayName) ?? name,
      },
      { raw: shape === 'cleaned' ? cleaned(json) : allowed(json, shape) },
    );
  };
}

/** What the fields read of the record. */
export function propertiesOf(fields: Fields, item: Item): Record<string, PropertyValue> {
  const properties: Record<string, PropertyValue> = {};
  for (const [name, { read }] of Object.entries(fields)) {
    properties[name] = read(item.record, item);
  }
  return properties;
}
