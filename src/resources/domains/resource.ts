import { isJsonObject, record, text, type JsonObject, type JsonValue } from '../../json';
import { BRANDS_AND_DOMAINS } from '../brandsStep';
import { defineResource } from '../defineResource';
import { at, named, string, time } from '../fields';
import { ORG_SETTINGS } from '../org-settings/source';

/** Okta names the certificate of a domain only if the org brought it: others it renews itself. */
function certificateOf(domain: JsonObject, name: string): JsonValue | undefined {
  const listed = domain.publicCertificate;
  return record(isJsonObject(listed) ? listed : at(domain, '_embedded.details.publicCertificate'))[
    name
  ];
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/customdomain/ */
export const domains = defineResource({
  id: 'domains',
  list: { path: '/api/v1/domains', bodyKey: 'domains' },
  permission: {
    title: 'Custom domains',
    scope: 'okta.domains.read',
    reference: 'customdomain',
    withoutIt: 'No custom domains, and so nothing says when their certificates expire.',
  },
  source: ORG_SETTINGS,
  step: BRANDS_AND_DOMAINS,
  embedded: {
    details: {
      path: '/api/v1/domains/{id}',
      isObject: true,
      when: (domain) =>
        domain.certificateSourceType === 'MANUAL' && !isJsonObject(domain.publicCertificate),
    },
  },
  entity: {
    type: 'okta_domain',
    class: 'Domain',
    description: "A domain under which the org's sign-in pages are reached",
    words: ['custom domain', 'Custom domains'],
    icon: 'other',
    fields: {
      name: string('domain'),
      // The class wants a text; Okta leaves none without a domain.
      domainName: string(({ id, domain }) => text(domain) ?? id),
      validationStatus: string('validationStatus', 'NOT_STARTED, IN_PROGRESS, VERIFIED, COMPLETED'),
      certificateSource: string(
        'certificateSourceType',
        'MANUAL: the org brings and renews it. OKTA_MANAGED: Okta does',
      ),
      certificateExpiresOn: time(
        (domain) => certificateOf(domain, 'expiration'),
        'Of a certificate that the org brought',
      ),
      certificateFingerprint: string((domain) => certificateOf(domain, 'fingerprint')),
      certificateSubject: string((domain) => certificateOf(domain, 'subject')),
      brandId: string('brandId'),
    },
    raw: {
      id: true,
      domain: true,
      brandId: true,
      certificateSourceType: true,
      validationStatus: true,
      publicCertificate: { subject: true, fingerprint: true, expiration: true },
    },
  },
  edges: [
    {
      class: 'HAS',
      from: 'okta_brand',
      ends: ({ brandId }) => named(text(brandId)),
    },
  ],
});
