import { SUPER_ADMIN } from '../../adminRoles';
import { list, record, text, type JsonObject } from '../../json';
import { defineResource } from '../defineResource';
import { CHANNEL_FIELDS, CHANNEL_SHAPE } from '../hookChannel';
import { HOOKS_AND_LOG_STREAMS } from '../event-hooks/source';
import { at, string } from '../fields';

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/inlinehook/ */
export const inlineHooks = defineResource({
  id: 'inline-hooks',
  list: { path: '/api/v1/inlineHooks' },
  permission: {
    title: 'Inline hooks',
    scope: 'okta.inlineHooks.read',
    reference: 'inlinehook',
    adminRoles: [SUPER_ADMIN],
    withoutIt:
      'No inline hooks, and so nothing says which services change tokens, sign-ups and imports.',
  },
  source: HOOKS_AND_LOG_STREAMS,
  entity: {
    type: 'okta_inline_hook',
    class: 'ApplicationEndpoint',
    description: 'A service that Okta asks in the middle of a process, and whose answer changes it',
    words: ['inline hook', 'Inline hooks'],
    icon: 'hook',
    fields: {
      ...CHANNEL_FIELDS,
      hookType: string('type', 'The process: com.okta.oauth2.tokens.transform, …'),
      version: string('version'),
    },
    raw: {
      id: true,
      name: true,
      status: true,
      type: true,
      version: true,
      created: true,
      lastUpdated: true,
      channel: CHANNEL_SHAPE,
    },
  },
});

/** The ids of the hooks that change the application's SAML assertions. */
function hookIds(application: JsonObject): (string | undefined)[] {
  return list(at(application, 'settings.signOn.inlineHooks')).map((hook) => text(record(hook).id));
}

/** Which applications ask which hooks: their own records say it. */
export const applicationInlineHooks = defineResource({
  id: 'application-inline-hooks',
  title: 'Applications',
  of: 'applications',
  source: HOOKS_AND_LOG_STREAMS,
  edges: [
    {
      class: 'TRIGGERS',
      to: 'okta_inline_hook',
      ends: hookIds,
      step: {
        id: 'build-application-inline-hook-relationships',
        name: 'Build Applications to Inline Hooks',
      },
    },
  ],
});
