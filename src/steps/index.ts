/** Every step of the integration: the table of contents. */
import { RESOURCES } from '../resources';
import { resourceSteps } from '../resources/engine/steps';
import { accountSteps } from './account';
import { applicationCreationSteps } from './application-creation';
import { applicationSteps } from './applications';
import { awsSteps } from './aws';
import { factorSteps } from './factors';
import { groupSteps } from './groups';
import { roleSteps } from './roles';
import type { OktaStep } from '../run/step';
import { userSteps } from './users';

/** In the order in which JupiterOne shows them; they all start together. */
export const integrationSteps: OktaStep[] = [
  ...accountSteps,
  ...userSteps,
  ...factorSteps,
  ...groupSteps,
  ...applicationSteps,
  ...awsSteps,
  ...applicationCreationSteps,
  ...roleSteps,
  ...resourceSteps(RESOURCES),
];
