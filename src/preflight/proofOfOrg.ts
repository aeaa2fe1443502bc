/** Finds out which org a configured address leads to, before any credential is sent there. */
import type { OktaSettings } from '../config';
import { refusal } from '../config/refuse';
import {
  type FailureCause,
  IntegrationNotAnOktaOrgError,
  isOktaApiError,
  verifyOktaOrg,
} from '../okta';
import type { OrgIdentity } from '../okta/org';
import { requirePublicHost, type ResolveName } from './address';
import { connectionTo, type Connection } from './connection';

/** What may be exchanged by tests: the name service, and the question to the host. */
export interface DiscoverDeps {
  readonly resolve?: ResolveName | undefined;
  readonly verify?: (orgUrl: string, connection: Connection) => Promise<OrgIdentity>;
}

/**
 * Which org it is, as the org itself says. Rejects with IntegrationValidationError, which names the
 * field, when a custom domain leads into a private network, when nothing answers, and when what answers
 * is no Okta org; with IntegrationPrivateAddressError when the domain leads into one only once it is
 * connected to.
 */
export async function discoverOrg(
  settings: Pick<OktaSettings, 'kind' | 'hostname' | 'orgUrl' | 'caCertificates'>,
  deps: DiscoverDeps = {},
): Promise<OrgIdentity> {
  const { resolve, verify = verifyOktaOrg } = deps;
  await requirePublicHost(settings, resolve);
  try {
    return await verify(settings.orgUrl, connectionTo(settings, resolve));
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
        remedyWhenUnreached(error.causeKind),
      );
    }
    throw error;
  }
}

function remedyWhenUnreached(cause: FailureCause): string {
  if (cause === 'proxy') {
    return (
      'Check host, port, user name and password of the proxy in HTTPS_PROXY, and that it lets this ' +
      'machine through to the org'
    );
  }
  if (cause === 'tls') {
    return (
      'If a proxy opens TLS, enter its certificate as caCertificate, or name its file in ' +
      'NODE_EXTRA_CA_CERTS; otherwise check the spelling, and the certificate of the custom domain'
    );
  }
  return 'Check the spelling, and that this machine may connect to it; behind a proxy set HTTPS_PROXY';
}
