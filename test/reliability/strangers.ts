/** The sample org with assignments and a role of a user whom none of its lists has. */
import { SAMPLE_NOW } from '../harness/collect';
import { sampleOrg } from '../localOkta';
import { userId } from '../localOkta/sample/people';

export function withStrangers() {
  const org = sampleOrg({ now: SAMPLE_NOW });
  const stranger = userId('stranger');
  return {
    ...org,
    appUsers: (id: string) => {
      const listing = org.appUsers(id);
      const row = { id: stranger, scope: 'USER', status: 'ACTIVE', profile: {} };
      return {
        size: listing.size + 1,
        keyAt: (index: number) => (index < listing.size ? listing.keyAt(index) : 'zz'),
        at: (index: number) => (index < listing.size ? listing.at(index) : row),
      };
    },
    adminUserIds: {
      size: org.adminUserIds.size + 1,
      keyAt: (index: number) =>
        index < org.adminUserIds.size ? org.adminUserIds.keyAt(index) : stranger,
      at: (index: number) =>
        index < org.adminUserIds.size ? org.adminUserIds.at(index) : stranger,
    },
  };
}
