/** Tells the customer what a person should know, in one way: log, the job's events and a screen. */
import {
  IntegrationInfoEventName,
  type IntegrationLogger,
  type IntegrationWarnEventName,
} from '@jupiterone/integration-sdk-core';

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

/** What is no warning, for the log and the job's events alone. */
export function publishInformation(
  logger: Pick<IntegrationLogger, 'info' | 'publishInfoEvent'>,
  description: string,
  fields: object,
): void {
  const harmless = visible(description);
  logger.info(fields, harmless);
  logger.publishInfoEvent({ name: IntegrationInfoEventName.Info, description: harmless });
}
