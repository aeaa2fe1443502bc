/** Finds out which org a configured address leads to, before any credential is sent there. */
import type { OktaSettings } from '../config';
import { refusal } from '../config/refuse';
import { IntegrationNotAnOktaOrgError, verifyOktaOrg } from '../okta/discover';
import { isOktaApiError } from '../okta/errors';
import type { OrgIdentity } from '../okta/org';
import { requirePublicHost, type ResolveName } from './address';

/** What may be exchanged by tests: the name service, and the question to the host. */
export interface DiscoverDeps {
  readonly resolve?: ResolveName;
  readonly verify?: (orgUrl: string) => Promise<OrgIdentity>;
}

/**
 * Which org it is, as the org itself says. Rejects with IntegrationValidationError, which names the
 * field, when a custom domain leads into a private network, when nothing answers, and when what answers
 * is no Okta org.
 */
export async function discoverOrg(
  settings: Pick<OktaSettings, 'kind' | 'hostname' | 'orgUrl'>,
  deps: DiscoverDeps = {},
): Promise<OrgIdentity> {
  await requirePublicHost(settings, deps.resolve);
  const { verify = verifyOktaOrg } = deps;
  try {
    return await verify(settings.orgUrl);
  } catch (error) {
    if (error instanceof IntegrationNotAnOktaOrgError) {
      throw refusal(
        'oktaOrgUrl',
        `leads to no Okta org (${error.message})`,
        'Check the spelling; the address that ends in .okta.com always works',
      );
    }
    if (isOktaApiError(error)) {
      throw refusal(
        'oktaOrgUrl',
        `leads to "${settings.hostname}", which cannot be reached (${error.message})`,
        'Check the spelling, and that this machine may connect to it; behind a proxy set HTTPS_PROXY',
      );
    }
    throw error;
  }
}
