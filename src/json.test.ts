/** Reading JSON: what becomes of numbers that a double cannot hold. */
import fc from 'fast-check';

import { parseJson } from './json';

test.each<[string, unknown]>([
  ['9007199254740993', '9007199254740993'],
  ['-9007199254740993', '-9007199254740993'],
  ['9007199254740992', '9007199254740992'],
  ['9007199254740991', 9007199254740991],
  ['12345678901234567890', '12345678901234567890'],
  ['1e400', '1e400'],
  ['-1E+400', '-1E+400'],
  ['1e-400', '1e-400'],
  ['1e21', '1e21'],
  ['1e5', 100000],
  ['15e-1', 1.5],
  ['1.50', 1.5],
  ['5.0', 5],
  ['0.1', 0.1],
  ['0.1234567890123456789', '0.1234567890123456789'],
  ['1.00000000000000000001', '1.00000000000000000001'],
  ['1.000000000000000000000', 1],
  ['0.00000000000000000000', 0],
  ['3.141592653589793', 3.141592653589793],
  ['1764500000000', 1764500000000],
])('the number %s is read as %j', (written, value) => {
  expect(parseJson(written)).toBe(value);
  expect(parseJson(`{"a":[1, ${written}],"b" :\n${written}}`)).toEqual({
    a: [1, value],
    b: value,
  });
});

test('digits in strings and names stay as they are', () => {
  const json = {
    '9007199254740993': '9007199254740993',
    'a"9007199254740993': ['\\', '\\"', ',9007199254740993,', ': 1e400 "'],
    number: 1,
  };
  const written = JSON.stringify(json);
  expect(parseJson(written)).toEqual(json);
  expect(parseJson(`[9007199254740993,${written}]`)).toEqual(['9007199254740993', json]);
});

test.each([
  '{9007199254740993: 1}',
  '9007199254740993x',
  '[9007199254740993',
  '[09007199254740993]',
  '[9007199254740993.]',
  '',
])('%s is no JSON', (written) => {
  expect(parseJson(written)).toBeUndefined();
});

test('whatever fits is read as JSON.parse reads it, also beside what does not', () => {
  const values = fc.jsonValue();
  const isSafe = (written: string): boolean => !/\d{16}|\d[eE]/.test(written);
  fc.assert(
    fc.property(values, (value) => {
      const written = JSON.stringify(value);
      fc.pre(isSafe(written));
      expect(parseJson(written)).toEqual(JSON.parse(written));
      expect(parseJson(`[${written},1e999]`)).toEqual([JSON.parse(written), '1e999']);
    }),
    { numRuns: 500 },
  );
});

test('a long text with millions of escapes is read', () => {
  const written = `["${'x\\n'.repeat(3_000_000)}",9007199254740993]`;
  expect(parseJson(written)).toEqual(['x\n'.repeat(3_000_000), '9007199254740993']);
});
