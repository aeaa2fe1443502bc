/** Small makers for the sample org: ids, times, links. */
import { adminUrl, orgUrl, type JsonObject, type OrgFacts } from '../types';

export const FACTS: OrgFacts = {
  id: '00osample000000000h7',
  subdomain: 'sample',
  domain: 'okta.com',
  pipeline: 'idx',
  settings: {
    companyName: 'Sample Söhne & Co.',
    status: 'ACTIVE',
    website: 'https://sample.example',
    phoneNumber: '+49 89 0000',
    endUserSupportHelpURL: 'https://help.sample.example',
    address1: null,
    address2: null,
    city: 'München',
    state: null,
    country: 'Germany',
    postalCode: '80331',
    expiresAt: null,
    created: '2019-03-04T08:15:30.000Z',
    lastUpdated: '2025-06-02T10:00:00.000Z',
  },
  support: { support: 'ENABLED', expiration: '2027-01-01T00:00:00.000Z', caseNumber: null },
};

export const ORG_URL = orgUrl(FACTS);
export const ADMIN_URL = adminUrl(FACTS);

/** 20 characters as Okta's ids, with a name that a person can read: `00uana00000000000000`. */
export function idOf(prefix: string, name: string): string {
  const id = `${prefix}${name.replace(/[^A-Za-z0-9]/g, '')}`;
  if (id.length > 17) throw new Error(`The name ${name} is too long for an id`);
  return `${id.padEnd(17, '0')}0h7`;
}

const DAY = 24 * 60 * 60 * 1000;
const EPOCH = Date.parse('2020-01-06T09:00:00.000Z');

/** A fixed time, `days` after 6 January 2020. */
export function day(days: number): string {
  return new Date(EPOCH + days * DAY).toISOString();
}

/** A time relative to the org's present. */
export function ago(now: number, days: number): string {
  return new Date(Math.floor((now - days * DAY) / 1000) * 1000).toISOString();
}

export function link(path: string, extra: JsonObject = {}): JsonObject {
  return { href: `${ORG_URL}${path}`, ...extra };
}

export function post(path: string): JsonObject {
  return link(path, { method: 'POST' });
}

export function allow(path: string, ...methods: string[]): JsonObject {
  return link(path, { hints: { allow: methods } });
}
