/** Which error answers say that the org has none of a resource. */
import { isFeatureDisabled, isOktaApiError, type IntegrationOktaApiError } from '../../okta';
import type { EmbeddedDefinition, NotAvailable } from '../defineResource';

/** What cells of Okta answer that do not have the endpoint (yet). */
const NO_SUCH_ENDPOINT: ReadonlySet<number> = new Set([404, 405, 501]);

/**
 * Whether the org has none: a feature that is not licensed or switched off (401 E0000015), an answer that
 * the definition names, or an endpoint that this org does not have.
 *
 * @param mayLack whether an org can lack the endpoint: a list of a newer resource. Every org has those of
 * older ones, so such an answer comes from something on the way.
 */
export function saysNone(
  error: unknown,
  call: { readonly notAvailable?: readonly NotAvailable[] },
  mayLack: boolean,
): error is IntegrationOktaApiError {
  if (!isOktaApiError(error)) return false;
  return isFeatureDisabled(error) || isNamed(error, call) || (mayLack && isAbsent(error));
}

/** Whether an org may lack what is asked there: a list, and a setting of the org, which belongs to no record. */
export function mayLackPart({ path, isObject }: EmbeddedDefinition): boolean {
  return isObject !== true || !path.includes('{id}');
}

/** Whether the definition names this answer as one that says that there is none. */
export function isNamed(
  error: unknown,
  { notAvailable = [] }: { readonly notAvailable?: readonly NotAvailable[] },
): error is IntegrationOktaApiError {
  if (!isOktaApiError(error)) return false;
  return notAvailable.some(
    ({ status, errorCode }) =>
      status === error.status && (errorCode === undefined || errorCode === error.errorCode),
  );
}

/** A 404 with a code of Okta's is about an object, and HTML comes from a proxy. */
function isAbsent({ status, errorCode, causeKind, isHtml }: IntegrationOktaApiError): boolean {
  if (causeKind !== 'http-status' || status === undefined || isHtml) return false;
  return NO_SUCH_ENDPOINT.has(status) && (status !== 404 || errorCode === undefined);
}
