/** What a definition makes of one record, without an org: its entity, and the ends that its edges name. */
import type { Entity, StepEntityMetadata } from '@jupiterone/integration-sdk-core';

import type { JsonObject } from '../../src/json';
import type { End, ResourceDefinition } from '../../src/resources/defineResource';
import { converterOf } from '../../src/resources/engine/convert';
import { declare, type DeclaredNode } from '../../src/resources/engine/declare';
import { itemsOf } from '../../src/resources/engine/takeApart';

export interface Made {
  readonly entity: Entity;
  readonly declaration: StepEntityMetadata;
  /** By position of the edge in the definition. */
  readonly ends: readonly (readonly (End | undefined)[] | undefined)[];
}

/** What becomes of a record of the resource itself; undefined where it is refused. */
export function make(definition: ResourceDefinition, record: JsonObject): Made | undefined {
  return makeOf(declare(definition).root, record);
}

/** As `make`, for a record of any part of a resource. */
export function makeOf(node: DeclaredNode, record: JsonObject): Made | undefined {
  const [item] = itemsOf(node, [record]).items;
  if (item === undefined) return undefined;
  const entity = node.entities.find(({ metadata }) => metadata._type === item.type);
  if (entity === undefined) throw new Error(`${node.definition.id} makes no entity`);
  return {
    entity: converterOf(entity)(item),
    declaration: entity.metadata,
    ends: node.edges.map((edge) => edge.definition.ends(record, item)),
  };
}
