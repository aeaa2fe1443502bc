/** Which error answers say that the org has none of a resource. */
import { isFeatureDisabled, isOktaApiError, type IntegrationOktaApiError } from '../../okta';
import type { NotAvailable } from '../defineResource';

/** What cells of Okta answer that do not have the endpoint (yet), in words that are not Okta's own. */
const NO_SUCH_ENDPOINT: ReadonlySet<number> = new Set([404, 405, 501]);

/**
 * Whether the org has none: a feature that is not licensed or switched off (401 E0000015), an answer that
 * the definition names, and for lists an endpoint that this org does not have. A 404 with a code of Okta's
 * is about an object and says nothing of the list.
 */
export function saysNone(
  error: unknown,
  { notAvailable = [] }: { readonly notAvailable?: readonly NotAvailable[] },
  isList: boolean,
): error is IntegrationOktaApiError {
  if (!isOktaApiError(error)) return false;
  if (isFeatureDisabled(error)) return true;
  const { status, errorCode, causeKind } = error;
  if (isList && isAbsent(error)) return causeKind === 'http-status';
  return notAvailable.some(
    (answer) =>
      answer.status === status &&
      (answer.errorCode === undefined || answer.errorCode === errorCode),
  );
}

function isAbsent({ status, errorCode }: IntegrationOktaApiError): boolean {
  if (status === undefined || !NO_SUCH_ENDPOINT.has(status)) return false;
  return status !== 404 || errorCode === undefined;
}
