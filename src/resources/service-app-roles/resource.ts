import { SUPER_ADMIN } from '../../adminRoles';
import { list, text, type JsonObject } from '../../json';
import { defineResource } from '../defineResource';
import { at, boolean, string } from '../fields';
import { heldRolesOf } from '../role-assignments/row';
import { ADMIN_SCOPES } from '../role-assignments/source';

const STEP = { id: 'fetch-service-app-roles', name: 'Fetch Service App Roles' };

function holdsRole(app: JsonObject): boolean {
  return list(at(app, '_embedded.roles')).length > 0;
}

/** Okta's scopes for changes end so: `okta.users.manage`, `okta.users.manage.self`. */
function isManageScope({ scopeId }: JsonObject): boolean | undefined {
  const scope = text(scopeId);
  return scope === undefined ? undefined : /\.manage(?:\.self)?$/.test(scope);
}

/**
 * What service apps may do in the org: the roles of the app itself, and the API scopes that it was granted. An
 * app can use a scope only as far as its roles go, so scopes are asked of apps with a role.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/applicationgrants/
 */
export const serviceAppRoles = defineResource({
  id: 'service-app-roles',
  title: 'Service apps',
  of: 'serviceApps',
  source: ADMIN_SCOPES,
  embedded: {
    grants: {
      path: '/api/v1/apps/{id}/grants',
      isLast: true,
      when: holdsRole,
      notAvailable: [{ status: 404, errorCode: 'E0000007' }],
      permission: {
        id: 'scope-grants',
        title: 'Granted API scopes of service apps',
        scope: 'okta.appGrants.read',
        reference: 'applicationgrants',
        adminRoles: [SUPER_ADMIN],
        withoutIt: 'Nothing says which of Okta’s API scopes a service app was granted.',
      },
    },
  },
  edges: [
    {
      class: 'ASSIGNED',
      to: 'okta_role',
      properties: { status: 'string' },
      ends: (app) => heldRolesOf(at(app, '_embedded.roles'))?.map((held) => held && { ...held }),
      step: STEP,
    },
  ],
  children: [
    {
      id: 'scope-grants',
      at: '_embedded.grants',
      belongsTo: { type: 'okta_application_has_scope_grant' },
      step: STEP,
      entity: {
        type: 'okta_app_scope_grant',
        class: 'AccessPolicy',
        description: 'An API scope of Okta that a service app was granted',
        words: ['granted API scope', 'Granted API scopes'],
        icon: 'token',
        fields: {
          name: string('scopeId'),
          scope: string('scopeId', 'okta.users.read, …'),
          isManageScope: boolean(isManageScope, 'Whether the scope is one for changes'),
          grantSource: string('source', 'ADMIN, END_USER'),
          clientId: string('clientId'),
          appId: string((_, { parent }) => parent?.id, 'Okta id of the application'),
        },
        raw: {
          id: true,
          status: true,
          created: true,
          lastUpdated: true,
          createdBy: { id: true, type: true },
          issuer: true,
          clientId: true,
          scopeId: true,
          source: true,
        },
      },
    },
  ],
});
