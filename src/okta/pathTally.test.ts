import { idOf, listingOkta, type Page } from '../../test/harness/listingOkta';
import { endpoint, type OktaClient } from '.';
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
  'an %s: what is gone alone is doubtful, and beside one answer it is not',
  async (_, ask, template) => {
    const pages: Page[] = [{ status: 404 }];
    const tally = new PathTally();
    const okta = tally.watch(listingOkta(() => pages).client);
    await expect(ask(okta)).rejects.toThrow('404');
    tally.noteGone(template, 'a');
    expect(tally.isDoubtful(template)).toBe(true);
    pages[0] = [];
    await ask(okta);
    expect(tally.isDoubtful(template)).toBe(false);
  },
);

test('a list counts once, however many pages it has', async () => {
  const tally = new PathTally();
  const okta = tally.watch(listingOkta(() => [[], [], [], []]).client);
  await list(okta);
  tally.noteGone(FACTORS.template, 'a');
  tally.noteGone(FACTORS.template, 'b');
  expect(tally.isDoubtful(FACTORS.template)).toBe(true);
});

test('what is announced to a watched client is in its forecast', () => {
  const { client } = listingOkta(() => []);
  const watched = new PathTally().watch(client);
  watched.expect(FACTORS.template, 3);
  expect(watched.snapshot().buckets).toMatchObject([{ callsToCome: 3 }]);
});
