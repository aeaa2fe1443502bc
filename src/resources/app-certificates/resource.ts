import { text, type JsonObject } from '../../json';
import { CERTIFICATE_FIELDS, CERTIFICATE_SHAPE } from '../certificateFields';
import { defineResource } from '../defineResource';
import { at, boolean, string } from '../fields';
import type { Item } from '../item';
import { APPLICATION_CREDENTIALS } from './source';

/** Okta signs for these; every application of today has a key of its own. */
const SIGNED: ReadonlySet<unknown> = new Set(['SAML_2_0', 'SAML_1_1', 'WS_FEDERATION']);

/** Undefined if the application does not say which key it signs with. */
function isCurrent({ kid }: JsonObject, { parent }: Item): boolean | undefined {
  const current = parent && text(at(parent.record, 'credentials.signing.kid'));
  return current === undefined ? undefined : kid === current;
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/applicationssocredentialkey/ */
export const appCertificates = defineResource({
  id: 'app-certificates',
  of: 'applications',
  when: ({ signOnMode, status }) => status === 'ACTIVE' && SIGNED.has(signOnMode),
  permission: {
    title: 'Signing certificates of applications',
    scope: 'okta.apps.read',
    reference: 'applicationssocredentialkey',
    withoutIt: 'No signing certificates, and so nothing says when SAML applications stop working.',
  },
  source: APPLICATION_CREDENTIALS,
  embedded: {
    keys: { path: '/api/v1/apps/{id}/credentials/keys', isLast: true },
  },
  children: [
    {
      id: 'app-certificate',
      at: '_embedded.keys',
      idOf: ({ kid }) => text(kid),
      key: ({ type, id, parent }) => `${type}:${parent?.id ?? ''}:${id}`,
      belongsTo: { type: 'okta_application_has_signing_certificate' },
      step: { id: 'fetch-app-certificates', name: 'Fetch Signing Certificates of Applications' },
      entity: {
        type: 'okta_app_signing_certificate',
        class: 'Certificate',
        description: 'A certificate by which an application knows that an assertion is from Okta',
        words: ['signing certificate', 'Signing certificates'],
        icon: 'token',
        fields: {
          ...CERTIFICATE_FIELDS,
          appId: string((_, { parent }) => parent?.id),
          isCurrent: boolean(isCurrent, 'Whether Okta signs with it now'),
        },
        raw: CERTIFICATE_SHAPE,
      },
    },
  ],
});
