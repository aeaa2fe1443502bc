/** What an authenticator is worth: by its key, and by its methods where they decide. */
import type { JsonObject } from '../../json';
import { hasMethods, isPhishingResistant, isWeak, methodsOf } from './kinds';

const withMethods = (key: string, methods: JsonObject[string]): JsonObject => ({
  key,
  _embedded: { methods },
});

const fastPass = (status: string): JsonObject[] => [
  { type: 'push', status: 'ACTIVE' },
  { type: 'signed_nonce', status },
];

test.each([
  ['phone_number', true],
  ['okta_email', true],
  ['security_question', true],
  ['okta_password', false],
  ['webauthn', false],
  ['custom_otp', false],
  ['okta_verify', false],
  ['okta_verify_push', false],
  ['brain_scan', undefined],
  [undefined, undefined],
])('%s is weak: %s', (key, expected) => {
  expect(isWeak(key)).toBe(expected);
});

test.each<[string, JsonObject, boolean | undefined]>([
  ['webauthn', { key: 'webauthn' }, true],
  ['a smart card', { key: 'smart_card_idp' }, true],
  ['a phone', { key: 'phone_number' }, false],
  ['Okta Verify with FastPass', withMethods('okta_verify', fastPass('ACTIVE')), true],
  [
    'Okta Verify with FastPass switched off',
    withMethods('okta_verify', fastPass('INACTIVE')),
    false,
  ],
  ['Okta Verify without methods', withMethods('okta_verify', []), false],
  ['Okta Verify whose methods could not be read', { key: 'okta_verify' }, undefined],
  ['a key of tomorrow', { key: 'brain_scan' }, undefined],
  ['no key', {}, undefined],
])('%s withstands phishing: %#', (_, json, expected) => {
  expect(isPhishingResistant(json)).toBe(expected);
});

test('methods are named with their status, and odd ones are passed over', () => {
  expect(methodsOf(withMethods('okta_verify', [...fastPass('INACTIVE'), {}, null]))).toEqual([
    'push:ACTIVE',
    'signed_nonce:INACTIVE',
  ]);
  expect(methodsOf({ key: 'okta_verify' })).toBeUndefined();
});

test('methods are asked only of what has several', () => {
  const keys = ['okta_verify', 'okta_verify_totp', 'phone_number', 'webauthn', 'okta_email', null];
  expect(keys.filter((key) => hasMethods({ key }))).toEqual(keys.slice(0, 4));
});
