import { SUPER_ADMIN } from '../../adminRoles';
import { text } from '../../json';
import { defineResource, type Source } from '../defineResource';
import { boolean, named, string, strings } from '../fields';

const REALMS: Source = {
  id: 'realms',
  title: 'Realms',
  description:
    'Populations of users with administrators of their own, and who belongs to them. Identity Engine orgs with Okta Identity Governance only. One call for 200 realms.',
  defaultsToDisabled: true,
};

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/realm/ */
export const realms = defineResource({
  id: 'realms',
  list: { path: '/api/v1/realms', limit: 200, engine: 'idx' },
  permission: {
    title: 'Realms',
    scope: 'okta.realms.read',
    reference: 'realm',
    adminRoles: [SUPER_ADMIN],
    withoutIt: 'No realms.',
    note: 'Only orgs with Okta Identity Governance have realms. If you do not need them, switch off the source realms.',
  },
  source: REALMS,
  entity: {
    type: 'okta_realm',
    class: 'Organization',
    description: 'Users who are administered together, apart from all others',
    words: ['realm', 'Realms'],
    icon: 'group',
    fields: {
      name: string('profile.name'),
      realmType: string('profile.realmType', 'PARTNER, DEFAULT'),
      domains: strings('profile.domains', 'E-mail domains that its users may have'),
      isDefault: boolean('isDefault'),
    },
    raw: {
      id: true,
      created: true,
      lastUpdated: true,
      isDefault: true,
      profile: { name: true, realmType: true, domains: true },
    },
  },
});

/** Who belongs to which realm: the users' own records say it. */
export const realmMembers = defineResource({
  id: 'realm-members',
  title: 'Members of realms',
  of: 'users',
  source: REALMS,
  edges: [
    {
      class: 'HAS',
      from: 'okta_realm',
      ends: ({ realmId }) => named(text(realmId)),
      step: { id: 'build-realm-user-relationships', name: 'Build Members of Realms' },
    },
  ],
});
