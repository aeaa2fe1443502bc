/** Which of the steps run: all, but only one of the two that collect factors. */
import { DisabledStepReason, type StepStartStates } from '@jupiterone/integration-sdk-core';

import { runOf, type ExecutionContext } from './run/run';
import { integrationSteps } from './steps';
import { CHANGED_FACTORS_STEP, FACTORS_STEP } from './steps/factors/model';

/** A disabled step marks nothing as partial and deletes what it owns; its twin has the same types. */
export async function getStepStartStates(context: ExecutionContext): Promise<StepStartStates> {
  const { factors } = await runOf(context).open(context);
  const unused = factors.isFull ? CHANGED_FACTORS_STEP : FACTORS_STEP;
  return Object.fromEntries(
    integrationSteps.map(({ id }) => [
      id,
      id === unused
        ? { disabled: true, disabledReason: DisabledStepReason.CONFIG }
        : { disabled: false },
    ]),
  );
}
