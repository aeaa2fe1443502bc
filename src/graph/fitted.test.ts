/** Entities that are larger than an upload takes. */
import type { Entity } from '@jupiterone/integration-sdk-core';
import fc from 'fast-check';

import { expectValid } from '../../test/conversion/dataModel';
import type { JsonObject } from '../json';
import { USER_ENTITY } from '../steps/users/model';
import { entityBuilder } from './entity';
import { fitted } from './fitted';
import { MAX_ENTITY_BYTES } from './limits';

const KEY = '00u2abcdEFGH3ijkl0x7';
const build = entityBuilder(USER_ENTITY);

function user(custom: JsonObject, raw: JsonObject = { profile: custom }): Entity {
  const names = { name: 'Jane', displayName: 'jane@acme.com', username: ['jane'] };
  const link = { webLink: `https://acme-admin.okta.com/${'a'.repeat(1000)}` };
  const declared = { _key: KEY, _type: 'okta_user', _class: ['User'] };
  return build({ ...declared, ...names, ...link }, { raw, custom });
}

const bytesOf = (entity: Entity): number => Buffer.byteLength(JSON.stringify(entity));
const numbered = (count: number, value: (n: number) => string): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`custom${n}`, value(n)]));
const long = (n: number): string => `${n}:`.padEnd(4000, 'x');

test('an entity that fits is given back as it is', () => {
  const entity = user({ note: 'x'.repeat(4000) });
  expect(fitted(entity)).toEqual({ entity, shortened: [] });
  expect(fitted(entity).entity).toBe(entity);
});

test('raw data go before properties', () => {
  const entity = user(numbered(700, long));
  expect(bytesOf(entity)).toBeGreaterThan(MAX_ENTITY_BYTES);
  const { entity: small, shortened } = fitted(entity);
  expect(shortened).toEqual(['_rawData']);
  expect(bytesOf(small)).toBeLessThanOrEqual(MAX_ENTITY_BYTES);
  expect({ ...small, _rawData: [] }).toEqual({ ...entity, _rawData: [] });
  const profile = (small._rawData?.[0]?.rawData as { profile: JsonObject }).profile;
  expect(Object.keys(profile)).toHaveLength(700);
  expect(profile.custom699).toMatch(/^699:x+…$/);
});

test('1,600 long attributes are all there, cut', () => {
  const entity = user(numbered(1600, long));
  const { entity: small, shortened } = fitted(entity);
  expect(bytesOf(small)).toBeLessThanOrEqual(MAX_ENTITY_BYTES);
  expect(bytesOf(small)).toBeGreaterThan(MAX_ENTITY_BYTES * 0.99);
  expect(shortened).toHaveLength(1601);
  expect(small.custom1599).toMatch(/^1599:x{2000,}…$/);
  expect(small).toMatchObject({ _key: KEY, username: ['jane'], webLink: entity.webLink });
  expectValid(small, USER_ENTITY);
});

test('of an array of 2,000 long texts all are there, cut', () => {
  const texts = Array.from({ length: 2000 }, (_, n) => long(n));
  const { entity: small, shortened } = fitted(user({ texts, short: 'x' }));
  expect(shortened).toEqual(['_rawData', 'texts']);
  expect(small.texts).toHaveLength(2000);
  expect(small.short).toBe('x');
  expect(bytesOf(small)).toBeLessThanOrEqual(MAX_ENTITY_BYTES);
});

test('of very many short texts the first ones are there', () => {
  const texts = Array.from({ length: 60_000 }, (_, n) => `${n}:`.padEnd(100, 'x'));
  const { entity: small, shortened } = fitted(user({ texts }, { list: texts }));
  expect(shortened).toEqual(['_rawData', 'texts']);
  const kept = small.texts as string[];
  expect(kept.length).toBeGreaterThan(40_000);
  expect(kept.slice(0, 3)).toEqual(texts.slice(0, 3));
  expect(kept.at(-1)).toBe('…');
});

test('the largest properties are left out where nothing else helps', () => {
  const custom = { ...numbered(22_000, (n) => `${n}`.padEnd(250, 'x')), small: 'x' };
  const { entity: small, shortened } = fitted(user(custom, {}));
  expect(bytesOf(small)).toBeLessThanOrEqual(MAX_ENTITY_BYTES);
  expect(small).toMatchObject({ _key: KEY, name: 'Jane', small: 'x' });
  expect(shortened.length).toBeLessThan(12_000);
});

test('what cannot fit is refused', () => {
  expect(() => fitted(user({}), 50)).toThrow('larger than JupiterOne takes');
});

test('whatever the properties, it fits and is valid', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 1000 });
  const customs = fc.dictionary(
    fc.stringMatching(/^x[a-z]{1,8}$/),
    fc.oneof(texts, fc.array(texts, { maxLength: 20 }), fc.integer()),
    { maxKeys: 30 },
  );
  fc.assert(
    fc.property(customs, fc.integer({ min: 3000, max: 20_000 }), (custom, limit) => {
      const { entity: small, shortened } = fitted(user(custom), limit);
      expect(bytesOf(small)).toBeLessThanOrEqual(limit);
      expectValid(small, USER_ENTITY);
      expect(shortened.length > 0).toBe(bytesOf(user(custom)) > limit);
    }),
    { numRuns: 25 },
  );
});
