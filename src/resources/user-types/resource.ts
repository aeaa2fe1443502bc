import { defineResource } from '../defineResource';
import { boolean, string } from '../fields';
import { ORG_SETTINGS } from '../org-settings/source';

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/usertype/ */
export const userTypes = defineResource({
  id: 'user-types',
  list: { path: '/api/v1/meta/types/user' },
  permission: {
    title: 'User types',
    scope: 'okta.userTypes.read',
    reference: 'usertype',
    withoutIt: 'No user types, and nothing says which policy rules apply to which kind of user.',
  },
  source: ORG_SETTINGS,
  entity: {
    type: 'okta_user_type',
    class: 'Configuration',
    description: 'A kind of user with attributes of its own',
    words: ['user type', 'User types'],
    icon: 'person',
    fields: {
      typeName: string('name', 'The name by which expressions know it'),
      displayName: string('displayName'),
      description: string('description'),
      isDefault: boolean('default'),
    },
    raw: {
      id: true,
      name: true,
      displayName: true,
      description: true,
      default: true,
      created: true,
      createdBy: true,
      lastUpdated: true,
      lastUpdatedBy: true,
    },
  },
});
