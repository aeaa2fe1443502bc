/** Runs the steps of AWS against an org that a test writes down as Okta's JSON. */
import type { MappedRelationship } from '@jupiterone/integration-sdk-core';
import { createMockStepExecutionContext } from '@jupiterone/integration-sdk-testing';

import type { IntegrationConfig } from '../../src/config';
import type { JsonObject, JsonValue } from '../../src/json';
import type { IncomingAnswer } from '../../src/okta';
import { RunHandle } from '../../src/run/run';
import { awsSteps } from '../../src/steps/aws';

/** By id of application or group. */
type ById<T> = Readonly<Record<string, readonly T[]>>;

export interface AwsOrg {
  readonly apps: readonly JsonObject[];
  /** Besides `Everyone`, which every org has. */
  readonly groups: readonly JsonObject[];
  /** Ids. */
  readonly users: readonly string[];
  readonly members: ById<string>;
  readonly appUsers: ById<JsonObject>;
  readonly appGroups: ById<JsonObject>;
  /** Ids of the applications that unite `samlRoles`. */
  readonly uniting?: readonly string[];
  /** Path and query of what Okta refuses (403); everything else is answered. */
  readonly refused?: RegExp;
  /** Whether the list of applications has a second page, which Okta refuses. */
  readonly appsEndEarly?: boolean;
  readonly disabledSources?: readonly string[];
}

export interface AwsCollected {
  readonly relationships: readonly MappedRelationship[];
  readonly warnings: readonly string[];
  /** What the failed steps say, by step id. */
  readonly failures: Readonly<Record<string, string>>;
  /** Every path that was asked, with its query. */
  readonly asked: readonly string[];
}

const EVERYONE = { id: '00g-everyone', type: 'BUILT_IN', profile: { name: 'Everyone' } };

function bodyOf(org: AwsOrg, { pathname, search }: URL): JsonValue {
  const [, , , resource, id = '', part] = pathname.split('/');
  if (pathname.startsWith('/.well-known/')) {
    return { id: '00o-acme', _links: { organization: { href: 'https://acme.okta.com' } } };
  }
  if (resource === 'meta') {
    const union = org.uniting?.some((app) => pathname.includes(app)) === true;
    const samlRoles = { union: union ? 'ENABLE' : 'DISABLE' };
    return { definitions: { base: { properties: { samlRoles, role: {} } } } };
  }
  if (resource === 'apps') {
    if (part === undefined) return org.apps;
    return (part === 'users' ? org.appUsers[id] : org.appGroups[id]) ?? [];
  }
  if (resource === 'groups') {
    return part === undefined
      ? [EVERYONE, ...org.groups]
      : (org.members[id] ?? []).map((user) => ({ id: user }));
  }
  if (resource === 'users' && search.includes('search')) return [];
  return org.users.map((user) => ({ id: user, status: 'ACTIVE', profile: { login: user } }));
}

function answer(org: AwsOrg, url: URL): IncomingAnswer {
  const { pathname, search } = url;
  const isSecond = search.includes('after=');
  const isRefused = isSecond || org.refused?.test(pathname + search) === true;
  const status = isRefused ? 403 : 200;
  const body = isRefused ? { errorCode: 'E0000006' } : bodyOf(org, url);
  const self = `<${url.origin}${pathname}>; rel="self"`;
  const next = `, <${url.origin}${pathname}?after=1>; rel="next"`;
  const link = org.appsEndEarly === true && pathname === '/api/v1/apps' ? self + next : self;
  return { status, headers: { link }, body: Buffer.from(JSON.stringify(body)) };
}

/** All steps of AWS at once, as in a run. */
export async function collectAws(org: AwsOrg): Promise<AwsCollected> {
  const asked: string[] = [];
  const warnings: string[] = [];
  const transport = {
    send: (request: { readonly url: string }) => {
      const url = new URL(request.url);
      asked.push(url.pathname + url.search);
      return Promise.resolve(answer(org, url));
    },
    close: () => undefined,
  };
  const context = createMockStepExecutionContext<IntegrationConfig>({
    instanceConfig: { oktaOrgUrl: 'https://acme.okta.com', oktaApiKey: 'secret-token' },
  });
  const observer = {
    runStarted: () => undefined,
    stepProgress: () => undefined,
    warning: (description: string) => warnings.push(description),
  };
  const run = new RunHandle(() => [], {
    observer,
    client: { transport, retryBudget: { attempts: 1 } },
  });
  const disabledSources = (org.disabledSources ?? []).map((ingestionSourceId) => ({
    ingestionSourceId,
  }));
  const failures: Record<string, string> = {};
  const shared = {
    ...context,
    instance: { ...context.instance, disabledSources },
    executionConfig: { run },
    executionHistory: { current: { startedOn: Date.now() } },
  };
  await Promise.all(
    awsSteps.map(({ id, executionHandler }) =>
      Promise.resolve(executionHandler(shared as never)).catch((error: unknown) => {
        failures[id] = error instanceof Error ? error.message : String(error);
      }),
    ),
  );
  await run.close(context.logger);
  return {
    relationships: context.jobState.collectedRelationships as MappedRelationship[],
    warnings,
    failures,
    asked,
  };
}
