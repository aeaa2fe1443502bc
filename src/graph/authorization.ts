/** The words in which steps declare what they need of Okta; the guide and the checks read them. */

/** What a step needs to be allowed: a subset of the SDK's `StepAuthorization`, nothing optional. */
export interface OktaAuthorization {
  /** Admin roles; any one of them is enough. Custom roles stand last. */
  readonly roles: string[];
  /** Scopes of an OAuth service app; all of them are needed, besides the admin role. */
  readonly oauthScopes: string[];
  /** Path templates of the Okta API that the step calls. */
  readonly endpoints: string[];
  readonly documentationLinks: string[];
}

/** Sees users, groups, applications, devices and the System Log (okta-api facts, section 3.6). */
export const READ_ONLY_ADMIN = 'Read-only Administrator';

/** Alone may see other administrators and Okta's support access. */
export const SUPER_ADMIN = 'Super Administrator';

/** The custom role that may see administrators; for roles only, not for support access. */
export const IAM_VIEWER =
  'Custom role with "View roles, resources, and admin assignments" on all Identity and Access Management resources';

const REFERENCE = 'https://developer.okta.com/docs/api/openapi/okta-management/management/tags';

/** Okta's reference page of one family of endpoints: `user`, `group`, `application`, … */
export function oktaReference(tag: string): string {
  return `${REFERENCE}/${tag}/`;
}
