/** What Okta says about the org: its settings, and whether Okta's support staff may sign in to it. */
import { record, text, timestamp, type JsonObject } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { oktaId } from '../../run/wire';

/** `GET /api/v1/org`; times in ms since the epoch. */
export interface OktaOrg {
  /** `00o…` */
  readonly id: string | undefined;
  readonly subdomain: string | undefined;
  readonly companyName: string | undefined;
  /** ACTIVE, INACTIVE */
  readonly status: string | undefined;
  readonly website: string | undefined;
  readonly created: number | undefined;
  readonly raw: JsonObject;
}

/** `GET /api/v1/org/privacy/oktaSupport`; time in ms since the epoch. */
export interface OktaSupport {
  /** Undefined where Okta says neither ENABLED nor DISABLED. */
  readonly enabled: boolean | undefined;
  readonly expiration: number | undefined;
}

/** The org's settings; what is absent or odd is undefined. */
export function parseOrg(json: JsonObject): OktaOrg {
  return {
    id: oktaId(json.id),
    subdomain: text(json.subdomain),
    companyName: text(json.companyName),
    status: text(json.status),
    website: text(json.website),
    created: timestamp(json.created),
    raw: json,
  };
}

/** Whether Okta Support may sign in; what is absent or odd is undefined. */
export function parseOktaSupport(json: JsonObject): OktaSupport {
  const support = text(json.support);
  return {
    enabled: support === 'ENABLED' ? true : support === 'DISABLED' ? false : undefined,
    expiration: timestamp(json.expiration),
  };
}

/** Scope `okta.orgs.read`. https://developer.okta.com/docs/api/openapi/okta-management/management/tags/orgsettinggeneral/ */
export async function getOrg(okta: OktaClient): Promise<OktaOrg> {
  return parseOrg(record(await okta.get({ endpoint: endpoint`/api/v1/org` })));
}

/**
 * Scope `okta.orgs.read`, and super administrators only: everybody else gets a 403.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/orgsettingsupport/
 */
export async function getOktaSupport(okta: OktaClient): Promise<OktaSupport> {
  const json = await okta.get({ endpoint: endpoint`/api/v1/org/privacy/oktaSupport` });
  return parseOktaSupport(record(json));
}
