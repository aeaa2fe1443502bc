import { list, record, text, type JsonObject } from '../../json';
import { BRANDS_AND_DOMAINS } from '../brandsStep';
import { defineResource } from '../defineResource';
import { at, string } from '../fields';
import { ORG_SETTINGS } from '../org-settings/source';

/** The brand that sends from it, if it is only one: Okta embeds a list. */
function brandOf(domain: JsonObject): string | undefined {
  const [first, ...others] = list(at(domain, '_embedded.brands'));
  return others.length === 0 ? text(record(first).id) : undefined;
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/emaildomain/ */
export const emailDomains = defineResource({
  id: 'email-domains',
  list: { path: '/api/v1/email-domains', query: { expand: 'brands' } },
  permission: {
    title: 'E-mail domains',
    scope: 'okta.emailDomains.read',
    reference: 'emaildomain',
    withoutIt: 'No e-mail domains, and so nothing says from which domains the org sends e-mails.',
  },
  source: ORG_SETTINGS,
  step: BRANDS_AND_DOMAINS,
  entity: {
    type: 'okta_email_domain',
    class: 'Domain',
    description: "A domain of the senders of the org's e-mails",
    words: ['e-mail domain', 'E-mail domains'],
    icon: 'other',
    fields: {
      name: string('domain'),
      // The class wants a text; Okta leaves none without a domain.
      domainName: string(({ id, domain }) => text(domain) ?? id),
      validationStatus: string(
        'validationStatus',
        'NOT_STARTED, POLLING, VERIFIED, ERROR, DELETED',
      ),
      brandId: string(brandOf, 'Okta id of the brand, if it is only one'),
    },
    raw: { id: true, domain: true, validationStatus: true, validationSubdomain: true },
  },
});
