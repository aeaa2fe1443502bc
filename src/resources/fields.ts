/**
 * One line for each property of an entity: where it stands in Okta's record, its type, and what it means.
 *
 * Every function takes the path of the value (`profile.name`), or a function that finds or computes it.
 * A value that is absent, null or of another type makes no property: odd data costs one property and
 * never an entity. Return undefined where a computed property's input is unknown; false would be a claim.
 */
import { Type, type TSchema } from '@sinclair/typebox';

import type { PropertyValue } from '../graph/entity';
import { jsonText } from '../graph/jsonText';
import { allowed, cleaned, type Shape } from '../graph/rawData';
import {
  flag,
  isJsonArray,
  isJsonObject,
  list,
  minutesOf,
  number,
  record,
  text,
  texts,
  timestamp,
  type JsonObject,
  type JsonValue,
} from '../json';
import type { Item } from './item';

/** How one property is read and declared. */
export interface Field {
  readonly read: (record: JsonObject, item: Item) => PropertyValue;
  /** What may stand in the graph; left out where the entity's class says it already. */
  readonly schema?: TSchema;
}

/** By property name. */
export type Fields = Readonly<Record<string, Field>>;

/** The path of a value in the record, or what finds it there. */
export type Source = string | ((record: JsonObject, item: Item) => JsonValue | undefined);

/** The value at `profile.name`; undefined where any part of the path is missing. */
export function at(json: JsonObject, path: string): JsonValue | undefined {
  const names = path.split('.');
  const last = names.pop() ?? '';
  return names.reduce((part, name) => record(part[name]), json)[last];
}

function field(
  source: Source,
  schema: TSchema,
  read: (value: JsonValue | undefined) => PropertyValue,
): Field {
  const find = typeof source === 'string' ? (json: JsonObject) => at(json, source) : source;
  return { schema, read: (json, item) => read(find(json, item)) };
}

/** A text that is not empty. Enumerations are texts too: Okta adds values without notice. */
export const string = (source: Source, description = ''): Field =>
  field(source, Type.String({ description }), text);

/** `active` and `isActive`: whether this status, in any case, is ACTIVE. Types of today have them anyway. */
export function activity(source: Source): Fields {
  const isActive = field(source, Type.Boolean(), (value) => {
    const status = text(value);
    return status === undefined ? undefined : status.toLowerCase() === 'active';
  });
  return { active: isActive, isActive };
}

/** A text in lower case, as JupiterOne writes statuses. */
export const lowercase = (source: Source, description = ''): Field =>
  field(source, Type.String({ description }), (value) => text(value)?.toLowerCase());

export const boolean = (source: Source, description = ''): Field =>
  field(source, Type.Boolean({ description }), flag);

/** A number as Okta sends it; name its unit in the property's name. */
export const count = (source: Source, description = ''): Field =>
  field(source, Type.Number({ description }), number);

/** An ISO 8601 time as ms since the epoch; without a zone it is UTC. */
export const time = (source: Source, description = ''): Field =>
  field(source, Type.Number({ description }), timestamp);

/** A duration (`PT2H`, `P30D`) in minutes. Keep the text beside it: `string` of the same path. */
export const minutes = (source: Source, description = ''): Field =>
  field(source, Type.Number({ description }), minutesOf);

const MINUTES_PER_DAY = 1440;

/** A duration in days; a part of a day is a fraction. */
export const days = (source: Source, description = ''): Field =>
  field(source, Type.Number({ description }), (value) => {
    const duration = minutesOf(value);
    return duration === undefined ? undefined : duration / MINUTES_PER_DAY;
  });

/** The texts of a list; an empty list is one, no list is no property. */
export const strings = (source: Source, description = ''): Field =>
  field(source, Type.Array(Type.String(), { description }), (value) =>
    isJsonArray(value) ? texts(value) : undefined,
  );

/** One text of each object in a list: `eachOf('gateways', 'value')`. */
export const eachOf = (source: Source, name: string, description = ''): Field =>
  field(source, Type.Array(Type.String(), { description }), (value) =>
    isJsonArray(value) ? texts(list(value).map((one) => at(record(one), name) ?? null)) : undefined,
  );

/**
 * An address of others: scheme, host and path only, as query and userinfo may hold keys. What is no
 * http or https URL makes no property.
 */
export const address = (source: Source, description = ''): Field =>
  field(source, Type.String({ description }), (value) => addressOf(text(value)));

/** The address without query, fragment and userinfo. */
export function addressOf(written: string | undefined): string | undefined {
  if (written === undefined || !URL.canParse(written)) return undefined;
  const { protocol, host, pathname } = new URL(written);
  return /^https?:$/.test(protocol) ? `${protocol}//${host}${pathname}` : undefined;
}

/**
 * What is too deep for properties, as JSON of at most 4,096 characters. Without a shape every name that
 * looks like a secret's is left out; with one, exactly what the shape names is kept.
 */
export const json = (source: Source, description = 'JSON', shape?: Shape): Field =>
  field(source, Type.String({ description }), (value) => {
    if (!isJsonObject(value)) return isJsonArray(value) ? jsonText(cleanedList(value)) : undefined;
    return jsonText(shape === undefined ? cleaned(value) : allowed(value, shape));
  });

function cleanedList(value: readonly JsonValue[]): JsonValue {
  return cleaned({ items: value }).items ?? [];
}

/**
 * What the class demands, or every record of the type has, and Okta does not say. A property that the
 * class requires and that is not known becomes null by itself.
 */
export function constant(value: string | boolean | null | readonly string[]): Field {
  return { read: () => value, ...(value !== null && { schema: schemaOf(value) }) };
}

function schemaOf(value: string | boolean | readonly string[]): TSchema {
  if (typeof value === 'string') return Type.String();
  return typeof value === 'boolean' ? Type.Boolean() : Type.Array(Type.String());
}

/** So many ids of others stand on an entity; the count says how many there are. */
const MAX_IDS = 200;

/** `ids('group', …)`: the properties `groupIds`, at most 200, and `groupCount`. */
export function ids(name: string, source: Source, description = ''): Fields {
  const all = strings(source, description);
  const read = (json: JsonObject, item: Item): readonly string[] | undefined => {
    const value = all.read(json, item);
    return Array.isArray(value) ? texts(value) : undefined;
  };
  return {
    [`${name}Ids`]: { ...all, read: (json, item) => read(json, item)?.slice(0, MAX_IDS) },
    [`${name}Count`]: {
      schema: Type.Number({ description: `Of all ${name}Ids, also beyond the first ${MAX_IDS}` }),
      read: (json, item) => read(json, item)?.length,
    },
  };
}

/**
 * The ids in the list that stands at this path. No list is no answer (undefined), and neither is an item that
 * is no id; for a list that Okta rightly leaves out, use `named`.
 */
export const idsAt =
  (path: string) =>
  (json: JsonObject): (string | undefined)[] | undefined => {
    const value = at(json, path);
    return isJsonArray(value) ? value.map(text) : undefined;
  };

/** The ids in a list, or one id, as ends of edges that all say the same: included zones, excluded zones. */
export function named(
  value: JsonValue | undefined,
  properties: Readonly<Record<string, string | number | boolean | undefined>> = {},
): (string | (typeof properties & { readonly id: string }))[] {
  const found = typeof value === 'string' ? [value] : texts(value);
  return found.map((id) => ({ ...properties, id }));
}
