/**
 * Asks a host, without any credential, whether it is an Okta org and which one. A custom domain proves
 * itself here before a credential is sent to it.
 */
import { IntegrationError } from '@jupiterone/integration-sdk-core';
import { record, text, type JsonObject } from '../json';
import type { OktaClient } from './client';
import { createAnonymousClient, type AnonymousClient, type AnonymousOptions } from './createClient';
import { endpoint } from './endpoint';
import { isOktaApiError, type IntegrationOktaApiError } from './errors';
import { adminHostOf, isLoopback, oktaHostOf } from './hosts';
import type { OrgIdentity } from './org';
import type { Breakdown, Refusal } from './requests/outcome';

const DESCRIPTION = endpoint`/.well-known/okta-organization`;

/** The whole document is a few hundred bytes; a host that sends more is no Okta org. */
const MAX_BYTES = 1024 * 1024;

/**
 * A page that is no JSON may come from something on the way, for a moment. So many of them, over a quarter of
 * a minute, come from the host itself.
 */
const PAGES_OF_ANOTHER_SITE = 6;

/** What the question for the org's description needs; defaults are those of the client. */
export interface DiscoverOptions extends Omit<AnonymousOptions, 'org'> {
  /** Called before anything is asked: what is asked can be watched, and ended. */
  readonly onStart?: ((client: Pick<OktaClient, 'snapshot' | 'close'>) => void) | undefined;
}

/** Why a host is no Okta org. */
export type NotAnOrgReason = 'no-such-host' | 'redirect' | 'not-found' | 'not-okta';

/**
 * There is no such host, or it answers, but not as an Okta org does: that does not pass by itself. If it does
 * not answer, or answers with an error that may pass, an IntegrationOktaApiError is thrown instead.
 */
export class IntegrationNotAnOktaOrgError extends IntegrationError {
  constructor(
    /** Host and port that were asked. */
    readonly host: string,
    readonly reason: NotAnOrgReason,
  ) {
    const asked = `asked for ${DESCRIPTION.path},`;
    const why = {
      'no-such-host': 'there is no host of this name (ENOTFOUND)',
      redirect: `${asked} it redirects elsewhere, which is not followed`,
      'not-found': `${asked} it has no such document`,
      'not-okta': `${asked} what it answers does not name an org of Okta`,
    }[reason];
    super({ code: 'NOT_AN_OKTA_ORG_ERROR', message: `${host} is not an Okta org: ${why}` });
  }
}

/** Whether asking again may help: not if a name does not exist, the proxy wants a login, or a site is another. */
function mayPass(outcome: Refusal | Breakdown, attempts: number): boolean {
  const { kind, cause } = outcome;
  if (kind === 'breakdown') return outcome.code !== 'ENOTFOUND' && outcome.code !== 'HTTP 407';
  const isPage = cause === 'html' || cause === 'invalid-json';
  return !isPage || attempts < PAGES_OF_ANOTHER_SITE;
}

/** Why an answer is none of an Okta org; undefined for a failure that may pass, or that concerns the way. */
function reasonAgainst(error: IntegrationOktaApiError): NotAnOrgReason | undefined {
  const { causeKind, status, systemCode } = error;
  switch (causeKind) {
    case 'dns':
      return systemCode === 'ENOTFOUND' ? 'no-such-host' : undefined;
    case 'redirect':
      return 'redirect';
    case 'html':
    case 'invalid-json':
      return 'not-okta';
    case 'http-status':
      // An org shows this document to everybody: 403 is about the address of who asks.
      return isClientError(status) && status !== 403 ? 'not-found' : undefined;
    default:
      return undefined;
  }
}

/** 4xx but those that pass: request timeout, and locked. */
function isClientError(status = 0): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 423;
}

async function ask(client: AnonymousClient, host: string): Promise<JsonObject> {
  try {
    return record(await client.get({ endpoint: DESCRIPTION, priority: 'list', mayPass }));
  } catch (error) {
    const reason = isOktaApiError(error) ? reasonAgainst(error) : undefined;
    throw reason === undefined ? error : new IntegrationNotAnOktaOrgError(host, reason);
  }
}

function hostOf(link: unknown): string | undefined {
  const href = text(record(link).href);
  return href !== undefined && URL.canParse(href) ? new URL(href).host : undefined;
}

/** Whether a host is an org's under one of Okta's own domains, and not the domain itself. */
function isOrgHost(host: string): boolean {
  return /^[\w.-]+$/.test(oktaHostOf(host)?.name ?? '');
}

function identityOf(orgUrl: string, document: JsonObject): OrgIdentity | undefined {
  const links = record(document._links);
  const host = hostOf(links.organization);
  const orgId = text(document.id);
  if (host === undefined || !isOrgHost(host) || orgId?.startsWith('00o') !== true) {
    return undefined;
  }
  const asked = new URL(orgUrl);
  const [subdomain] = host.split('.');
  const used = asked.host === host || isLoopback(asked.hostname) ? undefined : asked.host;
  const alternate = hostOf(links.alternate);
  return {
    orgUrl: asked.origin,
    host,
    adminUrl: `https://${adminHostOf(host)}`,
    subdomain,
    orgId,
    pipeline:
      document.pipeline === 'idx' || document.pipeline === 'v1' ? document.pipeline : undefined,
    customDomain: used ?? (alternate === host ? undefined : alternate),
  };
}

/**
 * Which org answers at `orgUrl` (an origin; HTTPS, or HTTP to a loopback address). One GET without a
 * credential, paced and retried as any other; redirects are not followed. Rejects with
 * IntegrationNotAnOktaOrgError when something else lives there, with IntegrationOktaApiError when nothing
 * answers or only errors come, and with what `lookup` refuses.
 * Source of the document's shape: docs/okta-api.md#org-hosts.
 */
export async function verifyOktaOrg(
  orgUrl: string,
  options: DiscoverOptions = {},
): Promise<OrgIdentity> {
  const { host } = new URL(orgUrl);
  const client = createAnonymousClient({ maxBodyBytes: MAX_BYTES, ...options, org: { orgUrl } });
  options.onStart?.(client);
  try {
    const identity = identityOf(orgUrl, await ask(client, host));
    if (identity) return identity;
  } finally {
    // A transport that was given is not ours to close.
    if (!options.transport) await client.close();
  }
  throw new IntegrationNotAnOktaOrgError(host, 'not-okta');
}
