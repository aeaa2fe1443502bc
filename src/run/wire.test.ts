/** Reading ids, links and pages. */
import { text, type JsonValue } from '../json';
import { IntegrationOktaApiError, IntegrationOktaClosedError } from '../okta';
import {
  allOf,
  linkedId,
  nameOf,
  oktaId,
  parsedList,
  parsedPages,
  parseId,
  wantedPages,
} from './wire';

const ID = '00u2abcdEFGH3ijkl0x7';

test.each([ID, 'ra1b8anIk7MZpbzh5d6', 'a_b-c.d~e:f@g=h+i', 'default'])(
  '%s is a usable id',
  (id) => {
    expect(oktaId(id)).toBe(id);
  },
);

test.each([
  undefined,
  null,
  7,
  {},
  '',
  'x'.repeat(201),
  `${ID}|${ID}`,
  `${ID}/x`,
  `${ID} `,
  `${ID}ü`,
])('%j is no usable id', (id) => {
  expect(oktaId(id)).toBeUndefined();
});

test.each([
  [{ href: `https://acme.okta.com/api/v1/apps/${ID}` }, ID],
  [{ href: ID }, ID],
  [{ href: `/api/v1/iam/roles/${ID}` }, ID],
  [{ href: 'https://acme.okta.com/api/v1/authorizationServers/default' }, 'default'],
  [{ href: 'https://acme.okta.com/api/v1/apps/' }, undefined],
  [{ href: 'https://acme.okta.com/api/v1/apps' }, undefined],
  [{ href: 'https://acme.okta.com/api/v1/apps?limit=2' }, undefined],
  [{ href: null }, undefined],
  [null, undefined],
])('the id in the link %j is %s', (link, id) => {
  expect(linkedId(link)).toBe(id);
});

test('what is no object, or is refused, is left out', () => {
  expect(parsedList([{ id: ID }, null, 'x', [ID], { id: 1 }], parseId)).toEqual([ID]);
});

async function* pagesOf<T = JsonValue>(
  ...pages: (readonly T[] | Error)[]
): AsyncGenerator<readonly T[]> {
  for (const page of pages) {
    if (page instanceof Error) throw page;
    yield await Promise.resolve(page);
  }
}

test('pages stay pages, empty ones too', async () => {
  const read: (readonly string[])[] = [];
  for await (const page of parsedPages(pagesOf([{ id: ID }], []), parseId)) read.push(page);
  expect(read).toEqual([[ID], []]);
});

test('a list with items that cannot be used is read to its end, and then not called complete', async () => {
  const read: string[] = [];
  const reading = async (): Promise<void> => {
    const pages = pagesOf([{ id: ID }, {}, null], [{ id: 'a:1.2 b' }]);
    for await (const page of parsedPages(pages, parseId)) read.push(...page);
  };
  await expect(reading()).rejects.toThrow(
    '3 of 4 items in Okta’s list cannot be used (no usable id; no object; id a:1.2 b)',
  );
  expect(read).toEqual([ID]);
});

test.each<[JsonValue, string]>([
  [null, 'no object'],
  [[ID], 'no object'],
  [
    { id: 7, type: 'CUSTOM', status: 'ACTIVE', label: 'Help Desk' },
    'no usable id, type CUSTOM, status ACTIVE, label Help Desk',
  ],
  [{ factorType: 'token:hotp' }, 'no usable id, factorType token:hotp'],
  [{ id: 'a|b', label: 'jane@acme.com', name: `x${'y'.repeat(60)}`, secret: 's' }, 'no usable id'],
])('the item %j is named as %s', (item, name) => {
  expect(nameOf(item)).toBe(name);
});

describe('a list that is short enough to hold', () => {
  const GONE = new IntegrationOktaApiError({
    method: 'GET',
    endpoint: '/api/v1/x',
    cause: 'http-status',
    status: 404,
    attempts: 1,
  });

  test('is all of its items', async () => {
    expect(await allOf(pagesOf([1], [2, 3]))).toEqual({ value: [1, 2, 3] });
  });

  test('keeps what can be used, and says what cannot', async () => {
    const parsed = parsedPages(pagesOf([{ id: 'a' }, null]), ({ id }) => text(id));
    const { value, failure } = await allOf(parsed);
    expect(value).toEqual(['a']);
    expect(failure?.message).toContain('1 of 2 items');
  });

  test('with nothing but odd items is no refusal', async () => {
    const { value, failure } = await allOf(parsedPages(pagesOf([{}]), parseId));
    expect(value).toEqual([]);
    expect(failure?.message).toContain('1 of 1 items');
  });

  test('keeps what came before a failure, and rejects if nothing did', async () => {
    expect(await allOf(pagesOf([1], GONE))).toEqual({ value: [1], failure: GONE });
    await expect(allOf(pagesOf(GONE))).rejects.toBe(GONE);
    await expect(allOf(pagesOf([], GONE))).rejects.toBe(GONE);
  });

  test('rejects with what ends the run', async () => {
    const closed = new IntegrationOktaClosedError();
    await expect(allOf(pagesOf([1], closed))).rejects.toBe(closed);
  });
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
