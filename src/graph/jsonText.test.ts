/** JSON properties: what is left out of long values, and that the rest is JSON of the same form. */
import fc from 'fast-check';

import type { JsonObject, JsonValue } from '../json';
import { jsonText } from './jsonText';
import { MAX_PROPERTY_LENGTH } from './limits';

const parsed = (value: JsonValue): unknown => JSON.parse(jsonText(value) ?? 'null');
const numbered = (count: number): string[] => Array.from({ length: count }, (_, n) => `item-${n}`);

test('what fits is written as it is', () => {
  const value = { a: [1, 'x'], b: null, c: { d: true } };
  expect(jsonText(value)).toBe(JSON.stringify(value));
});

test('of a long list the first items are kept, whole ones, as many as fit, and a mark that more were there', () => {
  const items = numbered(1000);
  const kept = parsed(items) as string[];
  const count = kept.length - 1;
  expect(kept).toEqual([...items.slice(0, count), '…']);
  expect(JSON.stringify([...items.slice(0, count + 1), '…']).length).toBeGreaterThan(
    MAX_PROPERTY_LENGTH,
  );
});

test('short lists and texts beside a long list stay whole', () => {
  const value = { name: 'n'.repeat(300), short: [1, 2], deep: { long: numbered(1000) } };
  expect(parsed(value)).toMatchObject({ name: value.name, short: [1, 2] });
});

test('texts are cut where leaving out items is not enough, and never within a character', () => {
  const cut = parsed({ value: '😀'.repeat(3000), type: 'urn' }) as JsonObject;
  expect(cut.type).toBe('urn');
  expect(cut.value).toMatch(/^(?:😀){1500,}…$/u);
});

test('an object of too many keys is left out', () => {
  const keys = Object.fromEntries(numbered(1000).map((key) => [key, 1]));
  expect(jsonText(keys)).toBeUndefined();
});

test('whatever the value, it fits and is JSON', () => {
  const long = fc.array(fc.oneof(fc.string({ maxLength: 300 }), fc.jsonValue()), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(long, fc.jsonValue())), (value) => {
      const written = jsonText(JSON.parse(JSON.stringify(value)) as JsonObject);
      if (written === undefined) return;
      expect(written.length).toBeLessThanOrEqual(MAX_PROPERTY_LENGTH);
      expect(() => JSON.parse(written) as unknown).not.toThrow();
    }),
    { numRuns: 200 },
  );
});
