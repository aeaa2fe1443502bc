import { IAM_VIEWER, SUPER_ADMIN } from '../../adminRoles';
import type { JsonObject } from '../../json';
import { defineResource, type End } from '../defineResource';
import { boolean, count, string, strings } from '../fields';
import { ADMIN_SCOPES } from '../role-assignments/source';
import { containedInSet, covers, excludedOrns, otherCollections, resourcesOf } from './contained';

/** So many ORNs stand on a set; `resourceCount` says how many there are. */
const MAX_ORNS = 200;

/** Single objects of a collection; `scope` distinguishes a group from its members. */
const contained =
  (collection: string) =>
  (set: JsonObject): readonly End[] | undefined =>
    containedInSet(set)?.flatMap((one) =>
      one.collection === collection && one.id !== undefined
        ? [{ id: one.id, scope: one.isMembers ? 'members' : 'resource' }]
        : [],
    );

const CONTAINS = {
  class: 'CONTAINS',
  properties: { scope: 'string' },
  keyedBy: 'scope',
} as const;

const PERMISSION = {
  id: 'resource-sets',
  title: 'Resource sets',
  scope: 'okta.roles.read',
  adminRoles: [SUPER_ADMIN, IAM_VIEWER],
  withoutIt: 'No resource sets, and nothing says what custom administrator roles reach.',
};

/**
 * What custom roles reach. Those that Okta brings have a name in place of an id (`WORKFLOWS_IAM_POLICY`).
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/rolecresourceset/
 */
export const resourceSets = defineResource({
  id: 'resource-sets',
  list: { path: '/api/v1/iam/resource-sets', bodyKey: 'resource-sets' },
  permission: { ...PERMISSION, reference: 'rolecresourceset' },
  source: ADMIN_SCOPES,
  embedded: {
    resources: {
      path: '/api/v1/iam/resource-sets/{id}/resources',
      bodyKey: 'resources',
      limit: 100,
      permission: { ...PERMISSION, reference: 'rolecresourcesetresource' },
    },
  },
  entity: {
    type: 'okta_resource_set',
    class: 'Resource',
    description: 'Users, groups, applications and other objects that custom roles are for',
    words: ['resource set', 'Resource sets'],
    icon: 'other',
    fields: {
      name: string('label'),
      description: string('description'),
      isStandard: boolean(
        (_, { id }) => !id.startsWith('iam'),
        'Whether the set is one of Okta’s own',
      ),
      resourceCount: count((set) => resourcesOf(set)?.length),
      resourceOrns: strings(
        (set) =>
          resourcesOf(set)
            ?.flatMap(({ orn }) => orn ?? [])
            .sort()
            .slice(0, MAX_ORNS),
        `Okta Resource Names of at most ${MAX_ORNS} resources`,
      ),
      coversAllUsers: boolean((set) => covers(set, 'users'), 'Except what excludedOrns names'),
      coversAllGroups: boolean((set) => covers(set, 'groups'), 'Except what excludedOrns names'),
      coversAllApplications: boolean(
        (set) => covers(set, 'apps'),
        'Except what excludedOrns names',
      ),
      collections: strings(otherCollections, 'Other whole collections: policies, devices, …'),
      excludedOrns: strings(excludedOrns, 'Okta Resource Names that conditions exclude'),
    },
    raw: { id: true, label: true, description: true, created: true, lastUpdated: true },
  },
  edges: [
    {
      ...CONTAINS,
      to: ['okta_user_group', 'okta_app_user_group'],
      type: 'okta_resource_set_contains_group',
      ends: contained('groups'),
    },
    { ...CONTAINS, to: 'okta_application', ends: contained('apps') },
    { ...CONTAINS, to: 'okta_user', ends: contained('users') },
    { ...CONTAINS, to: 'okta_identity_provider', ends: contained('idps') },
    { ...CONTAINS, to: 'okta_auth_server', ends: contained('authorizationServers') },
    {
      ...CONTAINS,
      to: [
        'okta_sign_on_policy',
        'okta_access_policy',
        'okta_password_policy',
        'okta_mfa_enroll_policy',
        'okta_idp_discovery_policy',
        'okta_policy',
      ],
      type: 'okta_resource_set_contains_policy',
      ends: contained('policies'),
    },
  ],
});
