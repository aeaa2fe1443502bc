import { idOf, listingOkta } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import { Visibility } from './visibility';

const builtIn = (name: string): JsonObject => ({
  id: idOf('00g', 1),
  type: 'BUILT_IN',
  profile: { name },
  _embedded: { stats: { usersCount: 1 } },
});

test('another built-in group is no Everyone: the credential is limited', async () => {
  const { client } = listingOkta(() => [[builtIn('Okta Administrators')]]);
  const { limited } = await new Visibility(client).ask();
  expect(limited?.message).toContain('only the users in them');
});

test('the users of Everyone are counted once for all who ask, and again where it is to be now', async () => {
  const { client, asked } = listingOkta(() => [[builtIn('Everyone')]]);
  const visibility = new Visibility(client);
  expect(await Promise.all([visibility.ask(), visibility.ask()])).toMatchObject([
    { usersCount: 1 },
    { usersCount: 1 },
  ]);
  expect(asked).toHaveLength(1);
  await visibility.askNow();
  expect(asked).toHaveLength(2);
});
