/** Which Okta org this is, as the org itself says at `/.well-known/okta-organization`. */
export interface OrgIdentity {
  /** Origin that requests are sent to, without trailing slash: `https://login.acme.com`. */
  readonly orgUrl: string;
  /** The org's own host, also when a custom domain is configured: `acme.okta.com`. */
  readonly host: string;
  /** Origin of the Admin Console: `https://acme-admin.okta.com`. */
  readonly adminUrl: string;
  /** First label of the host for Okta's own domains: `acme`. */
  readonly subdomain: string | undefined;
  /** `00o…` */
  readonly orgId: string | undefined;
  /** `idx`: Identity Engine. `v1`: Classic Engine, which has no devices. */
  readonly pipeline: 'idx' | 'v1' | undefined;
  /** The custom domain, where one is in use. */
  readonly customDomain: string | undefined;
}
