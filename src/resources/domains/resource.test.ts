/** Custom domains: whose certificate it is, and when it expires. */
import { make } from '../../../test/conversion/defined';
import type { JsonValue } from '../../json';
import { domains } from './resource';

const CERTIFICATE = {
  subject: 'CN=id.example.com',
  fingerprint: '73:68',
  expiration: '2027-02-01T23:59:59.000Z',
};
const EXPIRES = Date.parse(CERTIFICATE.expiration);

test.each<[string, JsonValue, JsonValue, number | undefined]>([
  ['in the list', CERTIFICATE, null, EXPIRES],
  ['in the answer about the domain', null, { publicCertificate: CERTIFICATE }, EXPIRES],
  ['nowhere, as Okta renews it', null, null, undefined],
  ['not there yet', null, { publicCertificate: null }, undefined],
  ['with an odd time', { ...CERTIFICATE, expiration: 'soon' }, null, undefined],
])('a certificate %s', (_, publicCertificate, details, expires) => {
  const json = { id: 'default', domain: 'id.example.com', publicCertificate };
  const made = make(domains, { ...json, _embedded: { details } })?.entity;
  expect(made?.certificateExpiresOn).toBe(expires);
  expect(made).toMatchObject({ _key: 'okta_domain:default', domainName: 'id.example.com' });
});

test.each<[string, JsonValue, boolean]>([
  ['MANUAL', null, true],
  ['MANUAL', CERTIFICATE, false],
  ['OKTA_MANAGED', null, false],
  ['', null, false],
])('a domain with a certificate %j, listed as %j, is asked for: %s', (source, listed, expected) => {
  const record = { certificateSourceType: source, publicCertificate: listed };
  const item = { id: 'default', key: 'okta_domain:default', type: 'okta_domain', record };
  expect(domains.embedded?.details?.when?.(record, item)).toBe(expected);
});
