/** The checks of users and groups, in the order in which they can fail. */
import { endpoint, isForbiddenByStatus, isNotFound } from '../okta';
import { FACTORS_SOURCE } from '../sourceIds';
import type { Check } from './check';
import { firstPage } from './credentials';
import { everyone } from './everyoneCheck';
import { groups, members } from './groupChecks';
import { mayRead } from './probe';
import { ROLE_CHECKS } from './roleChecks';

/** Deprovisioned users are in no plain list: a run finds them by a search. */
const users = mayRead({
  id: 'users',
  title: 'Users',
  permission: 'users',
  ask: ({ okta }) =>
    firstPage(okta, {
      endpoint: endpoint`/api/v1/users`,
      query: { search: 'status pr' },
      limit: 1,
    }),
});

/** Of users who have yet to sign in Okta may say that there are none, or not in this status: no loss. */
const factors = mayRead({
  id: 'factors',
  title: 'MFA factors',
  source: FACTORS_SOURCE,
  permission: 'factors',
  ask: ({ okta, facts: { userId, isNewcomer } }) =>
    userId === undefined
      ? undefined
      : okta
          .get({ endpoint: endpoint`/api/v1/users/${userId}/factors` })
          .catch((error: unknown) => {
            const hasNone = isNotFound(error) || isForbiddenByStatus(error);
            if (isNewcomer !== true || !hasNone) throw error;
          }),
});

/** In the order in which they build on one another. */
export const PEOPLE_CHECKS: readonly Check[] = [
  users,
  factors,
  everyone,
  groups,
  members,
  ...ROLE_CHECKS,
];
