/** Short names: Okta's catalogue, the org's own applications, and names that look alike. */
import { shortNameOf } from './shortName';

test.each([
  ['amazon_aws', 'aws'],
  ['cloudconsole', 'gcp'],
  ['amazon_aws_sso', 'amazon_aws_sso'],
  ['slack', 'slack'],
  ['slacksaml', 'slack'],
  ['jira_saml', 'jira'],
  ['saml', 'saml'],
  ['template_saml_2_0', 'template_saml_2_0'],
  ['acme_intranet_1', 'intranet'],
  ['acme_two_words_12', 'two_words'],
  ['acme_1', 'acme_1'],
  ['acme__1', 'acme__1'],
  ['acme_intranet', 'acme_intranet'],
  ['other_intranet_1', 'other_intranet_1'],
  ['', ''],
])('%s is %s', (name, shortName) => {
  expect(shortNameOf(name, 'acme')).toBe(shortName);
});

test.each(['dev-123_wiki_1', 'dev123_wiki_1', 'dev_123_wiki_1'])(
  'a hyphen of the subdomain can be missing in %s',
  (name) => {
    expect(shortNameOf(name, 'dev-123')).toBe('wiki');
  },
);

test('where the subdomain is not known, no part of a name is taken for it', () => {
  expect(shortNameOf('acme_intranet_1', undefined)).toBe('acme_intranet_1');
});
