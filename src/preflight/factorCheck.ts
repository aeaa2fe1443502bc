/** The check of MFA factors: may they be read, and are empty lists believable. */
import { isJsonObject, list, record, text, type JsonObject } from '../json';
import {
  endpoint,
  isForbiddenByStatus,
  isNotFound,
  isOktaApiError,
  lateFactorEvents,
  showsFactor,
} from '../okta';
import { permission, remedyFor } from '../permissions';
import { FACTORS_SOURCE } from '../sourceIds';
import { askFor, type Check, type CheckContext, type CheckResult } from './check';
import { firstPage } from './credentials';
import { MAY_BE_READ, NOTHING_TO_ASK } from './probe';

/** A factor can be removed between two calls: so many users are asked before their empty lists are doubted. */
const ASKED = 3;
const EVENTS_PAGE = 100;

/**
 * A run doubts lists of factors that are all empty if the System Log shows enrolments. The check asks the
 * users of these; one of them with a factor is enough.
 */
export const factors: Check = {
  id: 'factors',
  title: 'MFA factors',
  source: FACTORS_SOURCE,
  run: async (context) => {
    const { userId } = context.facts;
    if (userId === undefined) return NOTHING_TO_ASK;
    const asked = await askFor(
      context,
      'factors',
      () => factorsOf(context, userId),
      (found) => (found.length > 0 ? MAY_BE_READ : NOTHING_TO_ASK),
    );
    return asked === NOTHING_TO_ASK ? judgeEmpty(context) : asked;
  },
};

/** Of users who have yet to sign in Okta may say that there are none, or not in this status: no loss. */
async function factorsOf(
  { okta, facts: { isNewcomer } }: CheckContext,
  userId: string,
): Promise<readonly JsonObject[]> {
  try {
    return await firstPage(okta, { endpoint: endpoint`/api/v1/users/${userId}/factors` });
  } catch (error) {
    if (isNewcomer !== true || !(isNotFound(error) || isForbiddenByStatus(error))) throw error;
    return [];
  }
}

async function judgeEmpty(context: CheckContext): Promise<CheckResult> {
  const { okta, settings } = context;
  const enrolled = await enrolledLately(context);
  if (enrolled.length === 0) return MAY_BE_READ;
  for (const id of enrolled.slice(0, ASKED)) {
    const found = await firstPage(okta, { endpoint: endpoint`/api/v1/users/${id}/factors` }).catch(
      unlessNoAnswer,
    );
    if (found === undefined || found.length > 0) return MAY_BE_READ;
  }
  return {
    status: 'fail',
    finding: 'Okta lists no factor of users who have enrolled one by its System Log',
    meaning: 'MFA factors, and who has any, would be incomplete.',
    remedy: remedyFor(permission('factors'), settings.credentials.kind),
  };
}

/** Users who have a factor by their last event; none if the System Log may not be read. */
async function enrolledLately({ okta, now }: CheckContext): Promise<readonly string[]> {
  const query = { ...lateFactorEvents(now()), sortOrder: 'DESCENDING' };
  const request = { endpoint: endpoint`/api/v1/logs`, query, limit: EVENTS_PAGE };
  const events = (await firstPage(okta, request).catch(unlessNoAnswer)) ?? [];
  const last = new Map<string, boolean>();
  for (const { eventType, target } of events) {
    for (const party of list(target).filter(isJsonObject)) {
      const { id, type } = record(party);
      const user = type === 'User' ? text(id) : undefined;
      if (user !== undefined && !last.has(user)) last.set(user, showsFactor(text(eventType)));
    }
  }
  return [...last].flatMap(([id, hasFactor]) => (hasFactor ? [id] : []));
}

function unlessNoAnswer(error: unknown): undefined {
  if (!isOktaApiError(error)) throw error;
  return undefined;
}
