/** One collection from its target to its exit code, with the screen and the signals around it. */
import type { IntegrationInvocationConfig } from '@jupiterone/integration-sdk-core';
import {
  getRootStorageDirectory,
  type ExecuteIntegrationResult,
} from '@jupiterone/integration-sdk-runtime';

import type { IntegrationConfig } from '../../src/config';
import type { RunOptions } from '../../src/run';
import { columnsOf, styleFor, wrap, type Style } from '../terminal/style';
import { openDisplay } from './display';
import { startExecution, type Execution } from './execute';
import { startSampleOrg, type LocalOrg } from './localOrg';
import { watchSignals } from './signals';
import { openState } from './state';
import { renderSummary } from './summary';
import { disabledSteps, readInstance, sampleInstance, titleOf, type Instance } from './target';
import { RunTracker } from './tracker';

type InvocationConfig = IntegrationInvocationConfig<IntegrationConfig>;

/** The invocation to collect with, and where to tell what goes on. */
export type CreateConfig = (options: RunOptions) => InvocationConfig;

const DEFAULT_COLUMNS = 100;

/** Resolves with the exit code: 0 when every step that is not switched off succeeded. */
export async function collect(createConfig: CreateConfig): Promise<number> {
  const style = styleFor(process.stdout, process.env);
  const { instance, isConfigured } = readInstance(createConfig({}));
  if (isConfigured) return collectInstance(createConfig, instance, undefined, style);

  say([style.bold('No Okta org is configured, so this collects the sample org.')]);
  const sample = await startSampleOrg();
  say([style.dim(`It runs on this machine at ${sample.url}; nothing leaves it.`), '']);
  try {
    return await collectInstance(createConfig, sampleInstance(instance, sample), sample, style);
  } finally {
    await sample.close();
  }
}

async function collectInstance(
  createConfig: CreateConfig,
  instance: Instance,
  sample: LocalOrg | undefined,
  style: Style,
): Promise<number> {
  const { integrationSteps } = createConfig({});
  const title = sample === undefined ? titleOf(instance) : 'the sample org';
  const tracker = new RunTracker(openState(title, integrationSteps, Date.now()));
  const config = createConfig({ observer: tracker });
  tracker.disable(disabledSteps(instance, config.integrationSteps));
  const display = openDisplay(tracker.state, () => {
    tracker.refresh();
  });
  const execution = startExecution(config, instance, tracker);
  const signals = watchSignals(async (signal) => {
    tracker.state.phase = 'interrupted';
    display.stop();
    say(['', style.yellow(`Stopped by ${signal}. What was collected so far is not complete.`)]);
    await tracker.close();
    await Promise.all([sample?.close(), execution.closeLog()]);
  });
  const end = (lines: readonly string[], code: number): number => {
    display.stop();
    say(lines);
    return code;
  };
  try {
    const result = await execution.result;
    tracker.finished(result);
    const isSample = sample !== undefined;
    const summary = summaryOf(result, execution, tracker, config, isSample, style);
    return signals.exitCode() ?? end(summary, isComplete(result) ? 0 : 1);
  } catch (error) {
    return signals.exitCode() ?? end(failureOf(error, execution, tracker.fail(), style), 1);
  } finally {
    await execution.closeLog();
    signals.release();
  }
}

function isComplete({ integrationStepResults }: ExecuteIntegrationResult): boolean {
  const good: readonly string[] = ['success', 'cached', 'disabled'];
  return integrationStepResults.every(({ status }) => good.includes(status));
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
    },
    { columns, style },
  );
}

/** A run that could not begin, or that had to be stopped: the reason, and where to look. */
function failureOf(
  error: unknown,
  { logFile }: Execution,
  hadBegun: boolean,
  style: Style,
): string[] {
  const columns = columnsOf(process.stdout, DEFAULT_COLUMNS);
  const verdict = hadBegun
    ? 'The run was stopped, and what was collected is not complete.'
    : 'Nothing was collected.';
  const message = error instanceof Error ? error.message : 'for an unknown reason';
  return [
    '',
    style.bold(style.red(verdict)),
    ...wrap(message, columns),
    '',
    `${style.cyan('npm run doctor')} checks the configuration and every permission (it only reads).`,
    style.dim(`The log lies in ${logFile}`),
  ];
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
