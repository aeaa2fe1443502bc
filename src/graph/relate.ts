/** Builds direct relationships from their declarations, so that what is produced is what is declared. */
import {
  createDirectRelationship,
  type ExplicitRelationship,
  type StepRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';

import { entityKey } from './key';
import { capped } from './limits';

/** What a relationship may carry: JupiterOne's persister refuses arrays and objects. */
export type RelationshipProperties = Readonly<
  Record<string, string | number | boolean | null | undefined>
>;

/**
 * The relationship `declaration` between two entities, by Okta's ids or their keys. `_key` is the
 * SDK's `<from>|<class>|<to>` unless `properties` holds another; `_type` is always the declared one.
 * Undefined properties are left out.
 */
export function relate(
  declaration: StepRelationshipMetadata,
  fromId: string,
  toId: string,
  properties: RelationshipProperties = {},
): ExplicitRelationship {
  // Made once for each edge of the graph, of which there are millions: one object, no copies.
  const kept: Record<string, string | number | boolean | null> = {};
  for (const name of Object.keys(properties)) {
    const value = properties[name];
    if (value === undefined) continue;
    kept[name] = typeof value === 'string' && !name.startsWith('_') ? capped(value) : value;
  }
  kept._type = declaration._type;
  return createDirectRelationship({
    _class: declaration._class,
    fromType: declaration.sourceType,
    fromKey: entityKey(declaration.sourceType, fromId),
    toType: declaration.targetType,
    toKey: entityKey(declaration.targetType, toId),
    properties: kept,
  });
}
