/**
 * The whole preflight: from the configuration as it was entered to the forecast of a run. Reads only,
 * one cheap request for each check, and stops where nothing further can be learned.
 */
import {
  IntegrationProviderAuthenticationError,
  IntegrationValidationError,
} from '@jupiterone/integration-sdk-core';

import { parseConfig, type IntegrationConfig, type OktaSettings } from '../config';
import type { IngestionSourceId } from '../ingestion';
import type { OktaClient } from '../okta/client';
import type { OrgIdentity } from '../okta/org';
import { refused, type Check, type CheckContext, type CheckResult, type Facts } from './check';
import { proveCredentials } from './credentials';
import { PEOPLE_CHECKS } from './peopleChecks';
import { limitsCheck } from './limitsCheck';
import { RESOURCE_CHECKS } from './resourceChecks';

/** What the examination needs from outside; each part may be a test's own. */
export interface Examiner {
  readonly isEnabled: (source: IngestionSourceId) => boolean;
  readonly discover: (settings: OktaSettings) => Promise<OrgIdentity>;
  readonly open: (settings: OktaSettings, org: OrgIdentity) => OktaClient;
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

  const okta = examiner.open(parsed, org);
  try {
    const { isEnabled } = examiner;
    return yield* examineOrg({ settings: parsed, org, okta, isEnabled, facts: {} });
  } finally {
    await okta.close();
  }
}

async function* examineOrg(opened: CheckContext): AsyncGenerator<Examined, Outcome, undefined> {
  const credential = await credentialResult(opened);
  yield { id: 'credential', title: 'Credential', result: credential };
  let context = learn(opened, credential);
  if (credential.status === 'fail' && context.facts.userId === undefined) {
    return { context: undefined };
  }
  for (const check of [...PEOPLE_CHECKS, ...RESOURCE_CHECKS, limitsCheck]) {
    const result = await runCheck(check, context);
    context = learn(context, result);
    yield { id: check.id, title: check.title, result };
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

async function credentialResult({ okta, settings, org }: CheckContext): Promise<CheckResult> {
  const { kind } = settings.credentials;
  try {
    const { someUserId, usersRefused } = await proveCredentials(okta, kind, org.host);
    if (usersRefused !== undefined) return refused(usersRefused, 'users', kind);
    const learned = someUserId === undefined ? {} : { userId: someUserId };
    return { status: 'ok', finding: 'accepted', learned };
  } catch (error) {
    if (!(error instanceof IntegrationProviderAuthenticationError)) throw error;
    return {
      status: 'fail',
      finding: 'refused',
      meaning: 'A run stops at once; nothing is changed in JupiterOne.',
      remedy: error.statusText,
    };
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
function asError(error: unknown): Error {
  const expected =
    error instanceof IntegrationValidationError ||
    error instanceof IntegrationProviderAuthenticationError;
  if (!expected && !(error instanceof Error && 'code' in error)) throw error;
  return error;
}
