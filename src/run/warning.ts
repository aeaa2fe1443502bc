/** Tells the customer what a person should know, in one way: log, the job's events and a screen. */
import type { IntegrationLogger, IntegrationWarnEventName } from '@jupiterone/integration-sdk-core';

import type { RunObserver } from '../progress';
import { visible } from '../visible';

/** Where a warning goes. */
export interface WarningSinks {
  readonly logger: Pick<IntegrationLogger, 'warn' | 'publishWarnEvent'>;
  readonly observer: Pick<RunObserver, 'warning'>;
}

/**
 * @param name what JupiterOne files the warning under
 * @param fields stand beside it in the log
 */
export function publishWarning(
  { logger, observer }: WarningSinks,
  name: IntegrationWarnEventName,
  description: string,
  fields: object = {},
): void {
  const harmless = visible(description);
  logger.warn(fields, harmless);
  logger.publishWarnEvent({ name, description: harmless });
  observer.warning(harmless);
}
