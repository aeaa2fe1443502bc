/** What a run reports of its use of Okta's limits: while it works, and at its end. */
import { IntegrationInfoEventName, type IntegrationLogger } from '@jupiterone/integration-sdk-core';

import { formatDuration, formatReport, type OktaClient } from './okta';

type Watched = Pick<OktaClient, 'snapshot'>;

/** How often a run that takes long says how far it is. */
const EVERY_MS = 60_000;

/** Logs calls made, calls to come and the time left until the returned function is called. */
export function reportProgress(
  okta: Watched,
  logger: Pick<IntegrationLogger, 'info'>,
  everyMs: number = EVERY_MS,
): () => void {
  const timer = setInterval(() => {
    const outlook = outlookText(okta);
    if (outlook !== undefined) logger.info({}, outlook);
  }, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/** One sentence; undefined while nothing is known to come. */
export function outlookText(okta: Watched): string | undefined {
  const { buckets, estimatedMs } = okta.snapshot();
  const made = buckets.reduce((sum, { calls }) => sum + calls, 0);
  const coming = buckets.filter(({ callsToCome }) => callsToCome > 0);
  if (coming.length === 0) return undefined;
  const listed = coming.map(({ name, callsToCome }) => `${callsToCome} in ${name}`).join(', ');
  const time = estimatedMs === undefined ? '' : `, about ${formatDuration(estimatedMs)} to go`;
  return `Okta API: ${made} calls made, to come ${listed}${time}`;
}

/** The final report, for the log and for JupiterOne's job events. */
export function reportRun(okta: Watched, logger: IntegrationLogger): void {
  const lines = formatReport(okta.snapshot());
  if (lines.length === 0) return;
  const description = lines.join('\n');
  logger.info({}, description);
  logger.publishInfoEvent({ name: IntegrationInfoEventName.Stats, description });
}
