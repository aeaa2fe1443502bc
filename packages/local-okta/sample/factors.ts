/** Enrolled factors: every type, every status, and the secrets that come with them. */
import { canary, PHONE_CANARY } from '../canary';
import type { JsonObject } from '../types';
import { allow, day, idOf } from './build';
import { userId } from './people';

interface FactorSpec {
  type: string;
  provider?: string;
  vendor?: string;
  status?: string;
  profile?: JsonObject;
  extra?: JsonObject;
}

const PHONE = `+1415${PHONE_CANARY}`;

/** Begun and not finished: the activation block carries the shared secret. */
const ACTIVATION: JsonObject = {
  _embedded: {
    activation: {
      timeStep: 30,
      sharedSecret: canary('activation-sharedSecret'),
      encoding: 'base32',
      keyLength: 16,
      factorResult: 'WAITING',
      _links: {
        qrcode: {
          href: `https://sample.okta.com/qr/${canary('activation-qrcode')}`,
          type: 'image/png',
        },
      },
    },
  },
};

const PUSH: FactorSpec = {
  type: 'push',
  profile: {
    credentialId: 'ana@sample.example',
    deviceToken: canary('deviceToken'),
    deviceType: 'SmartPhone_IPhone',
    name: 'Ana’s iPhone',
    platform: 'IOS',
    version: '17.5.1',
  },
};

const TOTP: FactorSpec = {
  type: 'token:software:totp',
  profile: { credentialId: 'totp@sample.example', sharedSecret: canary('totp-sharedSecret') },
};

const WEBAUTHN: FactorSpec = {
  type: 'webauthn',
  provider: 'FIDO',
  vendor: 'FIDO',
  profile: {
    credentialId: 'l3Br0n-7H3g047NqESqJynFtIgf3Ix9OfaRoNwLoloso',
    authenticatorName: 'YubiKey 5C',
  },
};

const SMS: FactorSpec = { type: 'sms', profile: { phoneNumber: PHONE } };
const CALL: FactorSpec = {
  type: 'call',
  profile: { phoneNumber: PHONE, phoneExtension: '5550199' },
};
const EMAIL: FactorSpec = { type: 'email', profile: { email: 'factor@sample.example' } };
const QUESTION: FactorSpec = {
  type: 'question',
  profile: {
    question: 'first_award',
    questionText: canary('question-text'),
    answer: canary('question-answer'),
  },
};

/** Read by the predecessor; in Okta's description the org's YubiKeys alone have `lastVerified`. */
const UNDOCUMENTED: JsonObject = {
  device: 'SecurID 700',
  deviceType: 'HardwareToken',
  lastVerified: day(704),
};

/** By key of the user. A user without an entry has no factor. */
const FACTORS: Readonly<Record<string, readonly FactorSpec[]>> = {
  ana: [PUSH, TOTP, WEBAUTHN],
  bo: [
    {
      type: 'signed_nonce',
      profile: {
        credentialId: 'bo',
        name: 'Bo’s Mac',
        platform: 'MACOS',
        deviceType: 'Desktop',
        version: '14.5',
        keys: [{ kty: 'RSA', use: 'sig', kid: 'default', e: 'AQAB', n: 'sXch' }],
      },
    },
    { type: 'u2f', provider: 'FIDO', vendor: 'FIDO', profile: { credentialId: 'u2f-bo' } },
  ],
  carla: [SMS, CALL, EMAIL, QUESTION],
  dmitri: [{ ...TOTP, provider: 'GOOGLE', vendor: 'GOOGLE' }],
  eun: [{ type: 'web', provider: 'DUO', vendor: 'DUO', profile: { credentialId: 'eun' } }],
  fatima: [
    {
      type: 'token',
      provider: 'RSA',
      vendor: 'RSA',
      profile: { credentialId: 'fatima' },
      extra: UNDOCUMENTED,
    },
  ],
  goran: [
    {
      type: 'token',
      provider: 'SYMANTEC',
      vendor: 'SYMANTEC',
      profile: { credentialId: 'VSMT14393584' },
    },
  ],
  hana: [
    {
      type: 'token:hardware',
      provider: 'YUBICO',
      vendor: 'YUBICO',
      profile: { credentialId: '000004102994' },
      extra: { lastVerified: day(705) },
    },
  ],
  ivy: [
    {
      type: 'token:hotp',
      provider: 'CUSTOM',
      vendor: 'Entrust',
      profile: { credentialId: 'ivy', sharedSecret: canary('hotp-sharedSecret') },
      extra: { factorProfileId: 'fpr20l2mDyaUGWGCa0g4' },
    },
  ],
  // Nothing but factors that cannot be used.
  jun: [
    { ...TOTP, status: 'PENDING_ACTIVATION', extra: ACTIVATION },
    { ...SMS, status: 'INACTIVE' },
  ],
  kofi: [{ ...SMS, status: 'DISABLED' }],
  lea: [{ ...SMS, status: 'NOT_SETUP', profile: {} }],
  mara: [
    {
      ...WEBAUTHN,
      status: 'FULFILLMENT_PENDING',
      profile: { authenticatorName: 'Pre-registered key' },
    },
    EMAIL,
  ],
  nils: [{ ...WEBAUTHN, status: 'FULFILLMENT_ERRORED', profile: {} }],
  odd: [{ ...PUSH, status: 'ENROLLED' }],
  pia: [{ ...SMS, status: 'EXPIRED' }],
  quinn: [
    PUSH,
    { ...PUSH, profile: { ...PUSH.profile, name: 'Second phone', platform: 'ANDROID' } },
  ],
  // A type of tomorrow, and one without a profile.
  rosa: [
    {
      type: 'custom_otp_next',
      provider: 'NEWVENDOR',
      vendor: 'NEWVENDOR',
      profile: { sharedSecret: canary('unknown-factor-sharedSecret') },
    },
  ],
  sebnem: [{ ...EMAIL, profile: undefined, extra: { profile: null } }, WEBAUTHN],
  svcci: [TOTP],
  locked: [PUSH],
  suspend: [SMS],
  expired: [EMAIL],
  recovery: [QUESTION],
  provis: [],
};

const PREFIXES: Readonly<Record<string, string>> = {
  push: 'opf',
  'token:software:totp': 'ost',
  webauthn: 'fwf',
  sms: 'mbl',
  call: 'clf',
  email: 'emf',
  question: 'ufs',
};

export function factorsOf(key: string): readonly JsonObject[] {
  const user = userId(key);
  return (FACTORS[key] ?? []).map((spec, index) => {
    const id = idOf(PREFIXES[spec.type] ?? 'uft', `${key}${String(index)}`);
    const path = `/api/v1/users/${user}/factors/${id}`;
    return {
      id,
      factorType: spec.type,
      provider: spec.provider ?? 'OKTA',
      vendorName: spec.vendor ?? 'OKTA',
      status: spec.status ?? 'ACTIVE',
      created: day(700 + index),
      lastUpdated: day(701 + index),
      ...(spec.profile === undefined ? {} : { profile: spec.profile }),
      ...spec.extra,
      _links: {
        self: allow(path, 'GET', 'DELETE'),
        verify: allow(`${path}/verify`, 'POST'),
        user: allow(`/api/v1/users/${user}`, 'GET'),
      },
    };
  });
}
