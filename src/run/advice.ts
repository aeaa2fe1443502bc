/** What a person can do about a call that Okta refused. */
import type { OktaSettings } from '../config';
import type { IntegrationOktaApiError } from '../okta';
import { permissionForPath, remedyFor } from '../permissions';

/** A sentence that names the administrator role or scope, with a blank before it; empty without a refusal. */
export function adviceFor(
  refusal: IntegrationOktaApiError | undefined,
  kind: OktaSettings['credentials']['kind'],
): string {
  const permission = refusal && permissionForPath(refusal.endpoint);
  return permission === undefined ? '' : ` ${remedyFor(permission, kind)}`;
}
