/** Halves of characters, which no UTF-8 can hold, on their way out of an answer. */
import fc from 'fast-check';

import { withWholeCharacters } from './json';

test.each([
  ['a half alone', '"x\\ud83d"', 'x\ufffd'],
  ['a second half alone', '"\\uDE00x"', '\ufffdx'],
  ['halves in the wrong order', '"\\ude00\\ud83d"', '\ufffd\ufffd'],
  ['a pair', '"\\ud83d\\ude00"', '😀'],
  ['a half before a pair', '"\\ud83d\\ud83d\\ude00"', '\ufffd😀'],
  ['an escaped backslash', '"\\\\ud83d"', '\\ud83d'],
  ['none', '"\\n\\u00e9"', '\né'],
])('%s', (_, json, value) => {
  expect(JSON.parse(withWholeCharacters(json))).toBe(value);
});

test('every text comes out as one that UTF-8 can hold, and no other is changed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
      (text) => {
        const json = JSON.stringify({ [text]: [text, 1] });
        expect(JSON.parse(withWholeCharacters(json))).toEqual({
          [Buffer.from(text).toString()]: [Buffer.from(text).toString(), 1],
        });
      },
    ),
  );
});
