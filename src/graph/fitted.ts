/** Makes entities fit into an upload. */
import type { Entity } from '@jupiterone/integration-sdk-core';

import { isJsonObject, record, type JsonObject } from '../json';
import { classRules } from './classRules';
import { largest, longestIn, reduced, type Lengths } from './jsonText';
import { cutTo, ELLIPSIS, MAX_ENTITY_BYTES } from './limits';

/** An entity as JupiterOne takes it. */
export interface Fitted {
  readonly entity: Entity;
  /** Names of the properties that were cut or left out so that it fits. */
  readonly shortened: readonly string[];
}

/** Texts are cut to so many characters before lists are, and lists before properties are left out. */
const SHORT_TEXT = 256;

/** Bytes of a UTF-16 unit in UTF-8 at most. */
const BYTES_PER_CHARACTER = 3;

/** Bytes that raw data take beside what is in them. */
const FRAME = 64;

/**
 * The entity, shortened if it is larger than JupiterOne takes: first its raw data, which hold what its
 * properties say, then the longest texts, then the longest lists, and at last the largest properties are
 * left out. What is cut ends in `…`. Nearly every entity is given back as it is. Throws if it cannot fit.
 */
export function fitted(entity: Entity, limit = MAX_ENTITY_BYTES): Fitted {
  if (fits(entity, limit)) return { entity, shortened: [] };
  const properties: Entity = { ...entity, _rawData: [] };
  const small =
    bytesOf(properties) < limit - FRAME ? properties : smallerProperties(properties, limit - FRAME);
  const raw = entity._rawData?.[0]?.rawData;
  const room = limit - bytesOf(small) - FRAME;
  if (room < 0) throw new Error(`It is larger than JupiterOne takes (${limit} bytes)`);
  const rawData = isJsonObject(raw) ? smallerRawData(raw, room) : undefined;
  if (rawData !== undefined) small._rawData = [{ name: 'default', rawData }];
  return { entity: small, shortened: Object.keys(entity).filter(isOther(entity, small)) };
}

function isOther(one: Entity, other: Entity): (name: string) => boolean {
  return (name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]);
}

function bytesOf(value: object): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** As `bytesOf(value) <= limit`. Nearly every entity is so small that its bytes need not be counted. */
function fits(value: object, limit: number): boolean {
  const written = JSON.stringify(value);
  return written.length * BYTES_PER_CHARACTER <= limit || Buffer.byteLength(written) <= limit;
}

/** The result of the mildest cut that gives one. */
function mildest<T>(
  { items, characters }: Lengths,
  cut: (items: number, characters: number) => T | undefined,
): T | undefined {
  return (
    largest(characters - SHORT_TEXT, (more) => cut(items, SHORT_TEXT + more)) ??
    largest(items, (most) => cut(most, SHORT_TEXT))
  );
}

function smallerRawData(raw: JsonObject, room: number): JsonObject | undefined {
  return mildest(longestIn(raw), (items, characters) => {
    const copy = record(reduced(raw, items, characters));
    return bytesOf(copy) <= room ? copy : undefined;
  });
}

function smallerProperties(entity: Entity, room: number): Entity {
  const { byProperty, required } = classRules([entity._class].flat());
  const cut = (items: number, characters: number): Entity => {
    const copy = { ...entity };
    for (const name of Object.keys(entity).filter((each) => !each.startsWith('_'))) {
      const value = cutProperty(entity[name], items, characters);
      // What a class schema allows only whole (a link) stays whole.
      if (byProperty.get(name)?.(value) !== false) copy[name] = value;
    }
    return copy;
  };
  const found = mildest(longestIn(record(entity)), (items, characters) => {
    const copy = cut(items, characters);
    return bytesOf(copy) <= room ? copy : undefined;
  });
  return found ?? withoutLargest(cut(0, SHORT_TEXT), new Set(required), room);
}

function cutProperty(value: Entity[string], items: number, characters: number): Entity[string] {
  if (typeof value === 'string') return cutTo(characters, value);
  if (!isTextList(value)) return value;
  const kept = value.slice(0, items).map((item) => cutTo(characters, item));
  return kept.length < value.length ? [...kept, ELLIPSIS] : kept;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function withoutLargest(entity: Entity, required: ReadonlySet<string>, room: number): Entity {
  const sizes = Object.entries(entity)
    .filter(([name]) => !name.startsWith('_') && !required.has(name))
    .map(([name, value]) => ({ name, bytes: bytesOf({ [name]: value }) }))
    .sort((one, other) => other.bytes - one.bytes);
  let excess = bytesOf(entity) - room;
  const dropped = new Set<string>();
  for (const { name, bytes } of sizes) {
    if (excess <= 0) break;
    dropped.add(name);
    excess -= bytes - 1;
  }
  const { _key, _type, _class } = entity;
  const kept: Entity = { _key, _type, _class };
  for (const name of Object.keys(entity)) if (!dropped.has(name)) kept[name] = entity[name];
  return kept;
}
