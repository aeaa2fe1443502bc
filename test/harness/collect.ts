/** Runs the whole integration in this process against an org, and hands over everything it left. */
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Entity, Relationship } from '@jupiterone/integration-sdk-core';
import {
  executeIntegrationInstance,
  IntegrationLogger,
  type ExecuteIntegrationResult,
} from '@jupiterone/integration-sdk-runtime';
import bunyan from 'bunyan';

import { createInvocationConfig } from '../../src';
import type { IntegrationConfig } from '../../src/config';
import type { RunOptions } from '../../src/run/run';
import {
  sampleOrg,
  startLocalOkta,
  type LocalOkta,
  type LocalOktaOptions,
} from '../../packages/local-okta';

export interface Collected {
  readonly entities: readonly Entity[];
  readonly relationships: readonly Relationship[];
  /** Undefined where the run was stopped. */
  readonly summary: ExecuteIntegrationResult | undefined;
  /** What stopped the run. */
  readonly error: unknown;
  /** Every log record, trace included. */
  readonly logs: readonly object[];
  readonly events: readonly { readonly name: string; readonly description: string }[];
  /** The folder that holds `.j1-integration`. */
  readonly dir: string;
}

export interface CollectOptions extends RunOptions {
  readonly config?: Partial<IntegrationConfig>;
  readonly disabledSources?: readonly string[];
  readonly instanceName?: string;
  readonly startedOn?: number;
  readonly lastSuccessfulOn?: number;
}

/** Longer than any answer of the local org takes on a busy machine: a request sent twice would be a fault. */
const PATIENT: RunOptions['client'] = {
  timeouts: { connectMs: 10_000, idleMs: 10_000, totalMs: 20_000 },
};

/** Collects the org into a directory of its own, so one after the other: the SDK takes it from the environment. */
export async function collect(
  okta: Pick<LocalOkta, 'url' | 'apiToken'>,
  options: CollectOptions = {},
): Promise<Collected> {
  const dir = mkdtempSync(join(tmpdir(), 'okta-collect-'));
  const before = process.env.JUPITERONE_INTEGRATION_STORAGE_DIRECTORY;
  process.env.JUPITERONE_INTEGRATION_STORAGE_DIRECTORY = join(dir, '.j1-integration');
  try {
    return await execute(okta, options, dir);
  } finally {
    // A step that was under way when the run was stopped may still write: never into the checkout.
    if (before === undefined) delete process.env.JUPITERONE_INTEGRATION_STORAGE_DIRECTORY;
    else process.env.JUPITERONE_INTEGRATION_STORAGE_DIRECTORY = before;
  }
}

/** The present in the local org, unless a test brings another: so that every run gives one graph. */
export const SAMPLE_NOW = Date.parse('2026-11-20T12:00:00Z');

/** Starts a local org, collects it and stops it. The sample org is always as old as the last time. */
export async function collectLocal(
  org: LocalOktaOptions = {},
  options: CollectOptions = {},
): Promise<Collected & { readonly okta: LocalOkta }> {
  const began = Date.now();
  const okta = await startLocalOkta({
    plan: 'unlimited',
    org: sampleOrg({ now: SAMPLE_NOW }),
    now: () => SAMPLE_NOW + (Date.now() - began),
    ...org,
  });
  try {
    return { ...(await collect(okta, { startedOn: SAMPLE_NOW, ...options })), okta };
  } finally {
    await okta.close();
  }
}

async function execute(
  okta: Pick<LocalOkta, 'url' | 'apiToken'>,
  options: CollectOptions,
  dir: string,
): Promise<Collected> {
  const {
    config,
    disabledSources = [],
    instanceName,
    startedOn,
    lastSuccessfulOn,
    ...rest
  } = options;
  const { client, ...run } = rest;
  const logs: object[] = [];
  const events: { name: string; description: string }[] = [];
  const logger = recordingLogger(logs);
  logger.on('event', (event: { name: string; description: string }) => events.push(event));
  const outcome = await executeIntegrationInstance(
    logger,
    {
      id: 'local-instance',
      accountId: 'local-account',
      name: instanceName ?? 'Local Okta',
      integrationDefinitionId: 'local-definition',
      description: '',
      config: { oktaOrgUrl: okta.url, oktaApiKey: okta.apiToken, ...config },
      disabledSources: disabledSources.map((ingestionSourceId) => ({ ingestionSourceId })),
    },
    createInvocationConfig({ ...run, client: { ...PATIENT, ...client } }),
    {
      current: { startedOn: startedOn ?? Date.now() },
      ...(lastSuccessfulOn !== undefined && { lastSuccessful: { startedOn: lastSuccessfulOn } }),
    },
    { enableSchemaValidation: true },
  ).then(
    (summary) => ({ summary, error: undefined }),
    (error: unknown) => ({ summary: undefined, error }),
  );
  return { ...outcome, ...readGraph(dir, outcome.error !== undefined), logs, events, dir };
}

function recordingLogger(records: object[]): IntegrationLogger {
  const stream = { write: (entry: object) => records.push(entry) };
  const logger = bunyan.createLogger({
    name: 'collect',
    streams: [{ level: 'trace', type: 'raw', stream: stream }],
    serializers: { err: bunyan.stdSerializers.err },
  });
  return new IntegrationLogger({ logger, errorSet: new Set() });
}

/** @param wasStopped the SDK may still be writing the last file of a run that a fatal error ended */
function readGraph(
  dir: string,
  wasStopped: boolean,
): Pick<Collected, 'entities' | 'relationships'> {
  const root = join(dir, '.j1-integration', 'graph');
  if (!existsSync(root)) return { entities: [], relationships: [] };
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.startsWith('index'))
    .map((name) => join(root, name));
  const entities: Entity[] = [];
  const relationships: Relationship[] = [];
  for (const file of files) {
    const written = readFileSync(file, 'utf8');
    if (wasStopped && !isWhole(written)) continue;
    const content = JSON.parse(written) as {
      entities?: Entity[];
      relationships?: Relationship[];
    };
    entities.push(...(content.entities ?? []));
    relationships.push(...(content.relationships ?? []));
  }
  return { entities: sorted(entities), relationships: sorted(relationships) };
}

function sorted<T extends { readonly _key: string }>(objects: readonly T[]): T[] {
  return [...objects].sort((a, b) => (a._key < b._key ? -1 : 1));
}

/** How many objects of each type there are, in the order of the types' names. */
export function countByType(
  objects: readonly { readonly _type: string }[],
): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { _type } of objects) counts.set(_type, (counts.get(_type) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isWhole(written: string): boolean {
  try {
    JSON.parse(written);
    return true;
  } catch {
    return false;
  }
}
