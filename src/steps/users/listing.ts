/** Lists every user of the org whatever the status; large orgs from several ends at once. */
import { READ_ONLY_ADMIN } from '../../permissions';
import { list, number, record, timestamp, type JsonValue } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { isFatal } from '../../okta/errors';
import { Channel } from '../channel';
import { IntegrationIncompleteDataError } from '../losses';
import { listUsers, type OktaUser } from './api';

type Pages = AsyncGenerator<readonly OktaUser[], void, undefined>;

/** From this many users on, listing page after page takes minutes and ends are worked on at once. */
const LARGE_ORG = 10_000;

/** Whose clock is off by an hour, ours or Okta's, still sees every change since the listing began. */
const CLOCK_TOLERANCE_MS = 2 * 60 * 60 * 1000;

const SOME_USERS_ONLY =
  'Okta shows some groups and not Everyone, which every org has: the credential is limited to some ' +
  `groups and sees only the users in them. Give it the role ${READ_ONLY_ADMIN} for the whole org`;

export interface UserListing {
  /** Makes the error for an org that shows no user who is not deprovisioned. */
  readonly noUsers: () => Error;
  /** When the run began, ms since the epoch; default now. */
  readonly startedOn?: number;
  /** Number of users from which on an org is listed from several ends. */
  readonly large?: number;
}

/**
 * Every user at least once. Users that two lists show come twice: the directory takes each once.
 * Rejects after the users that are shown where these are not all.
 *
 * @param found how many different users were taken so far.
 */
export async function* listEveryUser(
  okta: OktaClient,
  found: () => number,
  { noUsers, startedOn = Date.now(), large = LARGE_ORG }: UserListing,
): Pages {
  const { expected, isHidden } = await askEveryone(okta);
  if (expected !== undefined && expected >= large) {
    yield* listFromSeveralEnds(okta);
    // Asked again, as users may have been deleted meanwhile.
    if (found() >= ((await askEveryone(okta)).expected ?? expected)) return;
  }
  yield* listInSequence(okta, startedOn, noUsers);
  if (isHidden) throw new IntegrationIncompleteDataError(SOME_USERS_ONLY);
}

/**
 * The plain list reads Okta's primary store and leaves out deprovisioned users; these come second, so
 * that a user who is deprovisioned in between is met in both lists rather than in none. Two kinds of
 * users are in neither: those reactivated in between, and those deprovisioned so shortly before the
 * first list that the search, which lags behind, did not know of it. Both changed their status lately.
 */
async function* listInSequence(
  okta: OktaClient,
  startedOn: number,
  noUsers: UserListing['noUsers'],
): Pages {
  let isEmpty = true;
  for await (const page of listUsers(okta)) {
    isEmpty &&= page.length === 0;
    yield page;
  }
  // No org is without an administrator: searches may still show users, but these are not all.
  if (isEmpty) throw noUsers();
  yield* listUsers(okta, { search: 'status eq "DEPROVISIONED"' });
  const since = new Date(startedOn - CLOCK_TOLERANCE_MS).toISOString();
  yield* listUsers(okta, { search: `statusChanged gt "${since}"` });
}

interface Everyone {
  /** How many users the group has, deprovisioned ones too; undefined where Okta does not say. */
  readonly expected?: number | undefined;
  /** Okta shows other groups and not this one, as it does to an administrator of some groups only. */
  readonly isHidden: boolean;
}

async function askEveryone(okta: OktaClient): Promise<Everyone> {
  try {
    const builtIn = await firstGroups(okta, { filter: 'type eq "BUILT_IN"', expand: 'stats' });
    const everyone = builtIn.map(record).find(({ profile }) => record(profile).name === 'Everyone');
    if (everyone !== undefined) {
      const { usersCount } = record(record(everyone._embedded).stats);
      return { expected: number(usersCount), isHidden: false };
    }
    // A credential that sees no group at all may have been given users alone, and all of them.
    return { isHidden: builtIn.length > 0 || (await firstGroups(okta, {})).length > 0 };
  } catch (error) {
    if (isFatal(error)) throw error;
    return { isHidden: false };
  }
}

async function firstGroups(
  okta: OktaClient,
  query: Readonly<Record<string, string>>,
): Promise<readonly JsonValue[]> {
  return list(
    await okta.get({
      endpoint: endpoint`/api/v1/groups`,
      query: { ...query, limit: 10 },
      priority: 'list',
    }),
  );
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
      if (haveMet()) return;
    }
  };
  // Where one fails, the other need not go on: the lists in sequence follow.
  await Promise.all([run(up, 'asc').finally(stop), run(down, 'desc').finally(stop)]);
}
