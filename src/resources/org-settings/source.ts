import type { Source } from '../defineResource';

/** Settings of the org itself. */
export const ORG_SETTINGS: Source = {
  id: 'org-settings',
  title: 'Org settings',
  description:
    'Settings of the org, its user types, trusted origins, brands and domains. About twenty calls.',
};
