/** Puts an org's own profile attributes into an entity beside the properties that are ours. */
import type { Entity } from '@jupiterone/integration-sdk-core';

import { list, type JsonObject, type JsonValue } from '../json';
import type { ClassRules } from './classRules';
import { capped } from './limits';

type CustomValue = string | number | boolean | string[];

export interface Surroundings {
  /** Our own properties; an undefined value still reserves its name. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The attributes that properties of the same names stand for, if these could take the value. */
  readonly consumed?: ReadonlySet<string> | undefined;
  readonly rules: ClassRules;
}

/** What JupiterOne's GraphObject schema allows as a property name, less the names it gives meaning to. */
const OWN_NAME = /^(?!tag\.)[A-Za-z0-9. -]+$/;
const WORD_BREAK = /_+([A-Za-z0-9])/g;
const NOT_ALLOWED = /[^A-Za-z0-9. -]+/g;

/** The SDK takes `tags` away and fills it by itself. */
const SDK_NAME = 'tags';

/**
 * Adds the attributes whose value is a string, number, boolean or array, under their own names; arrays
 * as texts. Three kinds of names cannot be kept:
 * - one of ours (`status`, `displayName`), or one to which JupiterOne's class schema gives another
 *   type (a text named `criticality`, an e-mail address that is none): the attribute is emitted as
 *   `profile.<name>`;
 * - one that begins with `_`, or `tags`: likewise;
 * - one with characters that JupiterOne's schema does not allow in names, of which Okta allows the
 *   underscore: `cost_center` becomes `costCenter`, and `profile.costCenter` where that is taken.
 */
export function addCustomProperties(
  entity: Entity,
  attributes: JsonObject,
  surroundings: Surroundings,
): void {
  const renamed: [string, CustomValue][] = [];
  for (const attribute of Object.keys(attributes)) {
    const value = customValue(attributes[attribute]);
    if (value === undefined || isTaken(entity, attribute, value, surroundings)) continue;
    if (isFree(attribute, value, surroundings)) entity[attribute] = value;
    else renamed.push([attribute, value]);
  }
  for (const [attribute, value] of renamed) {
    const name = newName(entity, attribute, value, surroundings);
    if (name !== undefined) entity[name] = value;
  }
}

/** Whether a property of ours already has what the attribute says: converters read texts. */
function isTaken(
  entity: Entity,
  attribute: string,
  value: CustomValue,
  { consumed }: Surroundings,
): boolean {
  const own = entity[attribute] ?? undefined;
  return consumed?.has(attribute) === true && typeof value === 'string' && own !== undefined;
}

function newName(
  entity: Entity,
  attribute: string,
  value: CustomValue,
  surroundings: Surroundings,
): string | undefined {
  const name = allowedName(attribute);
  if (name === '') return undefined;
  const keepsPlace = name !== attribute && !attribute.startsWith('_');
  if (keepsPlace && !Object.hasOwn(entity, name) && isFree(name, value, surroundings)) return name;
  let prefixed = `profile.${name}`;
  for (let n = 2; Object.hasOwn(entity, prefixed); n += 1) prefixed = `profile.${name}.${n}`;
  return prefixed;
}

function isFree(name: string, value: CustomValue, { properties, rules }: Surroundings): boolean {
  if (name === SDK_NAME || Object.hasOwn(properties, name) || !OWN_NAME.test(name)) return false;
  return rules.byProperty.get(name)?.(value) ?? true;
}

function allowedName(name: string): string {
  const camelCase = name.replace(WORD_BREAK, (_match, first: string, position: number) =>
    position === 0 ? first : first.toUpperCase(),
  );
  return camelCase.replace(NOT_ALLOWED, '');
}

function customValue(value: JsonValue | undefined): CustomValue | undefined {
  if (typeof value === 'string') return value === '' ? undefined : capped(value);
  // JSON knows a -0, and no reader of the graph does.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
  if (typeof value === 'boolean') return value;
  const written: string[] = [];
  for (const item of list(value)) {
    if (item !== null && typeof item !== 'object') written.push(capped(String(item)));
  }
  return written.length > 0 ? written : undefined;
}
