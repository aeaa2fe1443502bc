import { text } from '../../json';
import { defineResource } from '../defineResource';
import { at, boolean, count, named, string, strings } from '../fields';
import { hasMethods, isPhishingResistant, isWeak, methodsOf } from './kinds';
import { AUTHENTICATORS } from './source';

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/authenticator/ */
export const authenticators = defineResource({
  id: 'authenticators',
  list: { path: '/api/v1/authenticators', engine: 'idx' },
  permission: {
    title: 'Authenticators',
    scope: 'okta.authenticators.read',
    reference: 'authenticator',
    withoutIt:
      'No authenticators, and nothing says which of them policies allow, demand or leave out.',
  },
  source: AUTHENTICATORS,
  // Policies name most authenticators by their keys.
  knownAs: ({ key }) => text(key),
  embedded: { methods: { path: '/api/v1/authenticators/{id}/methods', when: hasMethods } },
  edges: [
    {
      class: 'USES',
      to: 'okta_identity_provider',
      ends: ({ provider }) => named(at({ provider }, 'provider.configuration.idpId')),
    },
  ],
  entity: {
    type: 'okta_authenticator',
    class: 'Control',
    description: 'A factor that the org offers to its users',
    words: ['authenticator', 'Authenticators'],
    icon: 'factor',
    fields: {
      function: {
        read: ({ key }) => [key === 'okta_password' ? 'password-management' : 'MFA'],
      },
      key: string('key', 'okta_verify, webauthn, phone_number, …'),
      authenticatorType: string('type', 'app, email, password, phone, security_key, …'),
      isWeak: boolean(
        ({ key }) => isWeak(text(key)),
        'Phone, e-mail and security question. Absent for keys that are not known',
      ),
      isPhishingResistant: boolean(
        isPhishingResistant,
        'WebAuthn, smart cards, and Okta Verify with an active FastPass (signed_nonce)',
      ),
      methods: strings(
        (authenticator) => methodsOf(authenticator),
        'Method and status, as push:ACTIVE. Of Okta Verify, phone and WebAuthn only',
      ),
      providerType: string('provider.type'),
      providerHost: string(
        ({ provider }) =>
          text(at({ provider }, 'provider.configuration.hostName')) ??
          text(at({ provider }, 'provider.configuration.host')),
      ),
      idpId: string('provider.configuration.idpId', 'Okta id of the identity provider behind it'),
      fipsRequired: boolean(
        (authenticator) => isRequired(text(at(authenticator, 'settings.compliance.fips'))),
        'Whether only devices with FIPS 140 cryptography may enrol',
      ),
      allowedFor: string('settings.allowedFor', 'any, none, recovery, sso'),
      userVerification: string('settings.userVerification', 'REQUIRED, PREFERRED, DISCOURAGED'),
      userVerificationMethods: strings('settings.userVerificationMethods', 'BIOMETRICS, PIN'),
      tokenLifetimeMinutes: count('settings.tokenLifetimeInMinutes', 'Of codes and links'),
      channelBindingRequired: string(
        'settings.channelBinding.required',
        'Number challenge of push: ALWAYS, HIGH_RISK_ONLY, NEVER',
      ),
      enrollmentSecurityLevel: string('settings.enrollmentSecurityLevel', 'HIGH, ANY'),
      appInstanceId: string('settings.appInstanceId', 'Okta id of the application behind it'),
    },
    raw: {
      id: true,
      key: true,
      name: true,
      type: true,
      status: true,
      created: true,
      lastUpdated: true,
      provider: { type: true, configuration: { hostName: true, host: true, idpId: true } },
      settings: {
        allowedFor: true,
        appInstanceId: true,
        channelBinding: { required: true, style: true },
        compliance: { fips: true },
        enrollmentSecurityLevel: true,
        tokenLifetimeInMinutes: true,
        userVerification: true,
        userVerificationMethods: true,
      },
    },
  },
});

function isRequired(word: string | undefined): boolean | undefined {
  return word === undefined ? undefined : word === 'REQUIRED';
}
