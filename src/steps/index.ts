/** Every step of the integration: the table of contents. */
import { accountSteps } from './account';
import { applicationCreationSteps } from './application-creation';
import { applicationSteps } from './applications';
import { awsSteps } from './aws';
import { deviceSteps } from './devices';
import { factorSteps } from './factors';
import { groupRuleSteps } from './group-rules';
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
  ...groupRuleSteps,
  ...applicationSteps,
  ...awsSteps,
  ...applicationCreationSteps,
  ...roleSteps,
  ...deviceSteps,
];
