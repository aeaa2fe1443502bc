/** One collection from its target to its exit code, with the screen and the signals around it. */
import { existsSync } from 'node:fs';

import type { IntegrationInvocationConfig } from '@jupiterone/integration-sdk-core';
import {
  getRootStorageDirectory,
  type ExecuteIntegrationResult,
} from '@jupiterone/integration-sdk-runtime';

import { parseConfig, type IntegrationConfig } from '../../../src/config';
import type { RunOptions } from '../../../src/run/run';
import { isIncomplete } from '../collected/summary';
import { columnsOf, isInteractive, styleFor, type Style } from '../terminal/style';
import { openDisplay } from './display';
import { startExecution, type Execution } from './execute';
import { setAside, type EarlierRun } from './earlier';
import { earlierKept, reasonOf, renderFailure, type FailureInput } from './failure';
import { startSampleOrg, type LocalOrg } from './localOrg';
import { takeLock } from './lock';
import { watchSignals } from './signals';
import { openState } from './state';
import { refuseForeignDirectory } from './storage';
import { refuseSample, strayNote, strayVariables } from './strayVariables';
import { renderSummary } from './summary';
import { disabledSteps, readInstance, sampleInstance, titleOf, type Instance } from './target';
import { RunTracker } from './tracker';

type InvocationConfig = IntegrationInvocationConfig<IntegrationConfig>;

/** The invocation to collect with, and where to tell what goes on. */
export type CreateConfig = (options: RunOptions) => InvocationConfig;

const DEFAULT_COLUMNS = 100;

const STOPPED = 'What was collected so far is not complete; npm start begins anew.';

/** What the sample org has to show: applications whose AWS settings are wrong in one way each. */
const SAMPLE_WARNING = /^AWS roles of the application /;

/** Resolves with the exit code: 0 when every step that is not switched off succeeded. */
export async function collect(createConfig: CreateConfig): Promise<number> {
  const directory = getRootStorageDirectory();
  refuseForeignDirectory(directory);
  const release = lockOrSay(directory);
  try {
    return await collectOrg(createConfig);
  } finally {
    release();
  }
}

function lockOrSay(directory: string): () => void {
  try {
    return takeLock(directory);
  } catch (error) {
    throw new Error(reasonOf(error, directory));
  }
}

async function collectOrg(createConfig: CreateConfig): Promise<number> {
  const style = styleFor(process.stdout, process.env);
  const { instance, isConfigured } = readInstance(createConfig({}));
  const strays = strayVariables(process.env);
  const refusal = isConfigured ? undefined : refuseSample(strays);
  if (refusal !== undefined) throw new Error(refusal);
  const note = strayNote(strays);
  if (note !== undefined) say([style.yellow(note)]);
  if (isConfigured) {
    const refused = refusedConfig(instance, style);
    if (refused === undefined) return collectInstance(createConfig, instance, undefined, style);
    say(refused);
    return 1;
  }
  say([style.bold('No Okta org is configured, so this collects the sample org.')]);
  const sample = await startSampleOrg();
  say([style.dim(`It runs on this machine at ${sample.url}; nothing leaves it.`), '']);
  try {
    return await collectInstance(createConfig, sampleInstance(instance, sample), sample, style);
  } finally {
    await sample.close();
  }
}

/**
 * What is wrong with the configuration, as lines; undefined if nothing. Asked before the run, because the
 * SDK deletes what the last run left before it asks.
 */
function refusedConfig(instance: Instance, style: Style): string[] | undefined {
  try {
    parseConfig(instance.config);
    return undefined;
  } catch (error) {
    const nothingDone = { hadBegun: false, isEarlierKept: false, warnings: [], logFile: undefined };
    return failureLines({ error, ...nothingDone }, style);
  }
}

async function collectInstance(
  createConfig: CreateConfig,
  instance: Instance,
  sample: LocalOrg | undefined,
  style: Style,
): Promise<number> {
  const isSample = sample !== undefined;
  const tracker = openTracker(createConfig({}), instance, isSample);
  const config = createConfig({ observer: tracker });
  const display = openDisplay(tracker.state, () => {
    tracker.refresh();
  });
  const earlier = setAside(getRootStorageDirectory());
  const execution = startExecution(config, instance, tracker);
  const signals = watchSignals(async (signal) => {
    tracker.state.phase = 'interrupted';
    display.stop();
    say(['', style.yellow(`Stopped by ${signal}. ${STOPPED}`)]);
    await stopRun(tracker, execution, sample, earlier);
  });
  const end = (lines: readonly string[], code: number): number => {
    display.stop();
    say(lines);
    return code;
  };
  try {
    const result = await execution.result;
    if (signals.exitCode() === undefined) earlier.discard();
    tracker.finished(result);
    const summary = summaryOf(result, execution, tracker, config, isSample, style);
    return signals.exitCode() ?? end(summary, isComplete(result) ? 0 : 1);
  } catch (error) {
    await execution.closeLog();
    return signals.exitCode() ?? end(failureOf(error, execution, tracker, earlier, style), 1);
  } finally {
    await execution.closeLog();
    signals.release();
  }
}

async function stopRun(
  tracker: RunTracker,
  execution: Execution,
  sample: LocalOrg | undefined,
  earlier: EarlierRun,
): Promise<void> {
  await tracker.close();
  await Promise.all([sample?.close(), execution.closeLog()]);
  if (earlier.restore()) say([earlierKept(getRootStorageDirectory())]);
}

/** Before the run begins: all its steps, and which of them the instance's switches leave out. */
function openTracker(
  { integrationSteps }: InvocationConfig,
  instance: Instance,
  isSample: boolean,
): RunTracker {
  const title = isSample ? 'the sample org' : titleOf(instance);
  const tracker = new RunTracker(
    openState(title, integrationSteps, Date.now()),
    (warning) => isSample && SAMPLE_WARNING.test(warning),
  );
  tracker.disable(disabledSteps(instance, integrationSteps));
  return tracker;
}

function isComplete({ integrationStepResults }: ExecuteIntegrationResult): boolean {
  return !integrationStepResults.some(({ status }) => isIncomplete(status));
}

function summaryOf(
  result: ExecuteIntegrationResult,
  { logFile }: Execution,
  { state }: RunTracker,
  config: InvocationConfig,
  isSample: boolean,
  style: Style,
): string[] {
  const columns = columnsOf(process.stdout, DEFAULT_COLUMNS);
  return renderSummary(
    {
      state,
      steps: config.integrationSteps,
      results: result.integrationStepResults,
      partial: result.metadata.partialDatasets,
      tookMs: Date.now() - state.startedAt,
      directory: getRootStorageDirectory(),
      logFile,
      isSample,
      areWarningsTold: areWarningsTold(),
    },
    { columns, style },
  );
}

function failureOf(
  error: unknown,
  { logFile }: Execution,
  tracker: RunTracker,
  earlier: EarlierRun,
  style: Style,
): string[] {
  const isEarlierKept = earlier.restore();
  const hadBegun = tracker.fail();
  const warnings = areWarningsTold() ? [] : tracker.state.warnings;
  const written = existsSync(logFile) ? logFile : undefined;
  return failureLines({ error, hadBegun, isEarlierKept, warnings, logFile: written }, style);
}

function failureLines(failure: Omit<FailureInput, 'directory'>, style: Style): string[] {
  return renderFailure(
    { ...failure, directory: getRootStorageDirectory() },
    { columns: columnsOf(process.stdout, DEFAULT_COLUMNS), style },
  );
}

/** Where no screen is drawn, each warning is a line that stays. */
function areWarningsTold(): boolean {
  return !isInteractive(process.stdout, process.env);
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
