/** What is proved before any step starts: the configuration, the org, and the credential. */
import { proveCredentials } from './preflight/credentials';
import { runOf, type ExecutionContext } from './run';

/**
 * Rejects with IntegrationValidationError, which names the field at fault, for a configuration that cannot
 * be used or a host that is no Okta org, and with IntegrationProviderAuthenticationError for a credential
 * that Okta refuses or that sees no users. What answers in Okta's place is an IntegrationOktaApiError.
 * Nothing has been collected or deleted then.
 */
export async function validateInvocation(context: ExecutionContext): Promise<void> {
  const { okta, settings, org } = await runOf(context).open(context);
  await proveCredentials(okta, settings.credentials.kind, org.host);
}
