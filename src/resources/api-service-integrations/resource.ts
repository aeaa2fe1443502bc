import { SUPER_ADMIN } from '../../adminRoles';
import { isJsonArray, texts, type JsonObject } from '../../json';
import { API_TOKENS } from '../api-tokens/source';
import { defineResource } from '../defineResource';
import { boolean, constant, string, strings } from '../fields';

/** Okta's scopes end in what they allow: `okta.users.manage`. */
function hasManageScopes({ grantedScopes }: JsonObject): boolean | undefined {
  return isJsonArray(grantedScopes)
    ? texts(grantedScopes).some((scope) => scope.endsWith('.manage'))
    : undefined;
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/apiserviceintegrations/ */
export const apiServiceIntegrations = defineResource({
  id: 'api-service-integrations',
  list: { path: '/integrations/api/v1/api-services' },
  permission: {
    title: 'API service integrations',
    scope: 'okta.oauthIntegrations.read',
    reference: 'apiserviceintegrations',
    adminRoles: [SUPER_ADMIN],
    withoutIt:
      'No API service integrations, and so nothing says which vendors read or change the org.',
  },
  source: API_TOKENS,
  entity: {
    type: 'okta_api_service_integration',
    class: 'Application',
    alsoClass: ['NHI'],
    description:
      "A vendor's service that acts on the org with scopes that an administrator granted",
    words: ['API service integration', 'API service integrations'],
    icon: 'application',
    fields: {
      nhiType: constant('oauth_app'),
      integrationType: string('type', "Its name in Okta's catalog"),
      grantedScopes: strings('grantedScopes'),
      hasManageScopes: boolean(hasManageScopes, 'Whether it may change something in the org'),
    },
    raw: {
      id: true,
      name: true,
      type: true,
      createdAt: true,
      createdBy: true,
      grantedScopes: true,
    },
  },
});
