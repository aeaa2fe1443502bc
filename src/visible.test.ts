/** Texts of others come out harmless, visible and short, whatever they hold. */
import fc from 'fast-check';
import { named, quoted, visible, visibleLines } from './visible';

const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

test.each([
  ['a colour', '\u001b[31mred', '\\u001b[31mred'],
  ['a title of the window', '\u001b]0;owned\u0007', '\\u001b]0;owned\\u0007'],
  ['a C1 control', '\u009b2J', '\\u009b2J'],
  ['a forged line', 'Bob\n12:00 done\r\tok', 'Bob\\n12:00 done\\r\\tok'],
  ['NUL and DEL', 'a\u0000b\u007f', 'a\\u0000b\\u007f'],
  ['an override', 'gpj.\u202eexe', 'gpj.\\u202eexe'],
  ['an isolate', '\u2066x\u2069', '\\u2066x\\u2069'],
  ['separators', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
  ['zero width', 'ad\u200bmin\u200d\u2060\ufeff', 'ad\\u200bmin\\u200d\\u2060\\ufeff'],
  ['a filler', 'Admin\u3164', 'Admin\\u3164'],
  ['a lone surrogate', 'x\ud800', 'x\\ud800'],
  ['tags', 'a\u{e0041}', 'a\\udb40\\udc41'],
])('%s is shown as JSON writes it', (_, text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each(['Zoë Übermaß', '山田太郎', 'نور', '👩‍💻 ❤️ 👍🏽 1️⃣ 🇩🇪', 'ACME\\bob', '"x" <y> & z', ''])(
  'what is harmless stays: %s',
  (text) => {
    expect(visible(text)).toBe(text);
  },
);

test('nothing harmful is left of any text, and a second time changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visible(text);
      expect(visible(shown)).toBe(shown);
      expect(shown.replace(/\p{Extended_Pictographic}(?:\u200d|\ufe0e|\ufe0f)*/gu, '')).not.toMatch(
        HARMFUL,
      );
    }),
  );
});

test('JSON keeps its values', () => {
  fc.assert(
    fc.property(fc.json(), fc.string({ unit: 'binary' }), (json, text) => {
      expect(JSON.parse(visible(json))).toEqual(JSON.parse(json));
      expect(JSON.parse(visible(JSON.stringify(text)))).toBe(text);
    }),
  );
});

test('lines that are meant stay lines', () => {
  expect(visibleLines('a\u001b\nb')).toBe('a\\u001b\nb');
});

test('a name in a sentence is short and ends where its quotation marks end', () => {
  expect(named('x'.repeat(3000))).toBe(`${'x'.repeat(120)}…`);
  expect(named('👍👍👍', 2)).toBe('👍👍…');
  expect(quoted('a" is fine. "\u202e\n')).toBe('"a\\" is fine. \\"\\u202e\\n"');
});
