/** Lists the users of a large org from several ends at once. */
import { list, record, timestamp } from '../../json';
import { endpoint, isFatal, type OktaClient } from '../../okta';
import { Channel } from '../../run/channel';
import { listUsers, type OktaUser } from './api';

/** Okta's times of creation of the first and the last user, ms since the epoch. */
export interface Period {
  readonly oldest: number;
  readonly newest: number;
}

/**
 * The plain list can always do what these searches do: where Okta fails on them (500, 504) or keeps
 * silent, they are not waited for.
 */
const ATTEMPTS = 2;

/** One of two lists that run towards each other over the users' times of creation. */
interface End {
  /** Creation time (ms since the epoch) of the user that was listed last. */
  reached: number | undefined;
}

/** Known to all four lists. */
interface Halt {
  /** One of them has failed: the lists in sequence follow, so that going on would be for nobody. */
  isCalled: boolean;
}

/** Undefined where Okta shows no user with a time of creation. Rejects with the client's error. */
export async function periodOf(okta: OktaClient): Promise<Period | undefined> {
  const [oldest, newest] = await Promise.all([bound(okta, 'asc'), bound(okta, 'desc')]);
  return oldest === undefined || newest === undefined ? undefined : { oldest, newest };
}

/**
 * Two pairs of lists sorted by creation, which never changes: each pair begins at the ends of its
 * half of the period and stops where its two lists have passed each other. `search` is eventually
 * consistent, and users without a time of creation are in none of them.
 *
 * @returns whether no search failed.
 */
export async function* listInParallel(
  okta: OktaClient,
  period: Period,
): AsyncGenerator<readonly OktaUser[], boolean, undefined> {
  const pages = new Channel<readonly OktaUser[]>(16);
  const work = listBothHalves(okta, period, pages).finally(() => {
    pages.end();
    pages.abandon();
  });
  yield* pages;
  try {
    await work;
    return true;
  } catch (error) {
    if (isFatal(error)) throw error;
    return false;
  }
}

async function listBothHalves(
  okta: OktaClient,
  { oldest, newest }: Period,
  pages: Channel<readonly OktaUser[]>,
): Promise<void> {
  const middle = new Date((oldest + newest) / 2).toISOString();
  const halt: Halt = { isCalled: false };
  await Promise.all([
    listTowardsEachOther(okta, `created lt "${middle}"`, pages, halt),
    listTowardsEachOther(okta, `created ge "${middle}"`, pages, halt),
  ]);
}

/** The creation time of the first or last user. */
async function bound(okta: OktaClient, sortOrder: 'asc' | 'desc'): Promise<number | undefined> {
  const users = await okta.get({
    endpoint: endpoint`/api/v1/users`,
    query: { search: 'created pr', sortBy: 'created', sortOrder, limit: 1 },
    priority: 'list',
    attemptsWhenHeavy: ATTEMPTS,
  });
  return timestamp(record(list(users)[0]).created);
}

async function listTowardsEachOther(
  okta: OktaClient,
  search: string,
  pages: Channel<readonly OktaUser[]>,
  halt: Halt,
): Promise<void> {
  const up: End = { reached: undefined };
  const down: End = { reached: undefined };
  let isOneDone = false;
  const stop = (): void => {
    isOneDone = true;
  };
  /** Strictly passed: users of the very same time may stand on both sides of a page's end. */
  const haveMet = (): boolean =>
    isOneDone ||
    (up.reached !== undefined && down.reached !== undefined && up.reached > down.reached);

  const run = async (end: End, sortOrder: 'asc' | 'desc'): Promise<void> => {
    const query = { search, sortBy: 'created', sortOrder } as const;
    for await (const page of listUsers(okta, query, ATTEMPTS)) {
      await pages.push(page);
      end.reached = page.at(-1)?.created ?? end.reached;
      if (halt.isCalled || haveMet()) return;
    }
  };
  try {
    await Promise.all([run(up, 'asc').finally(stop), run(down, 'desc').finally(stop)]);
  } catch (error) {
    halt.isCalled = true;
    throw error;
  }
}
