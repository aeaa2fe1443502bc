/** The sample org with assignments and a role of a user whom none of its lists has. */
import { SAMPLE_NOW } from '../harness/collect';
import { sampleOrg } from '../../packages/local-okta';
import { userId } from '../../packages/local-okta/sample/people';

/** Only application assignments name the stranger: those of one application, or of all. */
export function withAssignedStranger(onlyIn?: string) {
  const org = sampleOrg({ now: SAMPLE_NOW });
  return {
    ...org,
    appUsers: (id: string) => {
      const listing = org.appUsers(id);
      if (onlyIn !== undefined && id !== onlyIn) return listing;
      const row = { id: userId('stranger'), scope: 'USER', status: 'ACTIVE', profile: {} };
      return {
        size: listing.size + 1,
        keyAt: (index: number) => (index < listing.size ? listing.keyAt(index) : 'zz'),
        at: (index: number) => (index < listing.size ? listing.at(index) : row),
      };
    },
  };
}

export function withStrangers() {
  const org = withAssignedStranger();
  const { adminUserIds } = org;
  const stranger = userId('stranger');
  return {
    ...org,
    adminUserIds: {
      size: adminUserIds.size + 1,
      keyAt: (index: number) => (index < adminUserIds.size ? adminUserIds.keyAt(index) : stranger),
      at: (index: number) => (index < adminUserIds.size ? adminUserIds.at(index) : stranger),
    },
  };
}
