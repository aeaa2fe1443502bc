import { isJsonArray, list, record, text, texts, type JsonObject } from '../../json';
import { defineResource } from '../defineResource';
import { boolean, string, strings } from '../fields';
import { ORG_SETTINGS } from '../org-settings/source';

/** Whether the origin has this scope; undefined where Okta gives no scopes. */
const allows =
  (type: string) =>
  ({ scopes }: JsonObject): boolean | undefined =>
    isJsonArray(scopes) ? scopes.some((scope) => record(scope).type === type) : undefined;

/** The Okta apps that may be shown inside of pages of the origin. */
function iframeApps({ scopes }: JsonObject): readonly string[] | undefined {
  if (!isJsonArray(scopes)) return undefined;
  return list(scopes)
    .map(record)
    .filter(({ type }) => type === 'IFRAME_EMBED')
    .flatMap(({ allowedOktaApps }) => texts(allowedOktaApps));
}

function isHttps({ origin }: JsonObject): boolean | undefined {
  const written = text(origin);
  return written === undefined ? undefined : /^https:/i.test(written);
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/trustedorigin/ */
export const trustedOrigins = defineResource({
  id: 'trusted-origins',
  list: { path: '/api/v1/trustedOrigins', limit: 200 },
  permission: {
    title: 'Trusted origins',
    scope: 'okta.trustedOrigins.read',
    reference: 'trustedorigin',
    withoutIt:
      'No trusted origins, and nothing says which sites may call Okta from browsers or embed it.',
  },
  source: ORG_SETTINGS,
  entity: {
    type: 'okta_trusted_origin',
    class: 'ApplicationEndpoint',
    description: 'A site that may call Okta from browsers, be redirected to, or embed Okta',
    words: ['trusted origin', 'Trusted origins'],
    icon: 'other',
    fields: {
      address: string('origin'),
      origin: string('origin', 'Scheme, host and port'),
      isHttps: boolean(isHttps),
      allowsCors: boolean(
        allows('CORS'),
        'Whether its pages may call Okta with the cookies of users',
      ),
      allowsRedirect: boolean(
        allows('REDIRECT'),
        'Whether users may be sent there after signing in or out',
      ),
      allowsIframe: boolean(allows('IFRAME_EMBED'), 'Whether its pages may show Okta within them'),
      iframeApps: strings(iframeApps, 'Okta apps that its pages may show'),
    },
    raw: {
      id: true,
      name: true,
      origin: true,
      status: true,
      scopes: true,
      created: true,
      createdBy: true,
      lastUpdated: true,
      lastUpdatedBy: true,
    },
  },
  edges: [
    {
      class: 'TRUSTS',
      from: 'okta_account',
      ends: ({ status }) => (status === 'ACTIVE' ? ['this'] : []),
      step: { id: 'fetch-trusted-origins', name: 'Fetch Trusted Origins' },
    },
  ],
});
