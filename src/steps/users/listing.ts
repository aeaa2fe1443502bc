/** Lists every user of the org whatever the status; large orgs from several ends at once. */
import { list, record, timestamp } from '../../json';
import { endpoint, isFatal, type OktaClient } from '../../okta';
import { Channel } from '../channel';
import { listUsers, type OktaUser } from './api';
import type { Answer, Visibility } from './visibility';

type Pages<T = void> = AsyncGenerator<readonly OktaUser[], T, undefined>;

/** From this many users on, listing page after page takes minutes and ends are worked on at once. */
const LARGE_ORG = 10_000;

/** After so many pages of the plain list it is no longer given up for a faster one. */
const PAGES_TO_CHANGE_AFTER = 5;

/** Whose clock is off by an hour, ours or Okta's, still sees every change since the listing began. */
export const CLOCK_TOLERANCE_MS = 2 * 60 * 60 * 1000;

/** How many different users were taken so far. */
export interface Found {
  readonly all: number;
  readonly notDeprovisioned: number;
}

export interface UserListing {
  /** Makes the error for an org that shows no user who is not deprovisioned. */
  readonly noUsers: () => Error;
  readonly visibility: Pick<Visibility, 'ask' | 'askNow'>;
  readonly found: () => Found;
  /** When the run began, ms since the epoch. */
  readonly startedOn: number;
  /** Number of users from which on an org is listed from several ends. */
  readonly large?: number;
}

/**
 * Every user at least once. Users that two lists show come twice: the catalog takes each once.
 * Rejects after the users that are shown where these are not all, or may not be.
 */
export async function* listEveryUser(okta: OktaClient, listing: UserListing): Pages {
  const { visibility, found, large = LARGE_ORG } = listing;
  // Okta can take minutes to count the users of a group: the list does not wait for it.
  let count: number | undefined;
  const answer = visibility.ask();
  const counted = answer.then(({ usersCount }) => {
    count = usersCount;
  });
  counted.catch(() => undefined);
  const isLarge = (): boolean => count !== undefined && count >= large;

  const isGivenUp = yield* listPlainly(okta, listing, isLarge);
  if (isGivenUp) {
    yield* listFromSeveralEnds(okta);
    // Asked again, as users may have been deleted meanwhile.
    if (hasAll(found(), await visibility.askNow())) return;
    yield* listPlainly(okta, listing);
  }
  yield* listWhatIsLeft(okta, listing.startedOn);
  const { limited } = await answer;
  if (limited !== undefined) throw limited;
}

/**
 * It is not recorded whether Okta counts deprovisioned users among those of `Everyone`. Either all
 * were counted that were found, or at least as many were found as there are in both readings.
 */
function hasAll(found: Found, { usersCount }: Answer): boolean {
  if (usersCount === undefined) return false;
  return found.notDeprovisioned >= usersCount || found.all === usersCount;
}

/**
 * The plain list reads Okta's primary store and leaves out deprovisioned users.
 *
 * @param giveUp asked after each of the first pages.
 * @returns whether it was given up before its end.
 */
async function* listPlainly(
  okta: OktaClient,
  { noUsers }: UserListing,
  giveUp: () => boolean = () => false,
): Pages<boolean> {
  let pages = 0;
  let isEmpty = true;
  for await (const page of listUsers(okta)) {
    isEmpty &&= page.length === 0;
    yield page;
    pages += 1;
    if (pages <= PAGES_TO_CHANGE_AFTER && giveUp()) return true;
  }
  // No org is without an administrator: searches may still show users, but these are not all.
  if (isEmpty) throw noUsers();
  return false;
}

/**
 * Deprovisioned users come after the plain list, so that a user who is deprovisioned in between is met
 * in both lists rather than in none. Two kinds of users are in neither: those reactivated in between,
 * and those deprovisioned so shortly before the first list that the search, which lags behind, did not
 * know of it. Both changed their status lately.
 */
async function* listWhatIsLeft(okta: OktaClient, startedOn: number): Pages {
  yield* listUsers(okta, { search: 'status eq "DEPROVISIONED"' });
  const since = new Date(startedOn - CLOCK_TOLERANCE_MS).toISOString();
  yield* listUsers(okta, { search: `statusChanged gt "${since}"` });
}

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

/**
 * Two pairs of lists sorted by creation, which never changes: each pair begins at the ends of its
 * period and stops where its two lists have passed each other. `search` is eventually consistent, so
 * the caller compares the count and lists in sequence where one is missing.
 */
async function* listFromSeveralEnds(okta: OktaClient): Pages {
  const pages = new Channel<readonly OktaUser[]>(16);
  const work = listBothHalves(okta, pages).finally(() => {
    pages.end();
    pages.abandon();
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
    for await (const page of listUsers(okta, { search, sortBy: 'created', sortOrder })) {
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
