import { flag, text, type JsonObject } from '../../json';
import { defineResource, type EdgeDefinition } from '../defineResource';
import { named } from '../fields';

type From = Extract<EdgeDefinition, { readonly to?: never }>;

/** An owner of this kind. One from an application that Okta could not match (`resolved`) need not exist. */
const ownersOf = (kind: 'USER' | 'GROUP'): Omit<From, 'from'> => ({
  class: 'OWNS',
  ofTypes: ['okta_user_group'],
  properties: { originType: 'string', resolved: 'boolean' },
  ends: (owner: JsonObject) =>
    owner.type === kind
      ? named(owner.id, { originType: text(owner.originType), resolved: flag(owner.resolved) })
      : [],
  mayBeDeleted: ({ resolved }) => resolved === false,
  step: { id: 'build-group-owner-relationships', name: 'Build Group Owners' },
});

const GROUPS = ['okta_user_group', 'okta_app_user_group'];

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/groupowner/ */
export const groupOwners = defineResource({
  id: 'group-owners',
  title: 'Owners of groups',
  of: 'groups',
  // Okta lets its own groups have owners only, not those of applications.
  when: ({ type }) => type === 'OKTA_GROUP',
  permission: {
    title: 'Owners of groups',
    scope: 'okta.groups.read',
    reference: 'groupowner',
    withoutIt: 'Nothing says who answers for which group.',
    note: 'Only orgs with Okta Identity Governance have owners of groups. If you do not need them, switch off the source group-owners.',
  },
  source: {
    id: 'group-owners',
    title: 'Owners of groups',
    description: 'Users and groups who answer for a group. One call for each group.',
    defaultsToDisabled: true,
  },
  embedded: {
    owners: { path: '/api/v1/groups/{id}/owners', limit: 1000, isLast: true },
  },
  children: [
    {
      id: 'group-owner',
      at: '_embedded.owners',
      edges: [
        { ...ownersOf('USER'), from: 'okta_user', type: 'okta_user_owns_group' },
        { ...ownersOf('GROUP'), from: GROUPS, type: 'okta_group_owns_group' },
      ],
    },
  ],
});
