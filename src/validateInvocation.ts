/** What is proved before any step starts: the configuration, the org, and the credential. */
import { IntegrationWarnEventName } from '@jupiterone/integration-sdk-core';

import { ingestionConfig, isIngestionSourceId } from './ingestion';
import { proveCredentials } from './preflight';
import { runOf, type ExecutionContext } from './run/run';
import { publishWarning } from './run/warning';
import { quoted } from './visible';

/**
 * Rejects with IntegrationValidationError, which names the field at fault, for a configuration that cannot
 * be used or a host that is no Okta org, and with IntegrationProviderAuthenticationError for a credential
 * that Okta refuses or that sees no users. What answers in Okta's place is an IntegrationOktaApiError.
 * Nothing has been collected or deleted then.
 */
export async function validateInvocation(context: ExecutionContext): Promise<void> {
  const { okta, settings, org, observer } = await runOf(context).open(context);
  const description = misnamedSources(context.instance);
  if (description !== undefined) {
    const sinks = { logger: context.logger, observer };
    publishWarning(sinks, IntegrationWarnEventName.IncompleteData, description);
  }
  await proveCredentials(okta, settings.credentials.kind, org.host);
}

/**
 * A warning rather than a refusal: what a slip of the pen leaves on is collected, which costs time and
 * loses nothing, while a refusal would stop every scheduled run.
 */
function misnamedSources({
  disabledSources = [],
}: ExecutionContext['instance']): string | undefined {
  const names = disabledSources
    .map(({ ingestionSourceId }) => ingestionSourceId)
    .filter((id) => !isIngestionSourceId(id));
  if (names.length === 0) return undefined;
  const shown = names.map(quoted).join(', ');
  return (
    `The ingestion sources to leave out contain ${shown}: no such source exists, so this has no effect. ` +
    'Correct DISABLED_INGESTION_SOURCES, or the instance in JupiterOne; the sources are ' +
    `${Object.keys(ingestionConfig).join(', ')}.`
  );
}
