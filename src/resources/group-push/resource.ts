import { text, texts, timestamp } from '../../json';
import { defineResource } from '../defineResource';

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/grouppushmapping/ */
export const groupPush = defineResource({
  id: 'group-push',
  title: 'Group push',
  of: 'applications',
  when: ({ status, features }) => status === 'ACTIVE' && texts(features).includes('GROUP_PUSH'),
  permission: {
    title: 'Group push',
    // Also okta.groups.read, which groups need anyway.
    scope: 'okta.apps.read',
    reference: 'grouppushmapping',
    withoutIt: 'Nothing says which groups Okta writes into which applications.',
  },
  source: {
    id: 'group-push',
    title: 'Group push',
    description:
      "Which groups Okta writes into which applications, and whether that works. One call for each application with group push, of Okta's scarcest limit.",
    defaultsToDisabled: true,
  },
  embedded: {
    mappings: {
      path: '/api/v1/apps/{id}/group-push/mappings',
      limit: 1000,
      isLast: true,
      // An application without any, which is still there.
      notAvailable: [{ status: 404, errorCode: 'E0000007' }],
    },
  },
  children: [
    {
      id: 'group-push-mapping',
      at: '_embedded.mappings',
      edges: [
        {
          class: 'PUBLISHES',
          from: ['okta_user_group', 'okta_app_user_group'],
          type: 'okta_group_publishes_application',
          properties: {
            mappingId: 'string',
            status: 'string',
            targetGroupId: 'string',
            errorSummary: 'string',
            lastPushedOn: 'number',
          },
          keyedBy: 'mappingId',
          ends: (mapping) => {
            const id = text(mapping.sourceGroupId);
            return [
              id === undefined
                ? undefined
                : {
                    id,
                    mappingId: text(mapping.id),
                    status: text(mapping.status),
                    targetGroupId: text(mapping.targetGroupId),
                    errorSummary: text(mapping.errorSummary),
                    lastPushedOn: timestamp(mapping.lastPush),
                  },
            ];
          },
          step: { id: 'build-group-push-relationships', name: 'Build Group Push' },
        },
      ],
    },
  ],
});
