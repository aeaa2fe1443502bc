import fc from 'fast-check';

import { selectProperties } from './selectProperties';

const NAMES = ['id', '_links'];

function picked(written: string): unknown {
  const selected = selectProperties(Buffer.from(written), NAMES);
  return selected === undefined ? undefined : JSON.parse(selected);
}

test('keeps the named properties of each item, and nothing within others', () => {
  const items = [
    {
      id: '00u1',
      profile: { id: 'inner', login: 'a"b\\', tags: ['id', '{', ']'] },
      _links: { self: {} },
    },
    { status: 'x\\"id":"00u9"', id: '00u2', n: -1.5e3, no: null, yes: true },
    {},
    { other: [] },
  ];
  const expected = [{ id: '00u1', _links: { self: {} } }, { id: '00u2' }, {}, {}];
  expect(picked(JSON.stringify(items))).toEqual(expected);
  expect(picked(JSON.stringify(items, null, 2))).toEqual(expected);
  expect(picked(' [ ] ')).toEqual([]);
});

test('is the same as to parse all and pick', () => {
  const item = fc.dictionary(
    fc.constantFrom('id', '_links', 'profile', '__proto__', 'ü"\\'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.array(item), fc.constantFrom(undefined, 1), (items, indent) => {
      const whole = JSON.parse(JSON.stringify(items)) as Record<string, unknown>[];
      const expected = whole.map((each) =>
        Object.fromEntries(Object.entries(each).filter(([name]) => NAMES.includes(name))),
      );
      expect(picked(JSON.stringify(items, null, indent))).toEqual(expected);
    }),
  );
});

test.each([
  ['an object', '{"id":"1"}'],
  ['a list of other things', '[{"id":"1"},2]'],
  ['a text', '"[{}]"'],
  ['a page in HTML', '<html>'],
  ['nothing', ''],
  ['more after its end', '[{"id":"1"}]]'],
  ['two commas', '[{"id":"1"},,{"id":"2"}]'],
  ['a comma at its end', '[{"id":"1",}]'],
  ['no colon', '[{"id" "1"}]'],
  ['no value', '[{"id":}]'],
])('%s is left to be read as a whole', (_, written) => {
  expect(selectProperties(Buffer.from(written), NAMES)).toBeUndefined();
});

test('wherever a list is cut off, it is left to be read as a whole', () => {
  const whole = JSON.stringify([
    { id: '1', profile: { a: ['b', { c: '\\' }] }, n: 12 },
    { id: '2' },
  ]);
  for (let length = 0; length < whole.length; length += 1) {
    expect(selectProperties(Buffer.from(whole.slice(0, length)), NAMES)).toBeUndefined();
  }
});
