/**
 * What JupiterOne's class schemas say about single properties, as predicates: an entity that is held
 * against them before it is built is never refused by the data model's validation afterwards. The
 * JSON schema keywords that data-model 0.64.2 uses on properties are understood, and no others.
 */
import { getSchema } from '@jupiterone/data-model';

import { list, number, record, text, texts, type JsonObject } from '../json';

/** Whether a value is what the schemas of an entity's classes allow. */
export type PropertyRule = (value: unknown) => boolean;

export interface ClassRules {
  readonly byProperty: ReadonlyMap<string, PropertyRule>;
  readonly required: readonly string[];
}

/** The rules of all these classes together, with those of the classes they build on. */
export function classRules(classes: readonly string[]): ClassRules {
  const byProperty = new Map<string, PropertyRule>();
  const required = new Set<string>();
  for (const name of classes) collect(record(getSchema(name)), byProperty, required);
  return { byProperty, required: [...required] };
}

function collect(schema: JsonObject, byProperty: Map<string, PropertyRule>, required: Set<string>) {
  for (const part of list(schema.allOf)) collect(record(part), byProperty, required);
  const referred = text(schema.$ref);
  if (referred !== undefined) collect(record(getSchema(referred.slice(1))), byProperty, required);
  for (const name of texts(schema.required)) required.add(name);
  for (const [name, property] of Object.entries(record(schema.properties))) {
    const rule = compile(record(property));
    const other = byProperty.get(name);
    byProperty.set(name, other === undefined ? rule : (value) => other(value) && rule(value));
  }
}

function compile(schema: JsonObject): PropertyRule {
  const rules = [...typeRules(schema), ...stringRules(schema), ...rangeRules(schema)];
  const alternatives = [...list(schema.oneOf), ...list(schema.anyOf)].map((item) =>
    compile(record(item)),
  );
  if (alternatives.length > 0) rules.push((value) => alternatives.some((rule) => rule(value)));
  if (schema.items !== undefined) {
    const item = compile(record(schema.items));
    rules.push((value) => !Array.isArray(value) || value.every(item));
  }
  if (schema.uniqueItems === true) {
    rules.push((value) => !Array.isArray(value) || new Set(value).size === value.length);
  }
  return (value) => rules.every((rule) => rule(value));
}

function typeRules(schema: JsonObject): PropertyRule[] {
  const types = typeof schema.type === 'string' ? [schema.type] : texts(schema.type);
  const values = schema.enum === undefined ? undefined : new Set<unknown>(list(schema.enum));
  return [
    ...(types.length === 0 ? [] : [(value: unknown) => types.some((type) => isOf(type, value))]),
    ...(values === undefined ? [] : [(value: unknown) => values.has(value)]),
  ];
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function stringRules(schema: JsonObject): PropertyRule[] {
  const rules: ((value: string) => boolean)[] = [];
  const format = text(schema.format);
  if (format !== undefined) rules.push(FORMATS.get(format) ?? (() => false));
  const pattern = text(schema.pattern);
  if (pattern !== undefined) {
    const compiled = new RegExp(pattern, 'u');
    rules.push((value) => compiled.test(value));
  }
  const least = number(schema.minLength);
  if (least !== undefined) rules.push((value) => value.length >= least);
  return rules.map((rule) => (value) => typeof value !== 'string' || rule(value));
}

function rangeRules(schema: JsonObject): PropertyRule[] {
  const least = number(schema.minimum);
  const most = number(schema.maximum);
  return [
    (value) => typeof value !== 'number' || least === undefined || value >= least,
    (value) => typeof value !== 'number' || most === undefined || value <= most,
  ];
}

const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** RFC 5321's limit; it also bounds the time that the pattern can take. */
const LONGEST_ADDRESS = 254;

const WEB_URL =
  /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/(?:[\w\-.~!$&'()*+,;=:@/]|%[0-9a-f]{2})*)?(?:\?(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i;

/** An e-mail address as JupiterOne accepts it: ASCII only, with a dot in the domain. */
export function isEmail(value: string): boolean {
  return value.length <= LONGEST_ADDRESS && ADDRESS.test(value);
}

/** An absolute `http` or `https` URL, as JupiterOne accepts it. */
export function isWebUrl(value: string): boolean {
  return WEB_URL.test(value);
}

/** Formats of strings. A format that is not here is refused: nothing of ours is of it. */
const FORMATS: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['email', isEmail],
  ['uri', isWebUrl],
]);
