/** One collection from its target to its exit code, with the screen and the signals around it. */
import { existsSync } from 'node:fs';
import path from 'node:path';

import type { IntegrationInvocationConfig } from '@jupiterone/integration-sdk-core';
import type { ExecuteIntegrationResult } from '@jupiterone/integration-sdk-runtime';

import { parseConfig, type IntegrationConfig } from '../../../src/config';
import type { RunOptions } from '../../../src/run/run';
import { storageDirectory, STORAGE_VARIABLE } from '../collected/files';
import { isIncomplete } from '../collected/summary';
import { limitsOf } from '../storage/earlier';
import { RunStorage } from '../storage/runStorage';
import { columnsOf, isInteractive, styleFor, type Style } from '../terminal/style';
import { openDisplay } from './display';
import { evaluateRun } from './evaluateRun';
import { LOG_FILE, startExecution, type Execution } from './execute';
import { earlierKept, renderFailure, type FailureInput } from './failure';
import { startSampleOrg, type LocalOrg } from './localOrg';
import type { Posture } from './posture';
import { watchSignals } from './signals';
import { openState } from './state';
import { verifyStored } from './storedCounts';
import { refuseSample, strayNote, strayVariables } from './strayVariables';
import { renderSummary } from './summary';
import { disabledSteps, readInstance, sampleInstance, titleOf, type Instance } from './target';
import { RunTracker } from './tracker';

type InvocationConfig = IntegrationInvocationConfig<IntegrationConfig>;

/** The invocation to collect with, and where to show what goes on. */
export type CreateConfig = (options: RunOptions) => InvocationConfig;

const DEFAULT_COLUMNS = 100;

const STOPPED = 'What was collected so far is not complete. Run npm start again.';
const STOPPED_AT_END =
  'The run had ended, and only its findings were not evaluated: npm run report does it.';

/** What the sample org has to show: applications whose AWS settings are wrong in one way each. */
const SAMPLE_WARNING = /^AWS roles of the application /;

/**
 * Resolves with the exit code: 0 when every step that is not switched off succeeded.
 *
 * @param isVerbose whether to show the tables of types, calls and limits at the end
 */
export async function collect(createConfig: CreateConfig, isVerbose: boolean): Promise<number> {
  const storage = RunStorage.open(
    storageDirectory(process.env),
    limitsOf(process.env, process.cwd()),
  );
  process.env[STORAGE_VARIABLE] = storage.inProgress;
  try {
    const style = styleFor(process.stdout, process.env);
    return await collectOrg({ createConfig, storage, style, isVerbose });
  } finally {
    storage.close();
  }
}

/** What a collection works with from its beginning to its end. */
interface Scene {
  readonly createConfig: CreateConfig;
  readonly storage: RunStorage;
  readonly style: Style;
  readonly isVerbose: boolean;
}

async function collectOrg(scene: Scene): Promise<number> {
  const { createConfig, style } = scene;
  const { instance, isConfigured } = readInstance(createConfig({}));
  const strays = strayVariables(process.env);
  const refusal = isConfigured ? undefined : refuseSample(strays);
  if (refusal !== undefined) throw new Error(refusal);
  const note = strayNote(strays);
  if (note !== undefined) say([style.yellow(note)]);
  if (isConfigured) {
    const refused = refusedConfig(instance, scene);
    if (refused === undefined) return collectInstance(scene, instance, undefined);
    say(refused);
    return 1;
  }
  say([style.bold('No Okta org is configured, so this collects the sample org.')]);
  const sample = await startSampleOrg();
  say([style.dim(`It runs on this machine at ${sample.url}; nothing leaves it.`), '']);
  try {
    return await collectInstance(scene, sampleInstance(instance, sample), sample);
  } finally {
    await sample.close();
  }
}

/** What is wrong with the configuration, as lines; undefined if nothing. Asked before the run begins. */
function refusedConfig(instance: Instance, scene: Scene): string[] | undefined {
  try {
    parseConfig(instance.config);
    return undefined;
  } catch (error) {
    const nothingDone = { hadBegun: false, isEarlierKept: false, warnings: [], logFile: undefined };
    return failureLines({ error, ...nothingDone }, scene);
  }
}

async function collectInstance(
  scene: Scene,
  instance: Instance,
  sample: LocalOrg | undefined,
): Promise<number> {
  const { createConfig } = scene;
  const isSample = sample !== undefined;
  const tracker = openTracker(createConfig({}), instance, isSample);
  const config = createConfig({ observer: tracker });
  const display = openDisplay(tracker.state, () => {
    tracker.refresh();
  });
  const execution = startExecution(config, instance, tracker);
  const signals = watchSignals(async (signal) => {
    if (!scene.storage.isPublished) tracker.state.phase = 'interrupted';
    display.stop();
    say(stoppedLines(scene, signal));
    await stopRun(scene, tracker, execution, sample);
  });
  const end = (lines: readonly string[], code: number): number => {
    display.stop();
    say(lines);
    return code;
  };
  try {
    const result = await execution.result;
    const stopped = signals.exitCode();
    if (stopped !== undefined) return stopped;
    const ended = await endOf(scene, result, config, execution);
    tracker.finished(result);
    const summary = summaryOf(scene, ended, tracker, config, isSample);
    return signals.exitCode() ?? end(summary, isComplete(result) ? 0 : 1);
  } catch (error) {
    await execution.closeLog();
    return signals.exitCode() ?? end(failureOf(scene, error, tracker), 1);
  } finally {
    await execution.closeLog();
    signals.release();
  }
}

/** What was collected takes the place of the earlier graph once it is known to lie in the files. */
async function publish(
  { storage }: Scene,
  { integrationStepResults }: ExecuteIntegrationResult,
  execution: Execution,
): Promise<void> {
  await verifyStored(storage.inProgress, integrationStepResults);
  await execution.closeLog();
  storage.publish();
}

function stoppedLines({ storage, style }: Scene, signal: string): string[] {
  const { isPublished, directory } = storage;
  const what = isPublished ? STOPPED_AT_END : STOPPED;
  return [
    '',
    style.yellow(`Stopped by ${signal}. ${what}`),
    ...(isPublished ? [`Graph: ${style.cyan(directory)}`] : []),
  ];
}

async function stopRun(
  { storage }: Scene,
  tracker: RunTracker,
  execution: Execution,
  sample: LocalOrg | undefined,
): Promise<void> {
  await tracker.close();
  await Promise.all([sample?.close(), execution.closeLog()]);
  if (!storage.isPublished && storage.abandon()) say([earlierKept(storage.directory)]);
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

/** A run that went to its end. */
interface Ended {
  readonly result: ExecuteIntegrationResult;
  /** ms since the epoch */
  readonly endedAt: number;
  readonly posture: Posture;
}

/** Publishes what the run has collected, and asks the managed questions of it. */
async function endOf(
  scene: Scene,
  result: ExecuteIntegrationResult,
  { integrationSteps }: InvocationConfig,
  execution: Execution,
): Promise<Ended> {
  await publish(scene, result, execution);
  const { directory } = scene.storage;
  const endedAt = Date.now();
  return { result, endedAt, posture: await evaluateRun(directory, integrationSteps, endedAt) };
}

function summaryOf(
  { storage: { directory }, style, isVerbose }: Scene,
  { result, endedAt, posture }: Ended,
  { state }: RunTracker,
  config: InvocationConfig,
  isSample: boolean,
): string[] {
  return renderSummary(
    {
      state,
      steps: config.integrationSteps,
      results: result.integrationStepResults,
      partial: result.metadata.partialDatasets,
      now: endedAt,
      directory,
      logFile: path.join(directory, LOG_FILE),
      isSample,
      areWarningsTold: areWarningsTold(),
      posture,
      isVerbose,
    },
    { columns: columnsOf(process.stdout, DEFAULT_COLUMNS), style },
  );
}

function failureOf(scene: Scene, error: unknown, tracker: RunTracker): string[] {
  const { storage } = scene;
  const hasLog = existsSync(path.join(storage.inProgress, LOG_FILE));
  const isEarlierKept = storage.abandon();
  const hadBegun = tracker.fail();
  const warnings = areWarningsTold() ? [] : tracker.state.warnings;
  const logFile = hasLog ? path.join(storage.directory, LOG_FILE) : undefined;
  return failureLines({ error, hadBegun, isEarlierKept, warnings, logFile }, scene);
}

function failureLines(
  failure: Omit<FailureInput, 'directory'>,
  { storage: { directory }, style }: Scene,
): string[] {
  return renderFailure(
    { ...failure, directory },
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
