/** Redirect URIs: what is kept of them, and which are dangerous. */
import type { JsonObject, JsonValue } from '../../json';
import {
  addressesIn,
  addressIn,
  hasHttpRedirectUri,
  hasWildcardRedirectUri,
  withoutQuery,
} from './redirectUris';

const client = (oauthClient: JsonValue): JsonObject => ({ settings: { oauthClient } });
const redirecting = (uris: JsonValue, more: JsonObject = {}): JsonObject =>
  client({ redirect_uris: uris, ...more });

test.each([
  ['https://a.example/cb?token=x#y', 'https://a.example/cb'],
  ['https://a.example/cb#y?z', 'https://a.example/cb'],
  ['https://user:pass@a.example/cb', 'https://a.example/cb'],
  ['https://user@odd@a.example/cb', 'https://a.example/cb'],
  ['https://a.example/with@sign', 'https://a.example/with@sign'],
  ['https://*.a.example:8443/cb', 'https://*.a.example:8443/cb'],
  ['com.example.app:/callback?x=1', 'com.example.app:/callback'],
  ['com.example.app://cb', 'com.example.app://cb'],
  ['urn:ietf:wg:oauth:2.0:oob', 'urn:ietf:wg:oauth:2.0:oob'],
  ['no address\n?secret', 'no address\n'],
])('%j becomes %j', (written, expected) => {
  expect(withoutQuery(written)).toBe(expected);
});

test('what is no list, or no text, is left out', () => {
  expect(addressesIn('redirect_uris')(redirecting(['https://a.example/?q', 7, null]))).toEqual([
    'https://a.example/',
  ]);
  expect(addressesIn('redirect_uris')(redirecting('https://a.example'))).toBeUndefined();
  expect(addressesIn('redirect_uris')({ settings: null })).toBeUndefined();
  expect(addressIn('initiate_login_uri')(client({ initiate_login_uri: null }))).toBeUndefined();
});

test.each<[string, JsonValue, JsonObject, boolean | undefined]>([
  ['a wildcard that counts', ['https://*.a.example'], { wildcard_redirect: 'SUBDOMAIN' }, true],
  [
    'one among others',
    ['https://b.example', 'https://a-*.example/cb'],
    { wildcard_redirect: 'SUBDOMAIN' },
    true,
  ],
  [
    'a wildcard that Okta does not heed',
    ['https://*.a.example'],
    { wildcard_redirect: 'DISABLED' },
    false,
  ],
  ['a star in a path only', ['https://a.example/*'], { wildcard_redirect: 'SUBDOMAIN' }, false],
  ['none, and no word on wildcards', ['https://a.example'], {}, false],
  ['no URI at all', [], { wildcard_redirect: 'SUBDOMAIN' }, false],
  ['a wildcard, and no word on wildcards', ['https://*.a.example'], {}, undefined],
  [
    'a wildcard, and a word that Okta may add',
    ['https://*.a.example'],
    { wildcard_redirect: 'PATH' },
    undefined,
  ],
  ['no list, wildcards off', null, { wildcard_redirect: 'DISABLED' }, false],
  ['no list', null, { wildcard_redirect: 'SUBDOMAIN' }, undefined],
])('has a wildcard: %s', (_, uris, more, expected) => {
  expect(hasWildcardRedirectUri(redirecting(uris, more))).toBe(expected);
});

test.each<[JsonValue, boolean | undefined]>([
  [['http://a.example/cb'], true],
  [['https://a.example', 'HTTP://A.example:8080'], true],
  [['http://localhost:3000/cb'], false],
  [['http://app.localhost/cb'], false],
  [['http://127.0.0.1/cb', 'http://127.8.0.1:9/cb'], false],
  [['http://[::1]:8080/cb'], false],
  [['http://localhost.evil.example/cb'], true],
  [['http://127.0.0.1.evil.example/cb'], true],
  [['http://user@localhost/cb'], false],
  [['http://localhost@evil.example/cb'], true],
  [['com.example.app:/cb', 'https://a.example'], false],
  [[], false],
  [null, undefined],
  ['http://a.example', undefined],
])('%j are plain http: %s', (uris, expected) => {
  expect(hasHttpRedirectUri(redirecting(uris))).toBe(expected);
});
