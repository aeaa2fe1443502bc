import { SUPER_ADMIN } from '../../adminRoles';
import { text, type JsonObject } from '../../json';
import { defineResource } from '../defineResource';
import { boolean, string, strings } from '../fields';
import { CHANNEL_FIELDS, CHANNEL_SHAPE } from '../hookChannel';
import { HOOKS_AND_LOG_STREAMS } from './source';

/** Okta sends nothing before the service has answered its challenge. */
function isVerified({ verificationStatus }: JsonObject): boolean | undefined {
  const status = text(verificationStatus);
  return status === undefined ? undefined : status === 'VERIFIED';
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/eventhook/ */
export const eventHooks = defineResource({
  id: 'event-hooks',
  list: { path: '/api/v1/eventHooks' },
  permission: {
    title: 'Event hooks',
    scope: 'okta.eventHooks.read',
    reference: 'eventhook',
    adminRoles: [SUPER_ADMIN],
    withoutIt: 'No event hooks, and so nothing says which services Okta sends events to.',
  },
  source: HOOKS_AND_LOG_STREAMS,
  entity: {
    type: 'okta_event_hook',
    class: 'ApplicationEndpoint',
    description: 'A service that Okta sends events of the org to',
    words: ['event hook', 'Event hooks'],
    icon: 'hook',
    fields: {
      ...CHANNEL_FIELDS,
      events: strings('events.items', 'Types of the events that are sent'),
      verificationStatus: string('verificationStatus', 'UNVERIFIED, VERIFIED'),
      isVerified: boolean(isVerified, 'Whether the service has answered the challenge'),
    },
    raw: {
      id: true,
      name: true,
      description: true,
      status: true,
      verificationStatus: true,
      created: true,
      createdBy: true,
      lastUpdated: true,
      events: { type: true, items: true },
      channel: CHANNEL_SHAPE,
    },
  },
});
