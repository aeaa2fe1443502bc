/** A whole run of the integration on a virtual clock: the same steps, client and scheduler, no network, no waiting. */
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { StepResultStatus, type GraphObjectStore } from '@jupiterone/integration-sdk-core';
import {
  executeIntegrationInstance,
  IntegrationLogger,
  type ExecuteIntegrationResult,
} from '@jupiterone/integration-sdk-runtime';
import bunyan from 'bunyan';

import { createInvocationConfig } from '../../src';
import { VirtualClock } from '../../test/virtualClock';
import type { BucketLoad } from './ideal';
import { SIMULATED_URL, SimulatedOrg, type SimulatedOrgOptions } from './simulatedOrg';

export interface SimulatedRun {
  /** Virtual milliseconds from the first request to the end. */
  readonly wallMs: number;
  readonly loads: readonly BucketLoad[];
  /** 429s. */
  readonly refused: number;
  /** Buckets of which less remained at some time than the run has to leave. */
  readonly smallestRemaining: Readonly<Record<string, number>>;
  readonly failedSteps: readonly string[];
}

/** Counts in the SDK's books and forgets: what is written takes no virtual time. */
const FORGETFUL: GraphObjectStore = {
  addEntities: () => Promise.resolve(),
  addRelationships: () => Promise.resolve(),
  findEntity: () => Promise.resolve(undefined),
  iterateEntities: () => Promise.resolve(),
  iterateRelationships: () => Promise.resolve(),
  flush: () => Promise.resolve(),
};

/** Real milliseconds without any virtual timer after which a run is given up. */
const STUCK_MS = 60_000;

/** Runs in a process of its own with one thread for files and compression: see `quiet`. */
export async function simulateRun(options: SimulatedOrgOptions): Promise<SimulatedRun> {
  const clock = new VirtualClock();
  const org = new SimulatedOrg(clock, options);
  const startedAt = clock.now();
  const result = await drive(clock, execute(clock, org));
  const uses = [...org.uses];
  return {
    wallMs: clock.now() - startedAt,
    loads: uses.map(([name, { calls, limit }]) => ({ name, calls, limit })),
    refused: uses.reduce((sum, [, { rateLimited }]) => sum + rateLimited, 0),
    smallestRemaining: Object.fromEntries(
      uses.map(([name, { smallestRemaining }]) => [name, smallestRemaining]),
    ),
    failedSteps: result.integrationStepResults
      .filter(({ status }) => status === StepResultStatus.FAILURE)
      .map(({ id }) => id),
  };
}

function execute(clock: VirtualClock, org: SimulatedOrg): Promise<ExecuteIntegrationResult> {
  process.env.JUPITERONE_INTEGRATION_STORAGE_DIRECTORY = path.join(
    tmpdir(),
    `bench-${process.pid}`,
  );
  process.env.DISABLE_DISK_USAGE_METRIC = 'true';
  const silent = bunyan.createLogger({ name: 'bench', streams: [] });
  return executeIntegrationInstance(
    new IntegrationLogger({ logger: silent, errorSet: new Set() }),
    {
      id: 'bench',
      accountId: 'bench',
      name: 'bench',
      integrationDefinitionId: 'bench',
      config: { oktaOrgUrl: SIMULATED_URL, oktaApiKey: 'token' },
    },
    createInvocationConfig({ client: { clock, transport: org } }),
    { current: { startedOn: clock.now() } },
    { graphObjectStore: FORGETFUL },
  );
}

/** Lets everything that can happen without time happen, then moves the clock to the next timer. */
async function drive<T>(clock: VirtualClock, work: Promise<T>): Promise<T> {
  const state = { isDone: false };
  const finish = (): void => {
    state.isDone = true;
  };
  work.then(finish, finish);
  let idleSince = performance.now();
  for (;;) {
    await quiet();
    if (state.isDone) return work;
    if (clock.step()) idleSince = performance.now();
    else if (performance.now() - idleSince > STUCK_MS) throw new Error('The run cannot go on');
    // Before its first request a run does what no virtual timer waits for: it loads the Okta SDK.
    else await sleep(1);
  }
}

/**
 * Resolves when files and compression that were under way are done: with one thread for them, what is
 * asked for last is done last.
 */
function quiet(): Promise<void> {
  return access('.');
}
