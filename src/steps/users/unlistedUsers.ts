/** What it means if a user whom other answers name is in no list of users. */
import type { OktaClient } from '../../okta';
import { Unlisted } from '../unlisted';
import { getUser, type OktaUser } from './api';
import type { UserRecord } from './catalog';

/**
 * Users whom no list has.
 *
 * @param existedBefore a user created later (ms since the epoch) may rightly be in no list.
 * @param take makes a user who was read by id known to all steps.
 */
export function unlistedUsers(
  okta: OktaClient,
  existedBefore: number,
  take: (user: OktaUser) => UserRecord,
): Unlisted<UserRecord> {
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
      return user.created !== undefined && user.created >= existedBefore ? 'new' : undefined;
    },
  });
}
