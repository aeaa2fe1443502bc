/** Builds entities that JupiterOne's data model accepts, whatever Okta sent. */
import {
  createIntegrationEntity,
  type Entity,
  type StepEntityMetadata,
} from '@jupiterone/integration-sdk-core';

import type { JsonObject } from '../json';
import { classRules, type ClassRules, type PropertyRule } from './classRules';
import { addCustomProperties } from './customProperties';
import { entityKey } from './key';
import { capped } from './limits';

export type PropertyValue =
  string | number | boolean | null | undefined | readonly (string | number | boolean)[];

/** What the typed functions of `metadata.ts` give. */
export interface EntityProperties {
  /** Okta's id, or a key made of it (`key.ts`). */
  readonly _key: string;
  readonly _type: string;
  readonly _class: readonly string[];
  readonly [property: string]: PropertyValue;
}

interface EntityExtras {
  /** What Okta sent, cleaned (`rawData.ts`); becomes `_rawData` as it is. */
  readonly raw?: JsonObject;
  /** Profile attributes to add under their own names where no property of ours has that name. */
  readonly custom?: JsonObject;
  /** The attributes among them that properties of the same names stand for. */
  readonly consumed?: ReadonlySet<string>;
}

export type BuildEntity = (properties: EntityProperties, extras?: EntityExtras) => Entity;

/**
 * The builder of one declared entity. What it builds always satisfies the schemas of its classes:
 * - undefined properties are left out, texts are cut to what the indexer takes;
 * - of an array, the items that the schema refuses are left out (an invalid e-mail address);
 * - another value that the schema refuses becomes null where the property is required, else is left
 *   out (a link that is no URL).
 *
 * The SDK copies nothing by itself, because it is given no source: neither `active` nor other names
 * of the class schemas slip in.
 */
export function entityBuilder(declaration: StepEntityMetadata): BuildEntity {
  const rules = classRules([declaration._class].flat());
  return (properties, { raw, custom, consumed } = {}) => {
    // One object, filled in place: copies of 50 properties each are most of what an entity costs.
    const assign: Entity = {
      _key: entityKey(properties._type, properties._key),
      _type: properties._type,
      _class: [...properties._class],
      _rawData: raw === undefined ? [] : [{ name: 'default', rawData: raw }],
    };
    addRepaired(assign, properties, rules);
    if (custom !== undefined) addCustomProperties(assign, custom, { properties, consumed, rules });
    return createIntegrationEntity({ entityData: { assign } });
  };
}

/** The two properties that show whether Okta's `status` is ACTIVE; undefined where Okta names none. */
export function activityOf(status: string | undefined): {
  readonly active: boolean | undefined;
  readonly isActive: boolean | undefined;
} {
  const isActive = status === undefined ? undefined : status === 'ACTIVE';
  return { active: isActive, isActive };
}

type AssignedValue = string | number | boolean | null | (string | number | boolean)[];

function addRepaired(
  entity: Entity,
  properties: EntityProperties,
  { byProperty, required }: ClassRules,
): void {
  for (const name of Object.keys(properties)) {
    if (name.startsWith('_')) continue;
    const value = fitting(properties[name], byProperty.get(name));
    if (value !== undefined) entity[name] = value;
  }
  for (const name of required) {
    if (entity[name] === undefined && byProperty.get(name)?.(null) === true) entity[name] = null;
  }
}

function fitting(value: PropertyValue, rule: PropertyRule = anything): AssignedValue | undefined {
  if (value === undefined) return undefined;
  if (isList(value)) return fittingItems(value, rule);
  const whole = typeof value === 'string' ? capped(value) : value;
  return rule(whole) ? whole : undefined;
}

function fittingItems(
  items: readonly (string | number | boolean)[],
  rule: PropertyRule,
): (string | number | boolean)[] | undefined {
  const short = items.map((item) => (typeof item === 'string' ? capped(item) : item));
  if (rule(short)) return short;
  const kept = [...new Set(short)].filter((item) => rule([item]));
  return kept.length > 0 ? kept : undefined;
}

function isList(value: PropertyValue): value is readonly (string | number | boolean)[] {
  return Array.isArray(value);
}

function anything(): boolean {
  return true;
}
