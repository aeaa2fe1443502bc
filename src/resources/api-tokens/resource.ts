import { text, type JsonObject } from '../../json';
import { defineResource } from '../defineResource';
import { at, boolean, constant, days, ids, named, string, time } from '../fields';
import { API_TOKENS } from './source';

/** Okta has no other word than ANYWHERE for a token without restriction. */
function hasNetworkRestriction(token: JsonObject): boolean | undefined {
  const connection = text(at(token, 'network.connection'));
  return connection === undefined ? undefined : connection === 'ZONE';
}

/**
 * Active tokens only: Okta's list has no others. The value of a token is shown once, when it is created, and
 * is in no answer. https://developer.okta.com/docs/api/openapi/okta-management/management/tags/apitoken/
 */
export const apiTokens = defineResource({
  id: 'api-tokens',
  list: { path: '/api/v1/api-tokens' },
  permission: {
    title: 'API tokens',
    scope: 'okta.apiTokens.read',
    reference: 'apitoken',
    withoutIt: 'No API tokens, and so nothing says who can act on the org without signing in.',
  },
  source: API_TOKENS,
  entity: {
    type: 'okta_api_token',
    class: 'AccessKey',
    alsoClass: ['NHI'],
    description: 'A token that acts on the org with the rights of the user who made it',
    words: ['API token', 'API tokens'],
    icon: 'token',
    fields: {
      status: constant('active'),
      nhiType: constant('api_key'),
      userId: string('userId', 'Okta id of the user whose rights the token has'),
      clientName: string('clientName'),
      expiresOn: time('expiresAt'),
      inactivityWindow: string('tokenWindow', 'How long the token lives without use'),
      inactivityWindowDays: days('tokenWindow'),
      networkConnection: string('network.connection', 'ANYWHERE, ZONE'),
      hasNetworkRestriction: boolean(hasNetworkRestriction),
      ...ids('networkIncludeZone', 'network.include'),
      ...ids('networkExcludeZone', 'network.exclude'),
    },
    raw: {
      id: true,
      name: true,
      userId: true,
      clientName: true,
      tokenWindow: true,
      created: true,
      lastUpdated: true,
      expiresAt: true,
      network: { connection: true, include: true, exclude: true },
    },
  },
  edges: [
    {
      class: 'ASSIGNED',
      from: 'okta_user',
      // A token without its user would be one that nobody answers for: not an answer.
      ends: ({ userId }) => (text(userId) === undefined ? undefined : named(userId)),
    },
    {
      class: 'USES',
      to: 'okta_network_zone',
      properties: { condition: 'string' },
      keyedBy: 'condition',
      ends: (token) => [
        ...named(at(token, 'network.include'), { condition: 'include' }),
        ...named(at(token, 'network.exclude'), { condition: 'exclude' }),
      ],
    },
  ],
});
