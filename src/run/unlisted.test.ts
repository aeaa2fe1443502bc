/** Items that other answers name, and what Okta's answers about each say of the list that lacks them. */
import { listingOkta, idOf, type Page } from '../../test/harness/listingOkta';
import { endpoint } from '../okta';
import { record, text } from '../json';
import { Unlisted, type Excuse } from './unlisted';

const LIMIT = 200;
const GONE: Page = { status: 404, errorCode: 'E0000007' };
const REFUSED: Page = { status: 403, errorCode: 'E0000006' };
const NO_ANSWER: Page = { status: 400 };
const shown = (excuse?: Excuse): Page => [{ id: idOf('00g', 0), excuse: excuse ?? null }];

function unlistedWith(answerOf: (n: number) => Page) {
  const { client, asked } = listingOkta(({ path }) => [answerOf(Number(path.slice(-5)))]);
  const unlisted = new Unlisted({
    items: 'groups',
    types: ['okta_user_group'],
    read: async (id) => record(await client.get({ endpoint: endpoint`/api/v1/groups/${id}` })),
    excuse: ({ excuse }) => (text(excuse) === undefined ? undefined : (excuse as Excuse)),
  });
  const askFor = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) await unlisted.find(idOf('00g', n));
  };
  const failure = (): string | undefined => {
    try {
      unlisted.assertComplete();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };
  return { unlisted, asked, askFor, failure };
}

test('items that are deleted say nothing of the list, however many they are', async () => {
  const { askFor, asked, failure, unlisted } = unlistedWith(() => GONE);
  await askFor(3 * LIMIT);
  expect(asked).toHaveLength(LIMIT);
  expect(failure()).toBeUndefined();
  expect(unlisted.remarks()).toEqual({ information: [], warnings: [] });
});

test('each is asked for once', async () => {
  const { unlisted, asked } = unlistedWith(() => shown('new'));
  const id = idOf('00g', 1);
  const [one, other] = await Promise.all([unlisted.find(id), unlisted.find(id)]);
  expect(one).toBe(other);
  expect(asked).toHaveLength(1);
});

test('one that is refused shows that the list is incomplete, and so do five, which are enough', async () => {
  const { askFor, asked, failure } = unlistedWith(() => REFUSED);
  await askFor(1);
  expect(failure()).toMatch(/1 of the groups .* may not be read by id .*HTTP 403/);
  await askFor(50);
  expect(asked).toHaveLength(5);
});

test('after one that is not answered the next is asked', async () => {
  const { askFor, failure } = unlistedWith((n) => (n < 3 ? NO_ANSWER : shown()));
  await askFor(4);
  expect(failure()).toContain(idOf('00g', 3));
});

test('if five are not answered no further one is asked, and a warning says so', async () => {
  const { askFor, asked, failure, unlisted } = unlistedWith(() => NO_ANSWER);
  await askFor(50);
  expect(asked).toHaveLength(5);
  expect(failure()).toBeUndefined();
  expect(unlisted.remarks().warnings).toEqual([
    expect.stringMatching(/^Okta names 50 groups \(.*, …\) that its lists lack.*HTTP 400/),
  ]);
});

test('of those that Okta’s lists are known to miss, all are taken that were read', async () => {
  const { askFor, failure, unlisted } = unlistedWith(() => shown('overlooked'));
  await askFor(LIMIT);
  expect(unlisted.found).toHaveLength(LIMIT);
  expect(failure()).toBeUndefined();
  expect(unlisted.remarks().information).toEqual([expect.stringContaining('200 groups')]);
});

test('if there are more of them than are asked for, the list is incomplete', async () => {
  const { askFor, asked, failure } = unlistedWith(() => shown('overlooked'));
  await askFor(LIMIT + 10);
  expect(asked).toHaveLength(LIMIT);
  expect(failure()).toMatch(/210 groups .* of which only 200 were asked for/);
});

test('those that came since the list was read are no doubt, however many they are', async () => {
  const { askFor, failure } = unlistedWith(() => shown('new'));
  await askFor(LIMIT + 10);
  expect(failure()).toBeUndefined();
});

test('all named: not before the work has ended that may name one, well or not', async () => {
  const { unlisted } = unlistedWith(() => GONE);
  const events: string[] = [];
  let end: () => void = () => undefined;
  const work = new Promise<void>((resolve) => {
    end = resolve;
  });
  unlisted.expect(work.then(() => events.push('named')));
  unlisted.expect(Promise.reject(new Error('failed')));
  const named = unlisted.allNamed().then(() => events.push('all named'));
  await new Promise(setImmediate);
  end();
  await named;
  expect(events).toEqual(['named', 'all named']);
});
