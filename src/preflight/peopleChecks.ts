/** The checks of users and groups, in the order in which they can fail. */
import { endpoint } from '../okta';
import type { Check } from './check';
import { firstPage } from './credentials';
import { everyone } from './everyoneCheck';
import { factors } from './factorCheck';
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

/** In the order in which they build on one another. */
export const PEOPLE_CHECKS: readonly Check[] = [
  users,
  factors,
  everyone,
  groups,
  members,
  ...ROLE_CHECKS,
];
