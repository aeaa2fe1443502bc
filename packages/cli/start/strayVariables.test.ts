/** Which variables are told as misspelt, and which are left alone. */
import { refuseSample, strayNote, strayVariables } from './strayVariables';

test.each([
  ['OKTA_ORG_URI', 'OKTA_ORG_URL'],
  ['OKTA_DOMAIN', 'OKTA_ORG_URL'],
  ['OKTA_TOKEN', 'OKTA_API_KEY'],
  ['OKTA_WHATEVER', undefined],
  ['RATE_LIMIT_TRESHOLD', 'RATE_LIMIT_THRESHOLD'],
  ['DISABLED_INGESTION_SOURCE', 'DISABLED_INGESTION_SOURCES'],
])('%s is told, and that %s is meant', (name, meant) => {
  expect(strayVariables({ [name]: 'x' })).toEqual([{ name, meant }]);
});

test.each([
  ['OKTA_ORG_URL', 'acme.okta.com'],
  ['OKTA_CLIENT_ORGURL', 'https://acme.okta.com'],
  ['OKTA_JEST_FOLDER', '/tmp/okta-jest'],
  ['OKTA_ORG_URI', ' '],
  ['PATH', '/bin'],
  ['RATE_LIMIT', '5'],
])('%s=%s is left alone', (name, value) => {
  expect(strayVariables({ [name]: value })).toEqual([]);
});

test('only variables that name an org keep the sample org from being taken', () => {
  const strays = strayVariables({ RATE_LIMIT_TRESHOLD: '1' });
  expect(refuseSample(strays)).toBeUndefined();
  expect(strayNote(strays)).toContain('RATE_LIMIT_TRESHOLD (is RATE_LIMIT_THRESHOLD meant?)');
  expect(refuseSample(strayVariables({ OKTA_TOKEN: '00secret' }))).not.toContain('00secret');
  expect(strayNote([])).toBeUndefined();
});
