/** What is computed of identity providers: every shape that Okta documents or was seen to send, and odd ones. */
import type { JsonObject, JsonValue } from '../../json';
import {
  autoLinksWithoutFilter,
  currentKids,
  isSocial,
  isWord,
  kidsOf,
  trustKids,
} from './identityProvider';

const linking = (action: JsonValue, filter?: JsonValue): JsonObject => ({
  policy: { accountLink: { action, ...(filter !== undefined && { filter }) } },
});

test.each<[string, JsonObject, boolean | undefined]>([
  ['null, as recorded', linking('AUTO', null), true],
  ['no filter', linking('AUTO'), true],
  ['an empty filter', linking('AUTO', {}), true],
  ['lists without items', linking('AUTO', { groups: { include: [] }, users: null }), true],
  [
    'flags that are off',
    linking('AUTO', { users: { exclude: [], excludeAdmins: false }, groups: null }),
    true,
  ],
  ['a group', linking('AUTO', { groups: { include: ['00g1'] } }), false],
  ['users that are left out', linking('AUTO', { users: { exclude: ['00u1'] } }), false],
  ['administrators left out', linking('AUTO', { users: { excludeAdmins: true } }), false],
  ['a kind of filter that Okta may add', linking('AUTO', { realms: { include: ['x'] } }), false],
  ['linking off', linking('DISABLED', null), false],
  ['an action that Okta may add', linking('CALLOUT', null), undefined],
  ['no action', { policy: { accountLink: null } }, undefined],
  ['no policy', {}, undefined],
])('links without a filter: %s', (_, provider, expected) => {
  expect(autoLinksWithoutFilter(provider)).toBe(expected);
});

test.each<[JsonValue, boolean | undefined]>([
  ['GOOGLE', true],
  ['PAYPAL_SANDBOX', true],
  ['SAML2', false],
  ['OKTA_INTEGRATION', false],
  ['IDV_CLEAR', false],
  ['ORKUT', undefined],
  [null, undefined],
  [7, undefined],
])('%j is social: %s', (type, expected) => {
  expect(isSocial({ type })).toBe(expected);
});

test.each<[JsonValue, boolean | undefined]>([
  ['AUTO', true],
  ['DISABLED', false],
  ['CALLOUT', undefined],
  [null, undefined],
])('a choice of two words, said as %j', (action, expected) => {
  expect(isWord('policy.action', 'AUTO', 'DISABLED')({ policy: { action } })).toBe(expected);
});

const keys = (trust: JsonValue, signing: JsonValue = null): JsonObject => ({
  protocol: { credentials: { trust, signing } },
});

test.each<[string, JsonObject, { trust?: string[]; all: string[]; current: string[] }]>([
  [
    'one key and the key that Okta signs with',
    keys({ kid: 'a' }, { kid: 's' }),
    { trust: ['a'], all: ['a', 's'], current: ['a', 's'] },
  ],
  [
    'further keys, one of them twice',
    keys({ kid: 'a', additionalKids: ['b', 'a', null, 7] }),
    { trust: ['a', 'b'], all: ['a', 'b'], current: ['a'] },
  ],
  ['further keys only', keys({ additionalKids: ['b'] }), { trust: ['b'], all: ['b'], current: [] }],
  ['a key for signing only', keys(null, { kid: 's' }), { all: ['s'], current: ['s'] }],
  ['no credentials', { protocol: null }, { all: [], current: [] }],
  ['odd ones', keys({ kid: 7, additionalKids: 'b' }, 'x'), { all: [], current: [] }],
])('the keys of a provider with %s', (_, provider, { trust, all, current }) => {
  expect(trustKids(provider)).toEqual(trust);
  expect(kidsOf(provider)).toEqual(all);
  expect(currentKids(provider)).toEqual(current);
});
