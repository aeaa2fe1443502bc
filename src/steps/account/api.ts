/** What Okta says about the org itself. */
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

/** Scope `okta.orgs.read`. https://developer.okta.com/docs/api/openapi/okta-management/management/tags/orgsettinggeneral/ */
export async function getOrg(okta: OktaClient): Promise<OktaOrg> {
  return parseOrg(record(await okta.get({ endpoint: endpoint`/api/v1/org` })));
}
