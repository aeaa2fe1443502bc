/** Finds out which org a configured address leads to, before any credential is sent there. */
import { IntegrationError } from '@jupiterone/integration-sdk-core';
import type { OktaSettings } from '../config';
import { refusal } from '../config/refuse';
import {
  type IntegrationOktaApiError,
  IntegrationNotAnOktaOrgError,
  isOktaApiError,
  verifyOktaOrg,
  WHERE_REQUESTS_ARE_BLOCKED,
} from '../okta';
import type { OrgIdentity } from '../okta/org';
import { requirePublicHost, type ResolveName } from './address';
import { connectionTo, type Connection } from './connection';

/** What may be exchanged by tests: the name service, and the question to the host. */
export interface DiscoverDeps {
  readonly resolve?: ResolveName | undefined;
  /** Default: tries for a quarter of a minute. */
  readonly verify?: (orgUrl: string, connection: Connection) => Promise<OrgIdentity>;
}

/** A run waits for minutes for an org that does not answer; a person who looks on does not. */
const PATIENCE_MS = 15_000;

const verifyBy: NonNullable<DiscoverDeps['verify']> = (orgUrl, connection) =>
  verifyOktaOrg(orgUrl, { ...connection, retryBudget: { ms: PATIENCE_MS } });

/** The org does not answer, or refuses this machine. The configuration may be right; nothing was changed. */
export class IntegrationOrgNotReachedError extends IntegrationError {
  constructor(message: string, cause: Error) {
    super({ code: 'OKTA_ORG_NOT_REACHED_ERROR', message, cause, fatal: true });
  }
}

/**
 * Which org it is, as the org itself says. Rejects with IntegrationValidationError, which names the
 * field, for what does not pass by itself: a custom domain that leads into a private network, a name that does
 * not exist, a site that is no Okta org, a certificate or a proxy that refuses us. Rejects with
 * IntegrationOrgNotReachedError for what may pass, after the time for retries; with
 * IntegrationPrivateAddressError if the domain leads into a private network only once it is connected to.
 */
export async function discoverOrg(
  settings: Pick<OktaSettings, 'kind' | 'hostname' | 'orgUrl' | 'caCertificates'>,
  deps: DiscoverDeps = {},
): Promise<OrgIdentity> {
  const { resolve, verify = verifyBy } = deps;
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
    throw isOktaApiError(error) ? notReached(settings.hostname, error) : error;
  }
}

function notReached(hostname: string, error: IntegrationOktaApiError): Error {
  const { message, status } = error;
  const remedy = settledRemedy(error);
  if (remedy !== undefined) {
    const problem = `leads to "${hostname}", which cannot be reached (${message})`;
    return refusal('oktaOrgUrl', problem, remedy);
  }
  const sentence =
    status === 403
      ? `${hostname} answers HTTP 403 to this machine, whatever the credential: ${WHERE_REQUESTS_ARE_BLOCKED}`
      : `The org of "oktaOrgUrl", ${hostname}, cannot be reached now (${message}). If the next run fails as ` +
        'well, check that this machine may connect to it; behind a proxy set HTTPS_PROXY';
  return new IntegrationOrgNotReachedError(
    `${sentence}. Nothing was changed in JupiterOne.`,
    error,
  );
}

/** What to do about a failure that does not pass by itself; undefined for all others. */
function settledRemedy({ causeKind, systemCode }: IntegrationOktaApiError): string | undefined {
  if (causeKind === 'tls') {
    return (
      'If a proxy opens TLS, enter its certificate as caCertificate, or name its file in ' +
      'NODE_EXTRA_CA_CERTS; otherwise check the spelling, and the certificate of the custom domain'
    );
  }
  if (causeKind !== 'proxy' || (systemCode !== 'HTTP 407' && systemCode !== 'ENOTFOUND')) {
    return undefined;
  }
  return (
    'Check host, port, user name and password of the proxy in HTTPS_PROXY, and that it lets this ' +
    'machine through to the org'
  );
}
