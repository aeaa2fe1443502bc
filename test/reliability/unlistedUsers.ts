/** The sample org with assignments and a role of a user whom none of its lists has. */
import { SAMPLE_NOW } from '../harness/collect';
import { sampleOrg } from '../../packages/local-okta';
import { userId } from '../../packages/local-okta/sample/people';

/** Only application assignments name the user: those of one application, or of all. */
export function withAssignedUnlistedUser(onlyIn?: string) {
  const org = sampleOrg({ now: SAMPLE_NOW });
  return {
    ...org,
    appUsers: (id: string) => {
      const listing = org.appUsers(id);
      if (onlyIn !== undefined && id !== onlyIn) return listing;
      const row = { id: userId('unlisted'), scope: 'USER', status: 'ACTIVE', profile: {} };
      return {
        size: listing.size + 1,
        keyAt: (index: number) => (index < listing.size ? listing.keyAt(index) : 'zz'),
        at: (index: number) => (index < listing.size ? listing.at(index) : row),
      };
    },
  };
}

export function withUnlistedUser() {
  const org = withAssignedUnlistedUser();
  const { adminUserIds } = org;
  const unlisted = userId('unlisted');
  return {
    ...org,
    adminUserIds: {
      size: adminUserIds.size + 1,
      keyAt: (index: number) => (index < adminUserIds.size ? adminUserIds.keyAt(index) : unlisted),
      at: (index: number) => (index < adminUserIds.size ? adminUserIds.at(index) : unlisted),
    },
  };
}
