/** Lists every user of the org whatever the status; large orgs from several ends at once. */
import { isFarShort, type OktaClient } from '../../okta';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { listUsers, type OktaUser } from './api';
import { listInParallel, periodOf, type Period } from './parallelListing';
import type { Answer, OrgVisibility } from './orgVisibility';

type Pages<T = void> = AsyncGenerator<readonly OktaUser[], T, undefined>;

/** From this many users on, listing page after page takes minutes and ends are worked on at once. */
const LARGE_ORG = 10_000;

/**
 * After so many pages of the plain list it is no longer given up for a faster one. Okta has counted the
 * users of most orgs, and found the first and the last of them, by then.
 */
const PAGES_TO_CHANGE_AFTER = 10;

/** How many different users were taken so far. */
export interface Found {
  readonly all: number;
  readonly notDeprovisioned: number;
}

export interface UserListing {
  /** Makes the error for an org that shows no user who is not deprovisioned. */
  readonly noUsers: () => Error;
  readonly visibility: Pick<OrgVisibility, 'ask' | 'askNow'>;
  readonly found: () => Found;
  /** Number of users from which on an org is listed from several ends. */
  readonly large?: number;
}

/**
 * Every user at least once. Users that two lists show come twice: the catalog takes each once.
 * Rejects after the users that are shown if these are not all, or may not be.
 *
 * Okta has two stores. The plain list reads the primary one, which is up to date and leaves out
 * deprovisioned users. Searches read an index of all users, which lags behind. So both are read, and the
 * search does not ask for a status: a user who was deprovisioned moments ago is in the plain list no
 * more, and in the index still under the earlier status.
 */
export async function* listEveryUser(okta: OktaClient, listing: UserListing): Pages {
  const { visibility, found, large = LARGE_ORG } = listing;
  // Okta can take minutes to count the users of a group: the list does not wait for it.
  const answer = visibility.ask();
  let period: Period | undefined;
  const periodFound = answer.then(async ({ usersCount = 0 }) => {
    if (usersCount >= large) period = await periodOf(okta);
  });
  // Without it the plain list goes on to its end.
  periodFound.catch(() => undefined);

  const toChangeTo = yield* listPlainly(okta, listing, () => period);
  if (toChangeTo === undefined) {
    yield* listUsers(okta, WHATEVER_STATUS);
  } else {
    const isSearched = yield* listInParallel(okta, toChangeTo);
    yield* listUsers(okta, isSearched ? DEPROVISIONED : WHATEVER_STATUS);
    // Asked again, as users may have come or gone meanwhile.
    const isAll = isSearched && hasAll(found(), await answer, await visibility.askNow());
    if (!isAll) yield* listPlainly(okta, listing);
  }
  await assertAll(found(), answer, visibility);
}

/** Every user of the index. */
const WHATEVER_STATUS = { search: 'status pr' };

/** Those of whom Okta's count may say nothing. */
const DEPROVISIONED = { search: 'status eq "DEPROVISIONED"' };

/** Rejects if Okta may hide users, or if it counts far more users than it lists. */
async function assertAll(
  { all }: Found,
  answer: Promise<Answer>,
  visibility: UserListing['visibility'],
): Promise<void> {
  const { restricted, usersCount = 0 } = await answer;
  if (restricted !== undefined) throw restricted;
  if (!isFarShort(all, usersCount)) return;
  // Many may have been deleted since.
  const { usersCount: countedNow = usersCount } = await visibility.askNow();
  if (!isFarShort(all, countedNow)) return;
  throw new IntegrationIncompleteDataError(
    `Okta lists ${all} users, deprovisioned ones included, and counts ${countedNow} in the group Everyone`,
  );
}

/**
 * It is not recorded whether Okta counts deprovisioned users among those of `Everyone`. If it does not,
 * as many others must have been found as in the larger reading: the smaller one may only lack a user
 * who was found and then deleted. If it does, both readings must be what was found.
 */
function hasAll(found: Found, before: Answer, after: Answer): boolean {
  if (before.usersCount === undefined || after.usersCount === undefined) return false;
  const readings = [before.usersCount, after.usersCount];
  return (
    found.notDeprovisioned >= Math.max(...readings) || readings.every((it) => it === found.all)
  );
}

/**
 * The plain list.
 *
 * @param faster asked after each of the first pages for what the list is given up for.
 * @returns what it was given up for, or undefined where it went to its end.
 */
async function* listPlainly<T>(
  okta: OktaClient,
  { noUsers }: UserListing,
  faster: () => T | undefined = () => undefined,
): Pages<T | undefined> {
  let pages = 0;
  let isEmpty = true;
  for await (const page of listUsers(okta)) {
    isEmpty &&= page.length === 0;
    yield page;
    pages += 1;
    const better = pages <= PAGES_TO_CHANGE_AFTER ? faster() : undefined;
    if (better !== undefined) return better;
  }
  // No org is without an administrator: searches may still show users, but these are not all.
  if (isEmpty) throw noUsers();
  return undefined;
}
