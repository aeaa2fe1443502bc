/** Lists that the integration may look at beside its main ones: types, providers, hooks, tokens. */
import { canary } from '../canary';
import type { JsonObject } from '../types';
import { day, FACTS, idOf, link } from './build';
import { userId } from './people';

export const OTHERS: Readonly<Record<string, readonly JsonObject[]>> = {
  '/api/v1/meta/types/user': [
    {
      id: idOf('oty', 'default'),
      name: 'user',
      displayName: 'User',
      description: null,
      createdBy: 'sprz00000000000000h7',
      lastUpdatedBy: 'sprz00000000000000h7',
      created: day(0),
      lastUpdated: day(0),
      default: true,
      _links: { self: link(`/api/v1/meta/types/user/${idOf('oty', 'default')}`) },
    },
  ],
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
