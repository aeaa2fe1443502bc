/** How Okta calls a hook: what event hooks and inline hooks have in common. */
import type { Shape } from '../graph/rawData';
import { record, text, type JsonObject } from '../json';
import { address, addressOf, at, boolean, string, type Fields } from './fields';

const URI = 'channel.config.uri';

function isHttps(hook: JsonObject): boolean | undefined {
  return addressOf(text(at(hook, URI)))?.startsWith('https:');
}

/**
 * Whether Okta proves itself to the service: by a header (`authScheme`) or as an OAuth client (`clientId`).
 * Null is recorded of hooks without a header; if Okta says neither, nothing is known. The header's value is
 * never read.
 */
function hasAuthentication(hook: JsonObject): boolean | undefined {
  const { authScheme, clientId } = record(at(hook, 'channel.config'));
  if (text(clientId) !== undefined) return true;
  if (authScheme === null) return false;
  return text(record(authScheme).type) === undefined ? undefined : true;
}

export const CHANNEL_FIELDS = {
  address: address(URI, 'Without query and userinfo, which may hold keys'),
  isHttps: boolean(isHttps),
  method: string('channel.config.method'),
  channelType: string('channel.type', 'HTTP, OAUTH'),
  hasAuthentication: boolean(
    hasAuthentication,
    'Whether Okta sends a header or an OAuth token by which the service knows it',
  ),
} satisfies Fields;

/** Headers, their values and addresses with a query stay out. */
export const CHANNEL_SHAPE: Shape = {
  type: true,
  version: true,
  config: { method: true, uri: (uri) => addressOf(text(uri)), authType: true },
};
