import { idOf, listingOkta, type Page } from '../../test/listingOkta';
import { endpoint, type OktaClient } from '../okta';
import { PathTally } from './pathTally';

const USER = endpoint`/api/v1/users/${idOf('00u', 1)}`;
const FACTORS = endpoint`/api/v1/users/${idOf('00u', 1)}/factors`;

const get = async (okta: OktaClient): Promise<void> => {
  await okta.get({ endpoint: USER });
};
const list = async (okta: OktaClient): Promise<void> => {
  for await (const page of okta.pages({ endpoint: FACTORS })) expect(page).toEqual([]);
};

test.each([
  ['object', get, USER.template],
  ['list', list, FACTORS.template],
])(
  'an %s: 404 alone says that the path is missing, one answer that it is not',
  async (_, ask, template) => {
    const pages: Page[] = [{ status: 404 }];
    const tally = new PathTally();
    const okta = tally.watch(listingOkta(() => pages).client);
    await expect(ask(okta)).rejects.toThrow('404');
    expect(tally.isMissing(template)).toBe(true);
    pages[0] = [];
    await ask(okta);
    expect(tally.isMissing(template)).toBe(false);
  },
);

test('what is announced to a watched client is in its forecast', () => {
  const { client } = listingOkta(() => []);
  const watched = new PathTally().watch(client);
  watched.expect(FACTORS.template, 3);
  expect(watched.snapshot().buckets).toMatchObject([{ callsToCome: 3 }]);
});
