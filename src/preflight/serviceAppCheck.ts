/** The check of what service apps may do: their administrator roles, and an app to ask further of. */
import { record, text, type JsonObject } from '../json';
import { endpoint, isNotFound } from '../okta';
import { ADMIN_SCOPES_SOURCE, ROLES_SOURCE } from '../sourceIds';
import { askFor, type Check, type CheckContext, type CheckResult } from './check';
import { firstPage } from './credentials';
import { MAY_BE_READ, NOTHING_TO_ASK } from './probe';

/** So many apps are asked for one that has a role. */
const ASKED = 5;

export const serviceApps: Check = {
  id: 'service-apps',
  title: 'Roles of service apps',
  source: ADMIN_SCOPES_SOURCE,
  run: (context) => {
    // Without roles nobody asks what they reach.
    if (!context.isEnabled(ROLES_SOURCE)) return Promise.resolve(NOTHING_TO_ASK);
    const apps = (context.facts.applicationRecords ?? []).flatMap(clientOf).slice(0, ASKED);
    if (apps.length === 0) return Promise.resolve(NOTHING_TO_ASK);
    return askFor(
      context,
      'roles',
      () => appWithRole(context, apps),
      (serviceApp): CheckResult => ({ ...MAY_BE_READ, learned: { serviceApp } }),
    );
  },
};

interface ServiceApp {
  readonly clientId: string;
  readonly record: JsonObject;
}

/** As a run has it: the active applications of the type `service`, by their client ids. */
function clientOf(app: JsonObject): ServiceApp[] {
  const { application_type: type } = record(record(app.settings).oauthClient);
  const clientId = text(record(record(app.credentials).oauthClient).client_id) ?? text(app.id);
  const isService = app.status === 'ACTIVE' && type === 'service';
  return isService && clientId !== undefined ? [{ clientId, record: app }] : [];
}

/** The first app that has a role, or else the last of those asked, with the rows of its roles. */
async function appWithRole(
  { okta }: CheckContext,
  apps: readonly ServiceApp[],
): Promise<JsonObject> {
  let asked: JsonObject = {};
  for (const { clientId, record: app } of apps) {
    const request = { endpoint: endpoint`/oauth2/v1/clients/${clientId}/roles` };
    const roles = await firstPage(okta, request).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
      return [];
    });
    asked = { ...app, _embedded: { roles } };
    if (roles.length > 0) break;
  }
  return asked;
}
