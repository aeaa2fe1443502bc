import { idOf, listingOkta, type Page } from '../../test/harness/listingOkta';
import { endpoint, type OktaClient } from '.';
import { NotFoundRate } from './notFoundRate';

const USER = endpoint`/api/v1/users/${idOf('00u', 1)}`;
const FACTORS = endpoint`/api/v1/users/${idOf('00u', 1)}/factors`;

const get = async (okta: OktaClient): Promise<void> => {
  await okta.get({ endpoint: USER });
};
const list = async (okta: OktaClient): Promise<void> => {
  for await (const page of okta.pages({ endpoint: FACTORS })) expect(page).toEqual([]);
};

test.each<[gone: number, found: number, isSuspicious: boolean]>([
  [1, 0, false],
  [3, 0, false],
  [4, 0, true],
  [2, 2, false],
  [3, 1, true],
  [3, 3, false],
  [4, 70, true],
  [4, 80, false],
])('%s that are gone beside %s that are found: doubtful? %s', (gone, found, isSuspicious) => {
  const rate = new NotFoundRate();
  for (let n = 0; n < gone; n += 1) rate.noteGone(FACTORS.template, String(n));
  for (let n = 0; n < found; n += 1) rate.noteFound(FACTORS.template);
  expect(rate.isSuspicious(FACTORS.template)).toBe(isSuspicious);
});

test.each([
  ['object', get, USER.template, [[]]],
  ['list, however many pages it has,', list, FACTORS.template, [[], [], [], []]],
])('an %s counts once among what was found', async (_, ask, template, pages: Page[]) => {
  const rate = new NotFoundRate();
  const okta = rate.watch(listingOkta(() => pages).client);
  for (const id of ['a', 'b', 'c']) rate.noteGone(template, id);
  for (const isSuspicious of [true, true, false]) {
    await ask(okta);
    expect(rate.isSuspicious(template)).toBe(isSuspicious);
  }
});

test('what is announced to a watched client is in its forecast', () => {
  const { client } = listingOkta(() => []);
  const watched = new NotFoundRate().watch(client);
  watched.expect(FACTORS.template, 3);
  expect(watched.snapshot().buckets).toMatchObject([{ callsToCome: 3 }]);
});
