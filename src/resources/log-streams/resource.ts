import { SUPER_ADMIN } from '../../adminRoles';
import { defineResource } from '../defineResource';
import { HOOKS_AND_LOG_STREAMS } from '../event-hooks/source';
import { constant, string } from '../fields';

/**
 * Okta gives the token of a Splunk stream in clear: it is never read.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/logstream/
 */
export const logStreams = defineResource({
  id: 'log-streams',
  list: { path: '/api/v1/logStreams', limit: 200 },
  permission: {
    title: 'Log streams',
    scope: 'okta.logStreams.read',
    reference: 'logstream',
    adminRoles: [SUPER_ADMIN],
    withoutIt: 'No log streams, and so nothing says whether the System Log is kept elsewhere.',
  },
  source: HOOKS_AND_LOG_STREAMS,
  entity: {
    type: 'okta_log_stream',
    class: 'Logs',
    description: 'A copy of the System Log that Okta sends to another service as it is written',
    words: ['log stream', 'Log streams'],
    icon: 'hook',
    fields: {
      type: constant('system'),
      streamType: string('type', 'aws_eventbridge, splunk_cloud_logstreaming'),
      awsAccountId: string('settings.accountId'),
      awsRegion: string('settings.region'),
      eventSourceName: string('settings.eventSourceName', 'Of the partner event source in AWS'),
      splunkHost: string('settings.host'),
      splunkEdition: string('settings.edition', 'aws, aws_govcloud, gcp'),
    },
    raw: {
      id: true,
      name: true,
      type: true,
      status: true,
      created: true,
      lastUpdated: true,
      settings: {
        accountId: true,
        region: true,
        eventSourceName: true,
        host: true,
        edition: true,
      },
    },
  },
});
