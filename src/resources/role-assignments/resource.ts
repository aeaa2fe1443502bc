import { IAM_VIEWER, SUPER_ADMIN } from '../../adminRoles';
import { text, type JsonObject } from '../../json';
import { defineResource, type EmbeddedDefinition, type Item } from '../defineResource';
import { boolean, constant, ids, string, strings } from '../fields';
import {
  customRoleIdOf,
  isOrgWide,
  resourceSetIdOf,
  roleIdOf,
  roleTypeOf,
  targetApplicationIds,
  targetCatalogApps,
  targetGroupIds,
  targetKindOf,
  targetsOf,
} from './row';
import { ADMIN_SCOPES } from './source';

/** Okta's page size for targets. */
const TARGETS_PAGE = 200;

/** Asked only where Okta did not embed the targets, of roles that can have any. */
function fallback(
  path: EmbeddedDefinition['path'],
  kind: 'groups' | 'applications',
  types: readonly string[],
  reference: string,
): EmbeddedDefinition {
  return {
    path,
    limit: TARGETS_PAGE,
    isKnown: (_, row) => targetKindOf(row) !== kind || targetsOf(row, kind) !== undefined,
    when: (_, { parent }) => types.includes(parent?.type ?? ''),
    permission: {
      id: 'role-targets',
      title: 'Targets of administrator roles',
      scope: 'okta.roles.read',
      reference,
      adminRoles: [SUPER_ADMIN, IAM_VIEWER],
      withoutIt: 'Nothing says to which groups and applications an administrator is limited.',
    },
  };
}

const STEP = { id: 'fetch-role-assignments', name: 'Fetch Role Assignments' };

const USERS = ['okta_user'];
const GROUPS = ['okta_user_group', 'okta_app_user_group'];
const APPLICATIONS = ['okta_application'];

/** Of service apps Okta knows the client; the graph knows the application. */
function principalId({ parent }: Item): string | undefined {
  return parent?.key;
}

const PRINCIPAL_TYPES: Readonly<Record<string, string>> = {
  okta_user: 'USER',
  okta_user_group: 'GROUP',
  okta_app_user_group: 'GROUP',
  okta_application: 'CLIENT',
};

/** The principal as the end of an edge from types of its kind. */
const principal =
  (types: readonly string[]) =>
  (_: JsonObject, item: Item): (string | undefined)[] =>
    types.includes(item.parent?.type ?? '') ? [principalId(item)] : [];

/** A row that names a binding, and not which resource set, is no answer; a standard role has none. */
function resourceSets(row: JsonObject): (string | undefined)[] {
  const id = resourceSetIdOf(row);
  return id === undefined && roleTypeOf(row) !== 'CUSTOM' ? [] : [id];
}

/** Single instances by id, and by name those that stand for all their instances. */
function targetApplications(row: JsonObject): readonly string[] | undefined {
  const instances = targetApplicationIds(row);
  const names = targetCatalogApps(row);
  return instances && names && [...instances, ...names];
}

/**
 * Roles as they are assigned, each with what it reaches. Members of a group hold the group's roles through it.
 * https://developer.okta.com/docs/api/openapi/okta-management/guides/roles/
 */
export const roleAssignments = defineResource({
  id: 'administrators',
  title: 'Administrators',
  of: 'administrators',
  source: ADMIN_SCOPES,
  children: [
    {
      id: 'role-assignments',
      at: '_embedded.roles',
      key: ({ type, id, parent }) => `${type}:${parent?.key ?? ''}:${id}`,
      belongsTo: false,
      embedded: {
        userGroups: fallback(
          '/api/v1/users/{id}/roles/{id}/targets/groups',
          'groups',
          USERS,
          'rolebtargetadmin',
        ),
        userApps: fallback(
          '/api/v1/users/{id}/roles/{id}/targets/catalog/apps',
          'applications',
          USERS,
          'rolebtargetadmin',
        ),
        groupGroups: fallback(
          '/api/v1/groups/{id}/roles/{id}/targets/groups',
          'groups',
          GROUPS,
          'rolebtargetbgroup',
        ),
        groupApps: fallback(
          '/api/v1/groups/{id}/roles/{id}/targets/catalog/apps',
          'applications',
          GROUPS,
          'rolebtargetbgroup',
        ),
        clientGroups: fallback(
          '/oauth2/v1/clients/{id}/roles/{id}/targets/groups',
          'groups',
          APPLICATIONS,
          'rolebtargetclient',
        ),
        clientApps: fallback(
          '/oauth2/v1/clients/{id}/roles/{id}/targets/catalog/apps',
          'applications',
          APPLICATIONS,
          'rolebtargetclient',
        ),
      },
      entity: {
        type: 'okta_role_assignment',
        class: 'AccessPolicy',
        description: 'A role as one user, group or service app holds it, with what it reaches',
        words: ['role assignment', 'Role assignments'],
        icon: 'role',
        fields: {
          name: string((row) => text(row.label) ?? roleIdOf(row)),
          admin: constant(true),
          principalId: string(
            (_, item) => principalId(item),
            'Okta id of the user, group or application that holds the role',
          ),
          principalType: string(
            (_, { parent }) => PRINCIPAL_TYPES[parent?.type ?? ''],
            'USER, GROUP, CLIENT',
          ),
          roleType: string(roleTypeOf, 'SUPER_ADMIN, ORG_ADMIN, …, CUSTOM'),
          roleLabel: string('label'),
          customRoleId: string(customRoleIdOf),
          resourceSetId: string(resourceSetIdOf, 'Okta id of what a custom role is bound to'),
          superAdmin: boolean((row) => {
            const type = roleTypeOf(row);
            return type === undefined ? undefined : type === 'SUPER_ADMIN';
          }),
          ...ids('targetGroup', targetGroupIds, 'The groups to which the role is limited'),
          ...ids(
            'targetApplication',
            targetApplicationIds,
            'The application instances to which the role is limited',
          ),
          targetCatalogApps: strings(
            targetCatalogApps,
            'Names of applications of all of whose instances the role is for',
          ),
          isOrgWide: boolean(
            isOrgWide,
            'Whether a standard role has no targets; absent if they could not be read',
          ),
        },
        raw: {
          id: true,
          type: true,
          label: true,
          status: true,
          created: true,
          lastUpdated: true,
          assignmentType: true,
          role: true,
          'resource-set': true,
        },
      },
      // All of them rest on the same lists as the assignments; only resource sets have one of their own.
      edges: [
        { class: 'HAS', from: 'okta_user', ends: principal(USERS), step: STEP },
        {
          class: 'HAS',
          from: GROUPS,
          type: 'okta_group_has_role_assignment',
          ends: principal(GROUPS),
          step: STEP,
        },
        { class: 'HAS', from: 'okta_application', ends: principal(APPLICATIONS), step: STEP },
        { class: 'USES', to: 'okta_role', ends: (row) => [roleIdOf(row)], step: STEP },
        {
          class: 'ALLOWS',
          to: GROUPS,
          type: 'okta_role_assignment_allows_group',
          ends: targetGroupIds,
          step: STEP,
        },
        { class: 'ALLOWS', to: 'okta_application', ends: targetApplications, step: STEP },
        { class: 'ALLOWS', to: 'okta_resource_set', ends: resourceSets },
      ],
    },
  ],
});
