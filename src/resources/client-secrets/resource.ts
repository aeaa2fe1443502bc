import { APPLICATION_CREDENTIALS } from '../app-certificates/source';
import { defineResource } from '../defineResource';
import { constant, string } from '../fields';
import { hasCredentials } from '../credentialLinks';

/** What is said of a secret. Okta lists its value and its hash, too: neither is read. */
const SECRET = { id: true, status: true, created: true, lastUpdated: true } as const;

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/applicationssopublickeys/ */
export const clientSecrets = defineResource({
  id: 'client-secrets',
  of: 'applications',
  when: (application) => hasCredentials(application, 'secrets'),
  permission: {
    title: 'Client secrets',
    scope: 'okta.apps.read',
    reference: 'applicationssopublickeys',
    withoutIt: 'No client secrets, and so nothing says how old they are.',
  },
  source: APPLICATION_CREDENTIALS,
  embedded: {
    secrets: { path: '/api/v1/apps/{id}/credentials/secrets', isLast: true, keep: SECRET },
  },
  children: [
    {
      id: 'client-secret',
      at: '_embedded.secrets',
      belongsTo: { type: 'okta_application_has_client_secret' },
      step: { id: 'fetch-client-secrets', name: 'Fetch Client Secrets' },
      entity: {
        type: 'okta_client_secret',
        class: 'Secret',
        alsoClass: ['NHI'],
        description:
          'A secret by which an OAuth client proves who it is: when it was made, never its value',
        words: ['client secret', 'Client secrets'],
        icon: 'token',
        fields: {
          nhiType: constant('secret'),
          appId: string((_, { parent }) => parent?.id),
        },
        raw: SECRET,
      },
    },
  ],
});
