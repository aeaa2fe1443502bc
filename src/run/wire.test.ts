/** Reading ids, links and pages. */
import type { JsonObject } from '../json';
import { linkedId, oktaId, parsedList, parsedPages, wantedPages, parseId } from './wire';

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

async function* pagesOf(
  ...pages: (readonly JsonObject[])[]
): AsyncGenerator<readonly JsonObject[]> {
  for (const page of pages) yield await Promise.resolve(page);
}

test('pages stay pages, empty ones too', async () => {
  const read: (readonly string[])[] = [];
  for await (const page of parsedPages(pagesOf([{ id: ID }], []), parseId)) read.push(page);
  expect(read).toEqual([[ID], []]);
});

test('a list with objects that cannot be used is read to its end, and then not called complete', async () => {
  const read: string[] = [];
  const reading = async (): Promise<void> => {
    for await (const page of parsedPages(pagesOf([{ id: ID }, {}], [{ id: 'no id!' }]), parseId)) {
      read.push(...page);
    }
  };
  await expect(reading()).rejects.toThrow('2 of the objects that Okta lists cannot be used');
  expect(read).toEqual([ID]);
});

test('what is not wanted is left out without loss', async () => {
  const read: string[] = [];
  const wanted = wantedPages(
    pagesOf([{ id: ID }, { kind: 'other' }]),
    ({ kind }) => kind === undefined,
  );
  for await (const page of parsedPages(wanted, parseId)) read.push(...page);
  expect(read).toEqual([ID]);
});
