/** Factors of every type: what is told of them, and what of them never leaves Okta. */
import fc from 'fast-check';

import { expectDeclared, expectValid } from '../../../test/conversion/dataModel';
import {
  CANARY,
  jsonObjects,
  ms,
  odd,
  oktaIds,
  times,
  withSecrets,
} from '../../../test/conversion/sources';
import type { JsonObject } from '../../json';
import { isEnrolled, parseFactor, type EnrolledFactor } from './api';
import { createFactorEntity, createUserFactorRelationship } from './converter';
import { FACTOR_ENTITY, USER_ASSIGNED_FACTOR } from './model';

const ID = 'opf2abcdEFGH3ijkl0x7';
const USER = '00u2abcdEFGH3ijkl0x7';
const PHONE = '+1 415 5550199';

function factor(json: JsonObject): EnrolledFactor {
  const parsed = parseFactor({ id: ID, ...json });
  if (!isEnrolled(parsed)) throw new Error('The factor was refused');
  return parsed;
}

test('a full push factor', () => {
  const entity = createFactorEntity(
    factor({
      factorType: 'push',
      provider: 'OKTA',
      vendorName: 'OKTA',
      status: 'ACTIVE',
      created: '2020-01-02T03:04:05.000Z',
      lastUpdated: '2020-01-03T03:04:05.000Z',
      lastVerified: '2020-01-04T03:04:05.000Z',
      profile: {
        credentialId: 'jürgen@acme.com',
        deviceType: 'SmartPhone_IPhone',
        name: 'Jürgens iPhone',
        platform: 'IOS',
        version: '18.1',
        deviceToken: CANARY,
        keys: [{ kty: 'RSA', n: CANARY }],
      },
      _links: { qrcode: { href: `https://acme.okta.com/qr/${CANARY}` } },
      _embedded: { activation: { sharedSecret: CANARY, token: CANARY } },
    }),
  );
  expectValid(entity, FACTOR_ENTITY);
  expect(entity).toMatchObject({
    _key: ID,
    id: ID,
    name: 'OKTA push',
    displayName: 'OKTA push',
    factorType: 'push',
    provider: 'OKTA',
    vendorName: 'OKTA',
    status: 'active',
    active: true,
    isActive: true,
    created: ms('2020-01-02T03:04:05.000Z'),
    lastUpdated: ms('2020-01-03T03:04:05.000Z'),
    lastVerifiedOn: ms('2020-01-04T03:04:05.000Z'),
    deviceType: 'SmartPhone_IPhone',
    platform: 'IOS',
    profileName: 'Jürgens iPhone',
    credentialId: 'jürgen@acme.com',
  });
  expect(JSON.stringify(entity)).not.toContain(CANARY);
});

test('a minimal factor', () => {
  const entity = createFactorEntity(factor({ profile: null, status: null }));
  expectValid(entity, FACTOR_ENTITY);
  expect(entity).toEqual({
    _key: ID,
    _type: 'mfa_device',
    _class: ['Key', 'AccessKey'],
    _rawData: [{ name: 'default', rawData: { id: ID, status: null } }],
    id: ID,
    name: ID,
    displayName: ID,
  });
});

test.each([
  ['PENDING_ACTIVATION', 'pending_activation', false],
  ['FULFILLMENT_ERRORED', 'fulfillment_errored', false],
])('status %s', (status, written, active) => {
  const entity = createFactorEntity(factor({ factorType: 'webauthn', status }));
  expect(entity).toMatchObject({ name: 'webauthn', status: written, active, isActive: active });
});

test('webauthn names its authenticator', () => {
  const entity = createFactorEntity(
    factor({
      factorType: 'webauthn',
      profile: { authenticatorName: 'YubiKey 5', credentialId: 'c' },
    }),
  );
  expect(entity).toMatchObject({ authenticatorName: 'YubiKey 5', credentialId: 'c' });
});

test.each(['sms', 'call', 'something_new'])('the phone number of %s is masked', (factorType) => {
  const entity = createFactorEntity(
    factor({ factorType, profile: { phoneNumber: PHONE, phoneExtension: '5550199' } }),
  );
  expect(JSON.stringify(entity)).not.toContain('5550199');
  expect(entity._rawData?.[0]?.rawData).toMatchObject({ profile: { phoneNumber: '***99' } });
});

test('an e-mail address is masked', () => {
  const entity = createFactorEntity(
    factor({ factorType: 'email', profile: { email: 'jane.doe@acme.com' } }),
  );
  expect(entity._rawData?.[0]?.rawData).toMatchObject({ profile: { email: 'j***@acme.com' } });
});

test('a security question is not kept, nor its answer', () => {
  const entity = createFactorEntity(
    factor({
      factorType: 'question',
      profile: { question: CANARY, questionText: CANARY, answer: CANARY },
    }),
  );
  expect(JSON.stringify(entity)).not.toContain(CANARY);
});

test('the edge from its user', () => {
  const edge = createUserFactorRelationship(USER, { id: ID });
  expectDeclared(edge, USER_ASSIGNED_FACTOR);
  expect(edge).toMatchObject({ _key: `${USER}|assigned|${ID}`, userId: USER, factorId: ID });
});

test('any factor becomes a valid entity or is refused, and never shows a secret', () => {
  const factors = jsonObjects({
    id: odd(oktaIds),
    factorType: odd(fc.constantFrom('push', 'sms', 'token:software:totp', 'new:type')),
    provider: odd(fc.constantFrom('OKTA', 'GOOGLE')),
    status: odd(fc.constantFrom('ACTIVE', 'NEW')),
    created: odd(times),
    device: odd(fc.string()),
    profile: odd(
      jsonObjects({
        credentialId: odd(fc.string()),
        name: odd(fc.string()),
        question: fc.constant(CANARY),
        questionText: fc.constant({ text: CANARY }),
        phoneExtension: fc.constant(CANARY),
        keys: fc.constant([{ n: CANARY }]),
      }),
    ),
    notKnownToUs: fc.constant({ anything: CANARY }),
    _embedded: fc.constant({ activation: { sharedSecret: CANARY, _links: CANARY } }),
  });
  fc.assert(
    fc.property(factors, fc.nat(), (json, seed) => {
      const parsed = parseFactor(withSecrets(json, seed));
      if (!isEnrolled(parsed)) return;
      const entity = createFactorEntity(parsed);
      expectValid(entity, FACTOR_ENTITY);
      expect(JSON.stringify(entity)).not.toContain(CANARY);
    }),
    { numRuns: 300 },
  );
});
