import { idOf, listingOkta, type Page } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import { OrgVisibility } from './orgVisibility';

const builtIn = (name: string): JsonObject => ({
  id: idOf('00g', 1),
  type: 'BUILT_IN',
  profile: { name },
  _embedded: { stats: { usersCount: 1 } },
});

test('another built-in group is no Everyone: the credential is restricted', async () => {
  const { client } = listingOkta(() => [[builtIn('Okta Administrators')]]);
  const { restricted } = await new OrgVisibility(client).ask();
  expect(restricted?.message).toContain('only the users in them');
});

test('the users of Everyone are counted once for all who ask, and again where it is to be now', async () => {
  const { client, asked } = listingOkta(() => [[builtIn('Everyone')]]);
  const visibility = new OrgVisibility(client);
  expect(await Promise.all([visibility.ask(), visibility.ask()])).toMatchObject([
    { usersCount: 1 },
    { usersCount: 1 },
  ]);
  expect(asked).toHaveLength(1);
  await visibility.askNow();
  expect(asked).toHaveLength(2);
});

test.each(['Everyone', 'everyone ', 'Jeder'])('the built-in group %j is Everyone', async (name) => {
  const { client } = listingOkta(() => [[builtIn('Okta Administrators'), builtIn(name)]]);
  expect(await new OrgVisibility(client).ask()).toEqual({ usersCount: 1 });
});

test.each<[string, Page]>([
  ['hides Everyone', []],
  ['refuses groups', { status: 403, errorCode: 'E0000006' }],
])('an Okta that %s is trusted if the customer says so, and else not', async (_, page) => {
  const ask = (isTrusted: boolean) =>
    new OrgVisibility(listingOkta(() => [page]).client, isTrusted).ask();
  expect((await ask(false)).restricted?.message).toContain('set trustUserList to true');
  expect(await ask(true)).toEqual({});
});
