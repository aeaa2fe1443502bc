/** The check whether Okta shows the credential the group `Everyone`, and so every user. */
import { number, record, text, type JsonObject } from '../json';
import {
  endpoint,
  isEveryone,
  isFarShort,
  isOktaApiError,
  type OktaClient,
  type OktaListRequest,
} from '../okta';
import { refused, sizeText, type Check, type CheckContext, type CheckResult } from './check';
import { firstPage } from './credentials';
import { idsOf } from './probe';

const BUILT_IN_PAGE = 20;
const USERS_PAGE = 200;

/** Up to so many users the check lists all of them. */
const COUNTED_USERS = 1000;

/** The group `Everyone` says how many users there are; Okta hides it from an administrator of some groups. */
export const everyone: Check = {
  id: 'everyone',
  title: 'Whole org',
  run: async (context) => {
    const result = await askForEveryone(context);
    if (result.status === 'ok') return countedAgainstList(context, result);
    if (!context.settings.trustUserList) return result;
    return {
      status: 'ok',
      finding: `${result.finding}; users are trusted to be all (trustUserList)`,
    };
  },
};

async function askForEveryone({ okta, settings }: CheckContext): Promise<CheckResult> {
  try {
    const builtIn = await firstPage(okta, {
      endpoint: endpoint`/api/v1/groups`,
      query: { filter: 'type eq "BUILT_IN"', expand: 'stats' },
      limit: BUILT_IN_PAGE,
    });
    return judgeEveryone(builtIn);
  } catch (error) {
    return unproven(refused(error, 'groups', settings.credentials.kind), error);
  }
}

/**
 * A run holds the count against the whole list of users. The check does so up to a thousand users, which
 * takes at most ten calls.
 */
async function countedAgainstList(
  { okta }: CheckContext,
  result: CheckResult,
): Promise<CheckResult> {
  const counted = result.learned?.users?.count ?? 0;
  if (counted > COUNTED_USERS || !isFarShort(0, counted)) return result;
  const listed = await listedUsers(okta);
  if (listed === undefined || !isFarShort(listed, counted)) return result;
  return {
    ...result,
    status: 'fail',
    finding: `Okta counts ${counted} users and lists ${listed}`,
    meaning: 'Users and what rests on them would be incomplete.',
    remedy: `Give the credential a role for the whole org (Security > Administrators). ${OR_TRUST}`,
  };
}

/** How many different users Okta lists; undefined if it does not, which another check reports. */
async function listedUsers(okta: OktaClient): Promise<number | undefined> {
  const listed = new Set<string>();
  // The plain list lacks the deprovisioned, and a search those whom Okta has yet to index.
  const queries: readonly Pick<OktaListRequest, 'query'>[] = [
    {},
    { query: { search: 'status pr' } },
  ];
  try {
    for (const query of queries) {
      const request = { endpoint: endpoint`/api/v1/users`, limit: USERS_PAGE, ...query };
      for await (const page of okta.pages({ ...request, priority: 'list' })) {
        for (const id of idsOf(page.map(record))) listed.add(id);
      }
    }
    return listed.size;
  } catch (error) {
    if (!isOktaApiError(error)) throw error;
    return undefined;
  }
}

const OR_TRUST =
  'If you know that the credential sees every user all the same, set trustUserList (TRUST_USER_LIST) to true.';

/** A run asks for `Everyone` even where groups are switched off; only a missing scope it puts up with. */
function unproven(refusal: CheckResult, error: unknown): CheckResult {
  if (isOktaApiError(error) && error.insufficientScope) {
    return { ...refusal, status: 'warn', meaning: 'Nothing proves that Okta shows every user.' };
  }
  const meaning =
    'Nothing proves that Okta shows every user, so users and what rests on them would be incomplete.';
  return { ...refusal, meaning, remedy: [refusal.remedy, OR_TRUST].filter(Boolean).join(' ') };
}

function judgeEveryone(groups: readonly JsonObject[]): CheckResult {
  const group = groups.find(({ type, profile }) =>
    isEveryone({ type: text(type), name: text(record(profile).name) }),
  );
  if (group === undefined) {
    return {
      status: 'fail',
      finding: 'the group Everyone is hidden',
      meaning: 'The credential sees some groups only, and only the users in them.',
      remedy:
        'Give its administrator, or the app, a role for the whole org instead of one for certain ' +
        `groups (Security > Administrators). ${OR_TRUST}`,
    };
  }
  const count = number(record(record(group._embedded).stats).usersCount);
  if (count === undefined) return { status: 'ok', finding: 'visible' };
  const size = { count, atLeast: false };
  return { status: 'ok', finding: `${sizeText(size)} users`, learned: { users: size } };
}
