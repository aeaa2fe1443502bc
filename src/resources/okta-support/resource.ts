import { SUPER_ADMIN } from '../../adminRoles';
import type { JsonObject } from '../../json';
import { defineResource } from '../defineResource';
import { at, boolean, time } from '../fields';

/** Okta says ENABLED or DISABLED; what a word that it may add means is not known. */
function isEnabled(account: JsonObject): boolean | undefined {
  const support = at(account, '_embedded.support.support');
  return support === 'ENABLED' ? true : support === 'DISABLED' ? false : undefined;
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/orgsettingsupport/ */
export const oktaSupport = defineResource({
  id: 'okta-support',
  title: 'Okta Support access',
  of: 'account',
  permission: {
    id: 'support',
    title: 'Okta Support access',
    scope: 'okta.orgs.read',
    reference: 'orgsettingsupport',
    adminRoles: [SUPER_ADMIN],
    withoutIt: 'The account does not say whether Okta Support may sign in. All else is complete.',
  },
  embedded: { support: { path: '/api/v1/org/privacy/oktaSupport', isObject: true } },
  accountFields: {
    supportEnabled: boolean(isEnabled, "Whether Okta's support staff may sign in to the org"),
    supportExpiresOn: time('_embedded.support.expiration', 'When that ends'),
  },
});
