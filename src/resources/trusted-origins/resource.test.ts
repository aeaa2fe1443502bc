/** Trusted origins: what they may do, and who trusts them. */
import { expectValid } from '../../../test/conversion/dataModel';
import { make } from '../../../test/conversion/defined';
import type { JsonObject } from '../../json';
import { trustedOrigins } from './resource';

function origin(json: JsonObject) {
  const made = make(trustedOrigins, { id: 'tos1abcdEFGH3ijkl0x7', ...json });
  if (made === undefined) throw new Error('The origin was refused');
  expectValid(made.entity, made.declaration);
  return made;
}

test('scopes say what it may do', () => {
  const scopes = [
    { type: 'CORS' },
    { type: 'IFRAME_EMBED', allowedOktaApps: ['OKTA_ENDUSER'] },
    { type: 'SOMETHING_NEW', allowedOktaApps: ['OTHER'] },
  ];
  expect(origin({ origin: 'https://a.example', scopes }).entity).toMatchObject({
    address: 'https://a.example',
    isHttps: true,
    allowsCors: true,
    allowsRedirect: false,
    allowsIframe: true,
    iframeApps: ['OKTA_ENDUSER'],
  });
});

test('what Okta does not say is absent', () => {
  const { entity } = origin({ scopes: null });
  expect(entity.address).toBeNull();
  for (const name of ['isHttps', 'allowsCors', 'allowsRedirect', 'allowsIframe', 'iframeApps']) {
    expect(entity).not.toHaveProperty(name);
  }
});

test.each([
  ['http://a.example', false],
  ['HTTPS://a.example', true],
  ['com.example.app://callback', false],
])('%s is https: %s', (written, expected) => {
  expect(origin({ origin: written }).entity).toMatchObject({ isHttps: expected });
});

test('the account trusts it while it is active', () => {
  expect(origin({ status: 'ACTIVE' }).ends).toEqual([['this']]);
  expect(origin({ status: 'INACTIVE' }).ends).toEqual([[]]);
});
