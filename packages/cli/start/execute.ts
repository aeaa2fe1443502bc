/** Runs the integration in this process, watched: the tracker hears of everything, the log lies in a file. */
import path from 'node:path';
import type {
  IntegrationInvocationConfig,
  IntegrationLogger,
} from '@jupiterone/integration-sdk-core';
import {
  executeIntegrationInstance,
  getRootStorageDirectory,
  type ExecuteIntegrationResult,
} from '@jupiterone/integration-sdk-runtime';

import type { IntegrationConfig } from '../../../src/config';
import { createRunLogger, LogFile } from './runLog';
import type { Instance } from './target';
import { CountingStore, tracked, type RunTracker } from './tracker';

/** The log's file in the directory of the run. */
export const LOG_FILE = 'run.log';

export interface Execution {
  /** Rejects where the run could not begin or was stopped: a bad configuration, a dead credential. */
  readonly result: Promise<ExecuteIntegrationResult>;
  /** Resolves when the log is on disk. */
  closeLog(): Promise<void>;
}

/** As `j1-integration collect` does it, data model validation included. */
export function startExecution(
  config: IntegrationInvocationConfig<IntegrationConfig>,
  instance: Instance,
  tracker: RunTracker,
): Execution {
  const log = new LogFile(({ message }) => {
    tracker.warning(`The log could not be written to its end: ${message}`);
  });
  const logger = createRunLogger(log, process.env['LOG_LEVEL']);
  const watched = tracked(config, tracker, () => {
    log.open(path.join(getRootStorageDirectory(), LOG_FILE));
  });
  const restoreConsole = divertConsole(logger);
  const result = executeIntegrationInstance(
    logger,
    instance,
    watched,
    { current: { startedOn: tracker.state.startedAt } },
    { enableSchemaValidation: true, graphObjectStore: new CountingStore(tracker) },
  ).finally(restoreConsole);
  return { result, closeLog: () => log.close() };
}

/** A library's complaint belongs into the log: on the terminal it would tear the screen. */
function divertConsole(logger: IntegrationLogger): () => void {
  const { warn, error } = console;
  console.warn = (...params: unknown[]) => logger.warn({}, params.map(String).join(' '));
  console.error = (...params: unknown[]) => logger.warn({}, params.map(String).join(' '));
  return () => {
    console.warn = warn;
    console.error = error;
  };
}
