/** Lists that the integration may look at beside its main ones: types, providers, hooks, tokens. */
import { canary } from '../canary';
import type { JsonObject } from '../types';
import { day, FACTS, idOf } from './build';
import { userId } from './people';

export const OTHERS: Readonly<Record<string, readonly JsonObject[]>> = {
  '/api/v1/idps': [
    {
      id: idOf('0oa', 'idpgoogle'),
      name: 'Google social login',
      type: 'GOOGLE',
      status: 'ACTIVE',
      issuerMode: 'DYNAMIC',
      created: day(400),
      lastUpdated: day(401),
      protocol: {
        type: 'OIDC',
        scopes: ['openid', 'email'],
        credentials: {
          client: { client_id: 'google-client', client_secret: canary('idp-client-secret') },
        },
      },
      policy: {},
      _links: {},
    },
  ],
  '/api/v1/eventHooks': [
    {
      id: idOf('who', 'siem'),
      name: 'To the SIEM',
      status: 'ACTIVE',
      verificationStatus: 'VERIFIED',
      created: day(410),
      createdBy: userId('ana'),
      lastUpdated: day(411),
      description: null,
      events: { type: 'EVENT_TYPE', items: ['user.lifecycle.create'], filter: null },
      channel: {
        type: 'HTTP',
        version: '1.0.0',
        config: {
          uri: 'https://siem.sample.example/okta',
          headers: [{ key: 'X-Secret', value: canary('hook-header') }],
          authScheme: { type: 'HEADER', key: 'Authorization', value: canary('hook-authorization') },
          method: 'POST',
        },
      },
      _links: {},
    },
  ],
  '/api/v1/inlineHooks': [],
};

const TOKEN_ID = idOf('00T', 'jupiterone');

function limitJson(key: string, principalId: string, principalType: string): JsonObject {
  return {
    id: idOf('prl', key),
    orgId: FACTS.id,
    principalId,
    principalType,
    defaultPercentage: 50,
    defaultConcurrencyPercentage: 50,
    createdDate: day(1200),
    createdBy: userId('ana'),
    lastUpdate: day(1200),
    lastUpdatedBy: userId('ana'),
  };
}

export const PRINCIPAL_RATE_LIMITS: readonly JsonObject[] = [
  limitJson('token', TOKEN_ID, 'SSWS_TOKEN'),
  limitJson('client', '0oaserviceapp00000h7', 'OAUTH_CLIENT'),
];
