/** Puts the integration together for the SDK: configuration, validation, steps, and one run each. */
import type { IntegrationInvocationConfig } from '@jupiterone/integration-sdk-core';

import { instanceConfigFields, type IntegrationConfig } from './config';
import { ingestionConfig } from './ingestion';
import { RunHandle, runOf, type OktaExecutionConfig, type RunOptions } from './run/run';
import { scopesNeeded } from './scopesNeeded';
import { integrationSteps } from './steps';
import { getStepStartStates } from './stepStartStates';
import { validateInvocation } from './validateInvocation';

/**
 * @param options what tests, benchmarks and the progress display exchange; a host leaves it out.
 */
export function createInvocationConfig(
  options: RunOptions = {},
): IntegrationInvocationConfig<IntegrationConfig> {
  return {
    instanceConfigFields,
    ingestionConfig,
    integrationSteps,
    validateInvocation,
    getStepStartStates,
    loadExecutionConfig: (): OktaExecutionConfig => ({ run: new RunHandle(scopesNeeded, options) }),
    afterExecution: async (context) => {
      await runOf(context).close(context.logger);
    },
  };
}
