/** Reading ids, links and pages. */
import type { JsonObject } from '../json';
import { linkedId, oktaId, parsedList, parsedPages, parseId } from './wire';

const ID = '00u2abcdEFGH3ijkl0x7';

test.each([ID, 'ra1b8anIk7MZpbzh5d6', 'a_b-c.d~e:f@g=h+i'])('%s is a usable id', (id) => {
  expect(oktaId(id)).toBe(id);
});

test.each([undefined, null, 7, {}, '', 'tooshort', `${ID}|${ID}`, `${ID}/x`, `${ID} `, `${ID}ü`])(
  '%j is no usable id',
  (id) => {
    expect(oktaId(id)).toBeUndefined();
  },
);

test.each([
  [{ href: `https://acme.okta.com/api/v1/apps/${ID}` }, ID],
  [{ href: ID }, ID],
  [{ href: 'https://acme.okta.com/api/v1/apps/' }, undefined],
  [{ href: null }, undefined],
  [null, undefined],
])('the id in the link %j is %s', (link, id) => {
  expect(linkedId(link)).toBe(id);
});

test('what is no object, or is refused, is left out', () => {
  expect(parsedList([{ id: ID }, null, 'x', [ID], { id: 1 }], parseId)).toEqual([ID]);
});

test('pages stay pages, empty ones too', async () => {
  async function* pages(): AsyncGenerator<readonly JsonObject[]> {
    yield [{ id: ID }, {}];
    yield await Promise.resolve([]);
  }
  const read: (readonly string[])[] = [];
  for await (const page of parsedPages(pages(), parseId)) read.push(page);
  expect(read).toEqual([[ID], []]);
});
