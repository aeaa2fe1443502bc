/**
 * The whole preflight: from the configuration as it was entered to the forecast of a run. Reads only,
 * one cheap request for each check, and stops where nothing further can be learned.
 */
import { IntegrationError } from '@jupiterone/integration-sdk-core';

import { parseConfig, type IntegrationConfig, type OktaSettings } from '../config';
import type { IngestionSourceId } from '../ingestion';
import { isAuthenticationFailure, isOktaApiError, type OktaClient } from '../okta';
import type { OrgIdentity } from '../okta/org';
import { refused, type Check, type CheckContext, type CheckResult, type Facts } from './check';
import { proveCredentials } from './credentials';
import { DEFINED_CHECKS } from './definedChecks';
import { PEOPLE_CHECKS } from './peopleChecks';
import { limitsCheck } from './limitsCheck';
import { RESOURCE_CHECKS } from './resourceChecks';

/** What the examination needs from outside; each part may be a test's own. */
export interface Examiner {
  readonly isEnabled: (source: IngestionSourceId) => boolean;
  /** The scopes that a run with these settings asks for, if it is an OAuth service app's. */
  readonly scopesNeeded: (settings: OktaSettings) => readonly string[];
  readonly discover: (settings: OktaSettings) => Promise<OrgIdentity>;
  readonly open: (options: OpenOptions) => OktaClient;
  /** ms since the epoch */
  readonly now: () => number;
}

export interface OpenOptions {
  readonly settings: OktaSettings;
  readonly org: OrgIdentity;
  readonly scopes: readonly string[];
}

export interface Examined {
  readonly id: string;
  readonly title: string;
  readonly result: CheckResult;
}

/** What is known at the end, for the forecast; undefined where a client was never opened. */
export interface Outcome {
  readonly context: CheckContext | undefined;
}

/**
 * Yields the checks one by one, as their answers come. The client stays open until the generator ends,
 * whose return value holds what was learned.
 */
export async function* examine(
  config: IntegrationConfig,
  examiner: Examiner,
): AsyncGenerator<Examined, Outcome, undefined> {
  const parsed = attempt(() => parseConfig(config));
  yield { id: 'configuration', title: 'Configuration', result: configurationResult(parsed) };
  if (parsed instanceof Error) return { context: undefined };

  const org = await examiner.discover(parsed).catch(asError);
  yield { id: 'org', title: 'Okta org', result: orgResult(org) };
  if (org instanceof Error) return { context: undefined };

  const { isEnabled, now } = examiner;
  const okta = examiner.open({ settings: parsed, org, scopes: examiner.scopesNeeded(parsed) });
  try {
    return yield* examineOrg({ settings: parsed, org, okta, isEnabled, now, facts: {} });
  } finally {
    await okta.close();
  }
}

async function* examineOrg(opened: CheckContext): AsyncGenerator<Examined, Outcome, undefined> {
  const { result, isAlive } = await tryCredential(opened);
  yield { id: 'credential', title: 'Credential', result };
  if (!isAlive) return { context: undefined };
  let context = learn(opened, result);
  for (const check of [...PEOPLE_CHECKS, ...RESOURCE_CHECKS, ...DEFINED_CHECKS, limitsCheck]) {
    const checked = await runCheck(check, context);
    context = learn(context, checked);
    yield { id: check.id, title: check.title, result: checked };
  }
  return { context };
}

function runCheck(check: Check, context: CheckContext): Promise<CheckResult> {
  if (check.source !== undefined && !context.isEnabled(check.source)) {
    return Promise.resolve({
      status: 'skipped',
      finding: `the source ${check.source} is switched off`,
    });
  }
  return check.run(context);
}

function learn(context: CheckContext, { learned }: CheckResult): CheckContext {
  const facts: Partial<Facts> = { ...context.facts, ...learned };
  return { ...context, facts };
}

function configurationResult(parsed: OktaSettings | Error): CheckResult {
  if (parsed instanceof Error) {
    return { status: 'fail', finding: 'cannot be used', remedy: parsed.message };
  }
  const { credentials, rateLimitThreshold } = parsed;
  const kind = credentials.kind === 'token' ? 'API token' : 'OAuth service app';
  return { status: 'ok', finding: `${kind}, threshold ${rateLimitThreshold}` };
}

function orgResult(org: OrgIdentity | Error): CheckResult {
  if (org instanceof Error) {
    return { status: 'fail', finding: 'not reached', remedy: org.message };
  }
  const engine =
    org.pipeline === 'idx'
      ? 'Identity Engine'
      : org.pipeline === 'v1'
        ? 'Classic Engine'
        : undefined;
  const parts = [org.host, org.orgId, engine, org.customDomain];
  return { status: 'ok', finding: parts.filter((part) => part !== undefined).join(', ') };
}

async function tryCredential({
  okta,
  settings,
  org,
}: CheckContext): Promise<{ readonly result: CheckResult; readonly isAlive: boolean }> {
  const { kind } = settings.credentials;
  try {
    const {
      someUserId,
      isNewcomer = false,
      usersRefused,
    } = await proveCredentials(okta, kind, org.host);
    const result: CheckResult =
      usersRefused === undefined
        ? {
            status: 'ok',
            finding: 'accepted',
            learned: someUserId === undefined ? {} : { userId: someUserId, isNewcomer },
          }
        : refused(usersRefused, 'users', kind);
    return { result, isAlive: true };
  } catch (error) {
    const remedy = isAuthenticationFailure(error)
      ? error.statusText
      : isOktaApiError(error)
        ? error.message
        : undefined;
    if (remedy === undefined) throw error;
    const meaning = 'A run stops at once; nothing is changed in JupiterOne.';
    const result: CheckResult = {
      status: 'fail',
      finding: isOktaApiError(error) ? 'no usable answer' : 'refused',
      meaning,
      remedy,
    };
    return { result, isAlive: false };
  }
}

function attempt<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    return asError(error);
  }
}

/** What a person has to deal with; anything else is a defect and goes on as it is. */
function asError(error: unknown): IntegrationError {
  if (error instanceof IntegrationError) return error;
  throw error;
}
