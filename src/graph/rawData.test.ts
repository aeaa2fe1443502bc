/** Cleaning: what passes, what does not, and that no way around it was found. */
import fc from 'fast-check';

import { CANARY, objectOf, SECRET_NAMES, withSecrets } from '../../test/conversion/sources';
import type { JsonObject, JsonValue } from '../json';
import { cleaned, maskedEmail, maskedPhone, picked, type Shape } from './rawData';

const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as JsonObject;

test.each(SECRET_NAMES)('%s never passes, at any depth', (name) => {
  const inner = { [name]: CANARY, kept: 1 };
  expect(cleaned({ ...inner, deep: { list: [inner, [inner]] } })).toEqual({
    kept: 1,
    deep: { list: [{ kept: 1 }, [{ kept: 1 }]] },
  });
});

test.each([
  ['passwordChanged', '2026-01-02T10:00:00.000Z'],
  ['tokenExpires', '2027-01-01'],
  ['hasPassword', true],
  ['credentialId', 'jane@acme.com'],
  ['status', 'PASSWORD_EXPIRED'],
  ['key', 'name'],
  ['keys', ['a']],
])('%s: %j is no secret', (name, value) => {
  expect(cleaned({ [name]: value })).toEqual({ [name]: value });
});

test.each([
  ['note', '2026-01-02T10:00:00.000Z and more', true],
  ['pin', '2026-01-02T10:00:00.000Z and more', false],
  ['token', '2026-01-02T10:00:00.000Z and more', false],
  ['password', 12345678, false],
  ['password', null, false],
  ['token', ['2026-01-02'], false],
  ['credentials', { created: '2026-01-02' }, false],
])('under %s the value %j passes: %s', (name, value, passes) => {
  expect(name in cleaned(json({ [name]: value }))).toBe(passes);
});

test.each([
  ...[
    'pin',
    'PIN',
    'Pin',
    'pins',
    'userPin',
    'userPIN',
    'PINCode',
    'pinCode',
    'pin_code',
    'door.pin',
  ],
  ...[
    'otp',
    'OTP',
    'otpSeed',
    'backup_otp',
    'lastOTP',
    'totp',
    'totpUri',
    'puk',
    'simPUK',
    'cardCvv',
  ],
  ...['sshKey', 'ssh_key', 'sshKeys', 'SSH-Key', 'masterKey', 'gpgKey', 'sessionKey', 'passcode'],
  ...['authorization', 'Authorization', 'proxy-authorization', 'authorizationHeader', 'scimBearer'],
  ...['pass', 'adminPass', 'admin_pass', 'ADMIN_PASS', 'adminPass2', 'hash', 'userHash', 'HASH'],
  ...['salt', 'pwSalt', 'signature', 'requestSignature', 'x5c', 'jwk.x5c', 'connectionString'],
  ...['connection_string', 'ConnectionStrings', 'webhookUrl', 'slack_webhook', 'web-hook'],
])('an attribute called %s never passes', (name) => {
  expect(cleaned({ [name]: CANARY, kept: 1 })).toEqual({ kept: 1 });
});

test.each([
  ...[
    'shipping',
    'shippingAddress',
    'pinned',
    'isPinned',
    'Pinnacle',
    'pinterest',
    'PINNED',
    'spin',
  ],
  ...['optOut', 'option', 'adopted', 'photo', 'laptop', 'hotplug', 'topic', 'opinion', 'OPINION'],
  ...['compass', 'passport', 'passportNumber', 'bypass', 'passNumber', 'trespass', 'passenger'],
  ...['hashtag', 'hashTag', 'basalt', 'saltLakeOffice', 'signatureColor', 'emailSignature'],
  ...['workAuthorization', 'authorizationLevel', 'connection', 'tpmPublicKeyHash', 'stringBean'],
  ...['sshPublicFingerprint', 'keyAccount', 'monkey', 'costCenterKey', 'publicKey', 'keyboard'],
])('an attribute called %s is no secret', (name) => {
  expect(cleaned({ [name]: 'value' })).toEqual({ [name]: 'value' });
});

test('links and embedded objects never pass', () => {
  expect(cleaned({ id: 'a', _links: { qr: CANARY }, x: { _embedded: { y: CANARY } } })).toEqual({
    id: 'a',
    x: {},
  });
});

test('a key named __proto__ neither passes nor changes the copy', () => {
  const copy = cleaned(objectOf([['__proto__', { polluted: true }]]));
  expect(Object.keys(copy)).toEqual([]);
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
});

test('what is deeper than any answer of Okta is cut off, without an overflow', () => {
  let deep: JsonObject = { end: CANARY };
  for (let depth = 0; depth < 50_000; depth += 1) deep = { deep };
  expect(JSON.stringify(cleaned(deep))).not.toContain(CANARY);
});

describe('picked', () => {
  const shape: Shape = { id: true, inner: { kept: true, clientSecret: true }, masked: maskedPhone };

  test('keeps what the shape names, cleaned, and nothing else', () => {
    expect(
      picked(
        {
          id: { a: 1, token: CANARY },
          inner: { kept: [1], clientSecret: CANARY, other: CANARY },
          masked: '+1 415 5550199',
          other: CANARY,
        },
        shape,
      ),
    ).toEqual({ id: { a: 1 }, inner: { kept: [1] }, masked: '***99' });
  });

  test('a value of another form than the shape expects is left out', () => {
    expect(picked({ inner: [CANARY], masked: { number: CANARY } }, shape)).toEqual({});
    expect(picked({ inner: CANARY, masked: null }, shape)).toEqual({});
  });

  test('does not reach into the prototype', () => {
    const objectShape = new Map<string, true>([
      ['toString', true],
      ['constructor', true],
    ]);
    expect(picked({}, Object.fromEntries(objectShape))).toEqual({});
  });
});

test.each([
  ['+1 415 5550199', '***99'],
  ['5', '***5'],
  ['', undefined],
  [5550199, undefined],
])('the phone number %j is masked as %j', (value, masked) => {
  expect(maskedPhone(value)).toBe(masked);
});

test.each([
  ['jane.doe@acme.com', 'j***@acme.com'],
  ['no address', '***'],
  ['@acme.com', '***'],
  ['', undefined],
  [{ a: 1 }, undefined],
])('the address %j is masked as %j', (value, masked) => {
  expect(maskedEmail(value)).toBe(masked);
});

const anyObjects = fc
  .dictionary(fc.string(), fc.jsonValue())
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

test('no planted secret survives in any JSON', () => {
  fc.assert(
    fc.property(anyObjects, fc.nat(), (value, seed) => {
      expect(JSON.stringify(cleaned(withSecrets(value, seed)))).not.toContain(CANARY);
    }),
    { numRuns: 1000 },
  );
});

test('what holds no secret is kept as it is, however often it is cleaned', () => {
  const harmless = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value')),
      fc.dictionary(fc.stringMatching(/^[x-z]{1,3}$/), tie('value')),
    ),
  })).value;
  fc.assert(
    fc.property(harmless, (value) => {
      const original = json({ value });
      expect(cleaned(original)).toEqual(original);
    }),
    { numRuns: 500 },
  );
});
