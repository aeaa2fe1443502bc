import type { Source } from '../defineResource';

/** Shared by all that is set for the whole org. */
export const ORG_SETTINGS: Source = {
  id: 'org-settings',
  title: 'Organization settings',
  description:
    'Security settings of the whole org (ThreatInsight, lockout, sessions of the Admin Console and ' +
    'others) on the account, user types, trusted origins, brands and domains. About 20 calls; what ' +
    'may not be read is absent.',
};
