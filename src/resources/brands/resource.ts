import { text } from '../../json';
import { defineResource } from '../defineResource';
import { boolean, named } from '../fields';
import { ORG_SETTINGS } from '../org-settings/source';
import { BRANDS_AND_DOMAINS } from '../brandsStep';

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/brands/ */
export const brands = defineResource({
  id: 'brands',
  list: { path: '/api/v1/brands', limit: 200 },
  permission: {
    title: 'Brands',
    scope: 'okta.brands.read',
    reference: 'brands',
    withoutIt: 'No brands, and so nothing says which sign-in pages the org has.',
  },
  source: ORG_SETTINGS,
  step: BRANDS_AND_DOMAINS,
  entity: {
    type: 'okta_brand',
    class: 'Configuration',
    description: 'How sign-in pages and e-mails of the org look, with their own domains',
    words: ['brand', 'Brands'],
    icon: 'other',
    fields: {
      isDefault: boolean('isDefault'),
      removesPoweredByOkta: boolean('removePoweredByOkta'),
      customPrivacyPolicy: boolean('agreeToCustomPrivacyPolicy'),
    },
    raw: {
      id: true,
      name: true,
      isDefault: true,
      removePoweredByOkta: true,
      agreeToCustomPrivacyPolicy: true,
      emailDomainId: true,
      locale: true,
    },
  },
  edges: [
    {
      class: 'HAS',
      to: 'okta_email_domain',
      ends: ({ emailDomainId }) => named(text(emailDomainId)),
    },
  ],
});
