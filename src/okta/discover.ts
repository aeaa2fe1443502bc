/**
 * Asks a host, without any credential, whether it is an Okta org and which one. A custom domain proves
 * itself here before a credential is sent to it.
 */
import type { LookupFunction } from 'node:net';
import { IntegrationError } from '@jupiterone/integration-sdk-core';
import { record, text, type JsonObject } from '../json';
import { systemClock, type Clock } from './clock';
import { IntegrationOktaApiError } from './errors';
import { adminHostOf, isLoopback, oktaHostOf } from './hosts';
import { Origin } from './http/origin';
import type { OrgIdentity } from './org';
import {
  headerSource,
  readRefusal,
  readSuccess,
  type Breakdown,
  type Outcome,
  type Refusal,
} from './exchange/outcome';
import {
  asPassing,
  decide,
  DEFAULT_RETRY_BUDGET,
  isRetriable,
  type RetryBudget,
} from './exchange/retry';
import {
  createTransport,
  DEFAULT_TIMEOUTS,
  type IncomingAnswer,
  type Timeouts,
  type Transport,
} from './http/transport';
import { TransportError } from './http/transportError';

const PATH = '/.well-known/okta-organization';

/** The whole document is a few hundred bytes; a host that sends more is no Okta org. */
const MAX_BYTES = 1024 * 1024;

/** Fewer than for a request of a run: a person is waiting who may have mistyped the host. */
const ATTEMPTS = 4;

/** What the question for the org's description needs; defaults are those of the client. */
export interface DiscoverOptions {
  readonly transport?: Transport | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** Resolves the host in place of `dns.lookup`; it refuses an address with an IntegrationError. */
  readonly lookup?: LookupFunction | undefined;
  /** Trusted certificates as PEM, in place of Node's own and those of NODE_EXTRA_CA_CERTS. */
  readonly ca?: readonly string[] | undefined;
  readonly retryBudget?: Partial<RetryBudget> | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: (() => number) | undefined;
}

/**
 * The host answers, but not as an Okta org does. Not thrown when it does not answer at all: that is an
 * IntegrationOktaApiError.
 */
export class IntegrationNotAnOktaOrgError extends IntegrationError {
  constructor(
    /** Host and port that were asked. */
    readonly host: string,
    readonly reason: 'redirect' | 'not-found' | 'not-okta',
  ) {
    const why = {
      redirect: 'it redirects elsewhere, which is not followed',
      'not-found': 'it has no such document',
      'not-okta': 'what it answers does not name an org of Okta',
    }[reason];
    super({
      code: 'NOT_AN_OKTA_ORG_ERROR',
      message: `${host} is not an Okta org: asked for ${PATH}, ${why}`,
    });
  }
}

async function askOnce(transport: Transport, origin: Origin): Promise<Outcome> {
  const headers = { accept: 'application/json' };
  let answer: IncomingAnswer;
  try {
    answer = await transport.send({ method: 'GET', url: origin.origin + PATH, headers });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return { kind: 'breakdown', cause: error.kind, code: error.systemCode };
  }
  const { status, body } = answer;
  if (status < 200 || status >= 300) return readRefusal(answer);
  return readSuccess(status, headerSource(answer.headers), body.toString('utf8'));
}

function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve);
  });
}

/** An answer that no Okta org gives, in the words of the error; undefined for a passing failure. */
function reasonAgainst(
  outcome: Refusal | Breakdown,
): IntegrationNotAnOktaOrgError['reason'] | undefined {
  if (outcome.kind === 'breakdown' || outcome.status === 429) return undefined;
  if (outcome.cause === 'redirect') return 'redirect';
  if (outcome.cause === 'html' || outcome.cause === 'invalid-json') return 'not-okta';
  return isRetriable(outcome) ? undefined : 'not-found';
}

async function ask(
  origin: Origin,
  transport: Transport,
  options: DiscoverOptions,
): Promise<JsonObject> {
  const { clock = systemClock, random = Math.random } = options;
  const budget = { ...DEFAULT_RETRY_BUDGET, attempts: ATTEMPTS, ...options.retryBudget };
  const startedAt = clock.now();
  for (let failures = 1; ; failures += 1) {
    const outcome = await askOnce(transport, origin);
    if (outcome.kind === 'success') return record(outcome.json);
    if (outcome.kind === 'fatal') throw outcome.error;
    const reason = reasonAgainst(outcome);
    if (reason) throw new IntegrationNotAnOktaOrgError(new URL(origin.origin).host, reason);
    const spentMs = clock.now() - startedAt;
    const history = { failures, rateRefusals: 0, concurrencyRefusals: 0, limitedMs: 0, spentMs };
    const decision = decide(asPassing(outcome), history, budget, random);
    if (decision.action !== 'retry') {
      const status = outcome.kind === 'refusal' ? outcome.status : undefined;
      throw new IntegrationOktaApiError({
        method: 'GET',
        endpoint: PATH,
        cause: outcome.cause,
        status,
        explanation: outcome.kind === 'breakdown' ? outcome.code : undefined,
        attempts: failures,
      });
    }
    await sleep(clock, decision.afterMs);
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

function identityOf(origin: Origin, document: JsonObject): OrgIdentity | undefined {
  const links = record(document._links);
  const host = hostOf(links.organization);
  const orgId = text(document.id);
  if (host === undefined || !isOrgHost(host) || orgId?.startsWith('00o') !== true) {
    return undefined;
  }
  const asked = new URL(origin.origin);
  const [subdomain] = host.split('.');
  const used = asked.host === host || isLoopback(asked.hostname) ? undefined : asked.host;
  const alternate = hostOf(links.alternate);
  return {
    orgUrl: origin.origin,
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
 * credential; redirects are not followed. Rejects with IntegrationNotAnOktaOrgError when something
 * else lives there, with IntegrationOktaApiError when nothing answers, and with what `lookup` refuses.
 * Source of the document's shape: docs/okta-api.md#org-hosts.
 */
export async function verifyOktaOrg(
  orgUrl: string,
  options: DiscoverOptions = {},
): Promise<OrgIdentity> {
  const origin = new Origin({ orgUrl });
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const transport =
    options.transport ??
    createTransport({ timeouts, maxBodyBytes: MAX_BYTES, lookup: options.lookup, ca: options.ca });
  try {
    const identity = identityOf(origin, await ask(origin, transport, options));
    if (identity) return identity;
  } finally {
    if (!options.transport) transport.close(new TransportError('connection-reset'));
  }
  throw new IntegrationNotAnOktaOrgError(new URL(origin.origin).host, 'not-okta');
}
