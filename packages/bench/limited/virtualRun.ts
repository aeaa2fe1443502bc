/** A whole run of the integration on a virtual clock: the same steps, client and scheduler, no network, no waiting. */
import { mkdtempSync, rmSync } from 'node:fs';
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

import { createInvocationConfig } from '../../../src';
import { VirtualClock } from '../../../test/harness/virtualClock';
import { LATENCY_MS, OFF_BY_DEFAULT, orgOf } from '../orgs';
import type { LimitedRun } from '../results';
import type { RunRequest } from './measure';
import { VIRTUAL_URL, VirtualOrg } from './virtualOrg';

/** Noon, and a run of the same day before it: the first run of a day asks for all factors. */
const START = Date.parse('2026-11-01T12:00:00Z');
const LAST_RUN = Date.parse('2026-11-01T06:00:00Z');

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

/** Needs a process of its own with one thread for files and compression: see `quiet`. */
export async function runInVirtualTime(request: RunRequest): Promise<LimitedRun> {
  const clock = new VirtualClock(START);
  const { plan, users } = request;
  const org = new VirtualOrg(clock, { plan, latencyMs: LATENCY_MS, generated: orgOf(users) });
  const result = await drive(clock, execute(clock, org, request));
  const uses = [...org.uses];
  return {
    ...request,
    wallMs: clock.now() - START,
    buckets: uses.map(([name, { calls, limit, smallestRemaining }]) => ({
      name,
      calls,
      limit,
      smallestRemaining,
    })),
    refused: uses.reduce((sum, [, { rateLimited }]) => sum + rateLimited, 0),
    failedSteps: result.integrationStepResults
      .filter(({ status }) => status === StepResultStatus.FAILURE)
      .map(({ id }) => id),
    timeline: {},
  };
}

/** What the SDK writes besides the graph lands in a directory that is removed with the process's end. */
function execute(
  clock: VirtualClock,
  org: VirtualOrg,
  { factors }: RunRequest,
): Promise<ExecuteIntegrationResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  process.env.JUPITERONE_INTEGRATION_STORAGE_DIRECTORY = folder;
  process.env.DISABLE_DISK_USAGE_METRIC = 'true';
  const silent = bunyan.createLogger({ name: 'bench', streams: [] });
  return executeIntegrationInstance(
    new IntegrationLogger({ logger: silent, errorSet: new Set() }),
    {
      id: 'bench',
      accountId: 'bench',
      name: 'bench',
      integrationDefinitionId: 'bench',
      config: { oktaOrgUrl: VIRTUAL_URL, oktaApiKey: 'token', mfaCollectionMode: factors },
      disabledSources: OFF_BY_DEFAULT,
    },
    createInvocationConfig({ client: { clock, transport: org } }),
    {
      current: { startedOn: clock.now() },
      ...(factors === 'changes' && {
        lastSuccessful: { startedOn: LAST_RUN },
      }),
    },
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
