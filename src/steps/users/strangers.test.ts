/** Users whom Okta names, and whom no list of users had. */
import { idOf, listingOkta, type Page } from '../../../test/harness/listingOkta';
import type { JsonObject } from '../../json';
import { UserCatalog } from './catalog';
import { Strangers } from './strangers';

const STARTED = Date.parse('2026-11-01T12:00:00Z');
const HOUR = 60 * 60_000;
const STRANGER = idOf('00u', 9);

const created = (at: number | undefined): JsonObject => ({
  id: STRANGER,
  status: 'ACTIVE',
  created: at === undefined ? null : new Date(at).toISOString(),
  profile: { login: 'u9@x.example' },
});

/** The strangers of a run in which this is what Okta answers for each of them. */
const strangersOf = (page: Page) =>
  new UserCatalog(listingOkta(() => [page]).client, () => new Error('no users'), STARTED).strangers;

test.each([
  ['who was there all the time', STARTED - 10_000 * HOUR],
  ['of whom Okta does not say since when there is one', undefined],
  ['who was created three hours before the run', STARTED - 3 * HOUR],
])('one %s shows that the lists are not whole', async (_, at) => {
  const strangers = strangersOf([created(at)]);
  strangers.note(STRANGER);
  await expect(strangers.check()).rejects.toThrow('lists of users are incomplete');
});

test('one who was created an hour before the run may be in no list, as a clock may be off', async () => {
  const strangers = strangersOf([created(STARTED - HOUR)]);
  strangers.note(STRANGER);
  await expect(strangers.check()).resolves.toBeUndefined();
});

test('no verdict is given before the work has ended that may meet one', async () => {
  const strangers = strangersOf([created(0)]);
  let end: () => void = () => undefined;
  const work = new Promise<void>((resolve) => {
    end = resolve;
  });
  strangers.expect(
    work.then(() => {
      strangers.note(STRANGER);
    }),
  );
  const verdict = expect(strangers.check()).rejects.toThrow('lists of users are incomplete');
  await new Promise(setImmediate);
  end();
  await verdict;
});

test('each is asked for once, and five of them at most', async () => {
  const { client, asked } = listingOkta(() => [{ status: 404, errorCode: 'E0000007' }]);
  const strangers = new Strangers(client, STARTED);
  for (let n = 0; n < 20; n += 1) strangers.note(idOf('00u', n));
  await Promise.all([strangers.check(), strangers.check(), strangers.check()]);
  expect(asked).toHaveLength(5);
});

test.each<[string, Page]>([
  ['404 without a code of Okta’s', { status: 404 }],
  ['404 E0000008, no such path', { status: 404, errorCode: 'E0000008' }],
  ['410', { status: 410, errorCode: 'E0000007' }],
])('%s is no proof that one was deleted', async (_, answer) => {
  const strangers = strangersOf(answer);
  strangers.note(STRANGER);
  await expect(strangers.check()).rejects.toThrow('does not confirm that it was deleted');
});
