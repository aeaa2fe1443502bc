/** Okta Support access: what the account says of it. */
import type { JsonObject } from '../../json';
import { propertiesOf } from '../engine/convert';
import { oktaSupport } from './resource';

const account = { id: 'acme.okta.com', key: 'okta_account_acme.okta.com', type: 'okta_account' };

test.each<[JsonObject, object]>([
  [
    { support: 'ENABLED', expiration: '2026-12-01T00:00:00.000Z' },
    { supportEnabled: true, supportExpiresOn: Date.parse('2026-12-01T00:00:00.000Z') },
  ],
  [
    { support: 'DISABLED', expiration: null },
    { supportEnabled: false, supportExpiresOn: undefined },
  ],
  [{ support: 'SOMETHING_NEW' }, { supportEnabled: undefined, supportExpiresOn: undefined }],
  [{}, { supportEnabled: undefined, supportExpiresOn: undefined }],
])('support as %j', (support, properties) => {
  const item = { ...account, record: { _embedded: { support } } };
  expect(propertiesOf(oktaSupport.accountFields ?? {}, item)).toEqual(properties);
});
