/**
 * Runs the whole integration against a local org and keeps the graph in memory, so that many runs cost
 * little and several can go on at once.
 */

import type { Entity, Relationship } from '@jupiterone/integration-sdk-core';
import {
  executeIntegrationInstance,
  InMemoryGraphObjectStore,
  IntegrationLogger,
} from '@jupiterone/integration-sdk-runtime';
import bunyan from 'bunyan';

import { createInvocationConfig } from '../../src';
import type { RunOptions } from '../../src/run/run';
import { SAMPLE_NOW, type CollectOptions } from '../harness/collect';
import {
  sampleOrg,
  startLocalOkta,
  type LocalOkta,
  type LocalOktaOptions,
} from '../../packages/local-okta';

export type GraphObject = Entity | Relationship;

export interface PublishedEvent {
  readonly name: string;
  readonly description: string;
}

export interface Run {
  /** Every object by its key. */
  readonly graph: ReadonlyMap<string, GraphObject>;
  /** Status by step id; empty where the run was stopped. */
  readonly statuses: Readonly<Record<string, string>>;
  /** Types that JupiterOne must not delete; undefined where the run was stopped: then nothing is. */
  readonly partial: readonly string[] | undefined;
  /** Why the run was stopped. */
  readonly error: Error | undefined;
  readonly events: readonly PublishedEvent[];
  /** Every log record, trace included. */
  readonly logs: readonly object[];
  readonly okta: LocalOkta;
}

/**
 * Pauses so short that a run with faults takes as long as one without. Answers may take as long as they
 * do in reality: on a busy machine every other limit would be a fault of its own.
 */
export const IMPATIENT: NonNullable<RunOptions['client']> = {
  retryBudget: { attempts: 8, ms: 60_000, firstPauseMs: 2, longestPauseMs: 20 },
  pacing: {
    windowMs: 1_000,
    marginMs: 20,
    patienceMs: 100,
    blindWaitMs: [150, 600],
    concurrencyPauseMs: [5, 30],
    hopelessMs: 5_000,
  },
};

/** The same sequence in every run of the tests. */
export function seededRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** The sample org, without rate limits unless `options` has some. */
export function startSampleOrg(options: LocalOktaOptions = {}): Promise<LocalOkta> {
  const began = Date.now();
  return startLocalOkta({
    plan: 'unlimited',
    org: sampleOrg({ now: SAMPLE_NOW }),
    now: () => SAMPLE_NOW + (Date.now() - began),
    ...options,
  });
}

/** Starts an org, collects it and stops it. */
export async function runSample(
  org: LocalOktaOptions = {},
  options: CollectOptions | ((okta: LocalOkta) => CollectOptions) = {},
): Promise<Run> {
  const okta = await startSampleOrg(org);
  try {
    return await run(okta, typeof options === 'function' ? options(okta) : options);
  } finally {
    await okta.close();
  }
}

class KeptGraph extends InMemoryGraphObjectStore {
  override flush(): Promise<void> {
    return Promise.resolve();
  }

  get objects(): GraphObject[] {
    return [...this.collectEntities(), ...this.collectRelationships()];
  }
}

/** Collects an org that is already running. */
export async function run(okta: LocalOkta, options: CollectOptions = {}): Promise<Run> {
  const { config, disabledSources = [], instanceName = 'Local Okta', ...rest } = options;
  const { startedOn = SAMPLE_NOW, lastSuccessfulOn, client, ...runOptions } = rest;
  const logs: object[] = [];
  const events: PublishedEvent[] = [];
  const logger = recordingLogger(logs);
  logger.on('event', (event: PublishedEvent) => events.push(event));
  const store = new KeptGraph();
  const outcome = await executeIntegrationInstance(
    logger,
    {
      id: 'local-instance',
      accountId: 'local-account',
      name: instanceName,
      integrationDefinitionId: 'local-definition',
      description: '',
      config: { oktaOrgUrl: okta.url, oktaApiKey: okta.apiToken, ...config },
      disabledSources: disabledSources.map((ingestionSourceId) => ({ ingestionSourceId })),
    },
    createInvocationConfig({
      ...runOptions,
      client: { ...IMPATIENT, random: seededRandom(), ...client },
    }),
    {
      current: { startedOn },
      ...(lastSuccessfulOn !== undefined && { lastSuccessful: { startedOn: lastSuccessfulOn } }),
    },
    { enableSchemaValidation: true, graphObjectStore: store },
  ).then(
    ({ integrationStepResults, metadata }) => ({
      statuses: Object.fromEntries(integrationStepResults.map(({ id, status }) => [id, status])),
      partial: metadata.partialDatasets.types,
      error: undefined,
    }),
    (error: unknown) => ({ statuses: {}, partial: undefined, error: error as Error }),
  );
  const graph = new Map(store.objects.map((object) => [object._key, object]));
  return { ...outcome, graph, events, logs, okta };
}

function recordingLogger(records: object[]): IntegrationLogger {
  const stream = { write: (entry: object) => records.push(entry) };
  const logger = bunyan.createLogger({
    name: 'collect',
    streams: [{ level: 'trace', type: 'raw', stream }],
    serializers: { err: bunyan.stdSerializers.err },
  });
  return new IntegrationLogger({ logger, errorSet: new Set() });
}
