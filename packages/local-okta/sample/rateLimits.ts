/** How much of the rate limits each credential of the sample org may use. */
import type { JsonObject } from '../types';
import { day, FACTS, idOf } from './build';
import { userId } from './people';

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
