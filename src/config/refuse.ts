/** How a configuration value is refused: one form for every field, fit to be read by a customer. */
import { IntegrationValidationError } from '@jupiterone/integration-sdk-core';

import { visible } from '../visible';

/**
 * An error that names the field, what is wrong with its value, and what to write instead. The value
 * itself is not quoted unless the caller puts it into `problem`, as it may be a secret.
 */
export function refusal(
  field: string,
  problem: string,
  remedy: string,
): IntegrationValidationError {
  return new IntegrationValidationError(visible(`The field "${field}" ${problem}. ${remedy}.`));
}
