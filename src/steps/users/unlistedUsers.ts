/** What it means if a user whom other answers name is in no list of users. */
import type { OktaClient } from '../../okta';
import { CLOCK_TOLERANCE_MS, Unlisted } from '../../run/unlisted';
import { getUser, type OktaUser } from './api';

/**
 * Users whom no list has.
 *
 * @param startedOn of the run, ms since the epoch: users who came later may rightly be in no list.
 * @param take makes a user who was read by id known to all steps.
 */
export function unlistedUsers<T extends { readonly user: OktaUser }>(
  okta: OktaClient,
  startedOn: number,
  take: (user: OktaUser) => T,
): Unlisted<T> {
  return new Unlisted({
    items: 'users',
    types: ['okta_user'],
    read: async (id) => {
      const user = await getUser(okta, id);
      return user?.id === id ? take(user) : undefined;
    },
    excuse: ({ user }) => {
      // Okta's search has missed deactivated users (release note OKTA-537805).
      if (user.status === 'DEPROVISIONED') return 'overlooked';
      const { created = 0 } = user;
      return created >= startedOn - CLOCK_TOLERANCE_MS ? 'new' : undefined;
    },
  });
}
