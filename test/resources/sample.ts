/** What an org answers that has what the made-up definitions of `examples.ts` read. */
import { sampleId, type DataFile, type JsonObject } from '../../packages/local-okta';

const user = (key: string): string => sampleId('00u', key);
const group = (key: string): string => sampleId('00g', key);

export const SITE = sampleId('lic', 'site');
export const SEAT = sampleId('lic', 'seat');
export const ZONE = sampleId('nzo', 'offices');
export const OTHER_ZONE = sampleId('nzo', 'tor');
export const APP = sampleId('0oa', 'salesforce');
export const GROUP = group('sales');
export const APP_GROUP = group('adusers');
export const USER = user('ana');

const times = { created: '2024-01-02 03:04:05.0', lastUpdated: '2024-02-02T03:04:05.000Z' };

const licence = (id: string, type: string, more: JsonObject = {}): JsonObject => ({
  id,
  type,
  name: `The ${type.toLowerCase()} licence`,
  status: 'ACTIVE',
  priority: 1,
  system: false,
  ...times,
  createdBy: { id: USER },
  ...more,
});

/** Ids of one letter and more are ids too. */
export const SHORT_ID = 'x';

export const DATA: DataFile = {
  '/api/v1/licences': {
    scope: 'okta.licences.read',
    by: { type: ['SITE', 'SEAT'] },
    items: [
      licence(SITE, 'SITE', {
        conditions: { people: { groups: { include: [GROUP, APP_GROUP] } } },
      }),
      licence(SEAT, 'SEAT', {
        status: 'INACTIVE',
        conditions: null,
        documents: { url: 'https://user:pass@docs.example/terms?token=secret#top' },
        settings: { password: { age: 3, seed: 'secret-seed' }, token: 'secret-token' },
      }),
      licence(SHORT_ID, 'SEAT', {
        conditions: { people: { groups: { include: ['00gdeleted00000000h7'] } } },
      }),
    ],
  },
  '/api/v1/licences/{id}/rules': {
    scope: 'okta.licences.read',
    itemsOf: {
      [SITE]: [
        {
          id: 'default',
          name: 'The rule',
          status: 'ACTIVE',
          priority: 3,
          access: 'ALL',
          every: 'PT2H',
          lastSeen: '2025-08-25 07:55:06.0',
          apps: [APP],
          // Two licences have the second name.
          basedOn: ['The site licence', 'The seat licence'],
          network: { include: [ZONE, 'ALL_ZONES'], exclude: [ZONE, OTHER_ZONE] },
          people: { users: { exclude: [USER] } },
          conditions: { people: ['everyone'], password: { minLength: 8, seed: 'secret-seed' } },
        },
      ],
      [SEAT]: [],
      [SHORT_ID]: [{ id: 'another', access: 'SOME' }],
    },
  },
  '/api/v1/licences/{id}/rules/{id}/terms': {
    scope: 'okta.licences.read',
    objectOf: { [`${SITE}/default`]: { kept: 'P30D' }, [`${SHORT_ID}/another`]: {} },
  },
  '/api/v1/apps/{id}/credentials/licences': {
    scope: 'okta.licences.read',
    itemsOf: { [APP]: [{ kid: 'key-1', expiresAt: '2027-01-01T00:00:00.000Z', x5c: ['secret'] }] },
  },
  '/api/v1/groups/{id}/sponsors': {
    scope: 'okta.groups.read',
    limit: 200,
    itemsOf: { [GROUP]: [{ id: USER, originType: 'APPLICATION' }], '*': [] },
  },
  '/api/v1/org/billing': {
    scope: 'okta.orgs.read',
    object: { plan: 'large', zones: [ZONE], card: 'secret-card' },
  },
  '/api/v1/org/seats': { scope: 'okta.orgs.read', engine: 'idx', object: { count: 7 } },
};
