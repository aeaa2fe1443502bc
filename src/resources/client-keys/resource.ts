import { text } from '../../json';
import { APPLICATION_CREDENTIALS } from '../app-certificates/source';
import { APPLICATIONS } from '../application-settings/source';
import { hasCredentials } from '../credentialLinks';
import { defineResource } from '../defineResource';
import { constant, string } from '../fields';
import { keysOf } from './keys';

/**
 * The keys come with the applications. Only when they were made takes a call for each client.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/applicationssopublickeys/
 */
export const clientKeys = defineResource({
  id: 'client-keys',
  of: 'applications',
  when: (application) => hasCredentials(application, 'jwks') || keysOf(application).length > 0,
  source: APPLICATIONS,
  embedded: {
    jwks: {
      path: '/api/v1/apps/{id}/credentials/jwks',
      isLast: true,
      source: APPLICATION_CREDENTIALS,
      when: (application) => hasCredentials(application, 'jwks'),
      permission: {
        id: 'client-key-times',
        title: 'Times of client keys',
        scope: 'okta.apps.read',
        reference: 'applicationssopublickeys',
        withoutIt: 'Client keys do not say when they were made.',
      },
    },
  },
  children: [
    {
      id: 'client-key',
      at: keysOf,
      belongsTo: { type: 'okta_application_has_client_key' },
      step: { id: 'fetch-client-keys', name: 'Fetch Client Keys' },
      entity: {
        type: 'okta_client_key',
        class: 'Key',
        alsoClass: ['NHI'],
        description:
          'A public key by which Okta knows an OAuth client that signs with the private one',
        words: ['client key', 'Client keys'],
        icon: 'token',
        fields: {
          name: string(({ kid, id }) => text(kid) ?? id),
          nhiType: constant('credential'),
          appId: string((_, { parent }) => parent?.id),
          kid: string('kid'),
          keyType: string('kty', 'RSA, EC'),
          usage: string('use', 'sig, enc'),
          algorithm: string('alg'),
        },
        raw: {
          id: true,
          kid: true,
          kty: true,
          use: true,
          alg: true,
          status: true,
          created: true,
          lastUpdated: true,
        },
      },
    },
  ],
});
