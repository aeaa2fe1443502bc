/** Lists every user of the org whatever the status; large orgs from several ends at once. */
import { list, number, record, timestamp } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { isFatal } from '../../okta/errors';
import { Channel } from '../channel';
import { listUsers, type OktaUser } from './api';

type Pages = AsyncGenerator<readonly OktaUser[], void, undefined>;

/** From this many users on, listing page after page takes minutes and ends are worked on at once. */
const LARGE_ORG = 10_000;

/** Whose clock is off by an hour, ours or Okta's, still sees every change since the listing began. */
const CLOCK_TOLERANCE_MS = 2 * 60 * 60 * 1000;

export interface UserListing {
  /** When the run began, ms since the epoch; default now. */
  readonly startedOn?: number;
  /** Number of users from which on an org is listed from several ends. */
  readonly large?: number;
}

/**
 * Every user at least once. Users that two lists show come twice: the directory takes each once.
 *
 * @param found how many different users were taken so far.
 */
export async function* listEveryUser(
  okta: OktaClient,
  found: () => number,
  { startedOn = Date.now(), large = LARGE_ORG }: UserListing = {},
): Pages {
  const expected = await everyoneCount(okta);
  if (expected !== undefined && expected >= large) {
    yield* listFromSeveralEnds(okta);
    // Asked again, as users may have been deleted meanwhile.
    if (found() >= ((await everyoneCount(okta)) ?? expected)) return;
  }
  yield* listInSequence(okta, startedOn);
}

/**
 * The plain list reads Okta's primary store and leaves out deprovisioned users; these come second, so
 * that a user who is deprovisioned in between is met in both lists rather than in none. Two kinds of
 * users are in neither: those reactivated in between, and those deprovisioned so shortly before the
 * first list that the search, which lags behind, did not know of it. Both changed their status lately.
 */
async function* listInSequence(okta: OktaClient, startedOn: number): Pages {
  yield* listUsers(okta);
  yield* listUsers(okta, { search: 'status eq "DEPROVISIONED"' });
  const since = new Date(startedOn - CLOCK_TOLERANCE_MS).toISOString();
  yield* listUsers(okta, { search: `statusChanged gt "${since}"` });
}

/** How many users `Everyone` has, deprovisioned ones too; undefined where Okta does not say. */
async function everyoneCount(okta: OktaClient): Promise<number | undefined> {
  try {
    const groups = await okta.get({
      endpoint: endpoint`/api/v1/groups`,
      query: { filter: 'type eq "BUILT_IN"', expand: 'stats', limit: 10 },
      priority: 'list',
    });
    const everyone = list(groups)
      .map(record)
      .find(({ profile }) => record(profile).name === 'Everyone');
    return number(record(record(record(everyone)._embedded).stats).usersCount);
  } catch (error) {
    if (isFatal(error)) throw error;
    return undefined;
  }
}

/** One of two lists that run towards each other over the users' times of creation. */
interface End {
  /** Creation time (ms since the epoch) of the user that was listed last. */
  reached: number | undefined;
}

/**
 * Two pairs of lists sorted by creation, which never changes: each pair begins at the ends of its
 * period and stops where its two lists have passed each other. `search` is eventually consistent, so
 * the caller compares the count and lists in sequence where one is missing.
 */
async function* listFromSeveralEnds(okta: OktaClient): Pages {
  const pages = new Channel<readonly OktaUser[]>(16);
  const work = listBothHalves(okta, pages).finally(() => {
    pages.end();
  });
  yield* pages;
  try {
    await work;
  } catch (error) {
    if (isFatal(error)) throw error;
    // What a search could not give the lists in sequence do.
  }
}

async function listBothHalves(
  okta: OktaClient,
  pages: Channel<readonly OktaUser[]>,
): Promise<void> {
  const [oldest, newest] = await Promise.all([bound(okta, 'asc'), bound(okta, 'desc')]);
  if (oldest === undefined || newest === undefined) return;
  const middle = new Date((oldest + newest) / 2).toISOString();
  await Promise.all([
    listTowardsEachOther(okta, `created lt "${middle}"`, pages),
    listTowardsEachOther(okta, `created ge "${middle}"`, pages),
  ]);
}

/** The creation time of the first or last user. */
async function bound(okta: OktaClient, sortOrder: 'asc' | 'desc'): Promise<number | undefined> {
  const users = await okta.get({
    endpoint: endpoint`/api/v1/users`,
    query: { search: 'created pr', sortBy: 'created', sortOrder, limit: 1 },
    priority: 'list',
  });
  return timestamp(record(list(users)[0]).created);
}

async function listTowardsEachOther(
  okta: OktaClient,
  search: string,
  pages: Channel<readonly OktaUser[]>,
): Promise<void> {
  const up: End = { reached: undefined };
  const down: End = { reached: undefined };
  let isOneDone = false;
  /** Strictly passed: users of the very same time may stand on both sides of a page's end. */
  const haveMet = (): boolean =>
    isOneDone ||
    (up.reached !== undefined && down.reached !== undefined && up.reached > down.reached);

  const run = async (end: End, sortOrder: 'asc' | 'desc'): Promise<void> => {
    for await (const page of listUsers(okta, { search, sortBy: 'created', sortOrder })) {
      await pages.push(page);
      end.reached = page.at(-1)?.created ?? end.reached;
      if (haveMet()) return;
    }
    isOneDone = true;
  };
  await Promise.all([run(up, 'asc'), run(down, 'desc')]);
}
