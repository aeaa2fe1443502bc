/**
 * Views over roles, permissions and reach: who can act on which user, group and application, and in which way.
 * What a role allows is `ADMIN_RIGHTS`; what it reaches are role assignments, targets and resource sets.
 */
import { ACTIONS, ADMIN_RIGHTS, ACTS_ON_ADMINISTRATORS } from '../../../src/adminRights';
import { quoteText } from './sqlText';

/** A view with a statement of its own. */
export interface ReachView {
  readonly name: string;
  /** The tables that it reads, views of ours resolved. */
  readonly tables: readonly string[];
  readonly sql: string;
}

/** What roles and permissions allow, as rows. */
export const ADMIN_RIGHTS_SQL = `SELECT * FROM (VALUES ${ADMIN_RIGHTS.map(
  ({ by, kind, action, source }) =>
    `(${[by, kind, action, ACTIONS[action].on, ACTIONS[action].scope, source].map(quoteText).join(', ')})`,
).join(', ')}) AS rights("by", kind, action, "on", scope, source)`;

/** Assignments in force, with everybody who acts by them: members of a group act by the group's. */
const ADMINISTRATORS = `
  SELECT has._toEntityKey AS assignmentKey, admin._key AS adminKey, admin.displayName AS admin,
    'user' AS adminType, admin.status AS adminStatus, 'directly' AS way, NULL AS throughGroup
  FROM okta_user_has_role_assignment AS has JOIN okta_user AS admin ON admin._key = has._fromEntityKey
  UNION ALL
  SELECT has._toEntityKey, admin._key, admin.displayName, 'user', admin.status, 'through a group',
    holder.displayName
  FROM okta_group_has_role_assignment AS has
  JOIN groups AS holder ON holder._key = has._fromEntityKey
  JOIN memberships AS member ON member._fromEntityKey = holder._key
  JOIN okta_user AS admin ON admin._key = member._toEntityKey
  UNION ALL
  SELECT has._toEntityKey, admin._key, admin.displayName, 'service app', admin.status, 'as a service app',
    NULL
  FROM okta_application_has_role_assignment AS has
  JOIN okta_application AS admin ON admin._key = has._fromEntityKey`;

/** The principals that hold a role in force: only super administrators can act on these. */
const PROTECTED = `
  SELECT DISTINCT administrators.adminKey AS _key FROM administrators
  JOIN okta_role_assignment AS assignment ON assignment._key = administrators.assignmentKey
  WHERE coalesce(assignment.isActive, true)
  UNION
  SELECT has._fromEntityKey FROM okta_group_has_role_assignment AS has
  JOIN okta_role_assignment AS assignment ON assignment._key = has._toEntityKey
  WHERE coalesce(assignment.isActive, true)`;

/** What each assignment in force allows; a service app needs the API scope besides. */
const ADMIN_POWERS = `
  SELECT assignment._key AS assignmentKey, assignment.roleType, assignment.displayName AS role,
    rights."by" AS permission, rights.action, rights.scope, rights.source
  FROM okta_role_assignment AS assignment
  JOIN admin_rights AS rights ON rights.kind = 'standard role' AND rights."by" = assignment.roleType
  WHERE coalesce(assignment.isActive, true)
  UNION ALL
  SELECT assignment._key, assignment.roleType, assignment.displayName, rights."by", rights.action,
    rights.scope, rights.source
  FROM okta_role_assignment AS assignment
  JOIN okta_role_assignment_uses_role AS uses ON uses._fromEntityKey = assignment._key
  JOIN okta_role AS role ON role._key = uses._toEntityKey
  JOIN admin_rights AS rights
    ON rights.kind = 'permission' AND list_contains(role.permissions, rights."by")
  WHERE assignment.roleType = 'CUSTOM' AND coalesce(assignment.isActive, true)`;

/** Ids that a resource set excludes by ORN; of a group with its members, the group's. */
const EXCLUDED = `
  SELECT set._key AS setKey, orn.name LIKE '%:contained_resources' AS isMembers,
    split_part(replace(orn.name, ':contained_resources', ''), ':', -1) AS id
  FROM okta_resource_set AS set, unnest(set.excludedOrns) AS orn(name)`;

/** The resource sets of assignments. */
const SETS = `okta_role_assignment_allows_resource_set AS allows
  JOIN okta_resource_set AS set ON set._key = allows._toEntityKey`;

const isExcluded = (key: string): string =>
  `EXISTS (FROM resource_set_excludes AS excluded WHERE excluded.setKey = allows._toEntityKey AND
    excluded.id = ${key} AND NOT excluded.isMembers)`;

const USER_REACH = `
  SELECT assignment._key AS assignmentKey, target._key AS targetKey, 'the whole org' AS reach
  FROM okta_role_assignment AS assignment CROSS JOIN okta_user AS target WHERE assignment.isOrgWide
  UNION ALL
  SELECT allows._fromEntityKey, member._toEntityKey, 'members of ' || target.displayName
  FROM okta_role_assignment_allows_group AS allows
  JOIN groups AS target ON target._key = allows._toEntityKey
  JOIN memberships AS member ON member._fromEntityKey = target._key
  UNION ALL
  SELECT allows._fromEntityKey, within._key, 'resource set ' || set.displayName || ': ' || within.part
  FROM ${SETS} JOIN (
    SELECT set._key AS setKey, target._key, 'all users' AS part
    FROM okta_resource_set AS set CROSS JOIN okta_user AS target WHERE set.coversAllUsers
    UNION ALL
    SELECT contains._fromEntityKey, member._toEntityKey, 'members of ' || target.displayName
    FROM okta_resource_set_contains_group AS contains
    JOIN groups AS target ON target._key = contains._toEntityKey
    JOIN memberships AS member ON member._fromEntityKey = target._key
    WHERE contains.scope = 'members'
    UNION ALL
    SELECT _fromEntityKey, _toEntityKey, 'this user' FROM okta_resource_set_contains_user
  ) AS within ON within.setKey = set._key
  WHERE NOT ${isExcluded('within._key')} AND NOT EXISTS (
    FROM resource_set_excludes AS excluded
    JOIN memberships AS member ON member._fromEntityKey = excluded.id
    WHERE excluded.setKey = set._key AND excluded.isMembers AND member._toEntityKey = within._key)`;

const GROUP_REACH = `
  SELECT assignment._key AS assignmentKey, target._key AS targetKey, 'the whole org' AS reach
  FROM okta_role_assignment AS assignment CROSS JOIN groups AS target WHERE assignment.isOrgWide
  UNION ALL
  SELECT _fromEntityKey, _toEntityKey, 'this group' FROM okta_role_assignment_allows_group
  UNION ALL
  SELECT allows._fromEntityKey, within._key, 'resource set ' || set.displayName || ': ' || within.part
  FROM ${SETS} JOIN (
    SELECT set._key AS setKey, target._key, 'all groups' AS part
    FROM okta_resource_set AS set CROSS JOIN groups AS target WHERE set.coversAllGroups
    UNION ALL
    SELECT _fromEntityKey, _toEntityKey, 'this group' FROM okta_resource_set_contains_group
    WHERE scope = 'resource'
  ) AS within ON within.setKey = set._key
  WHERE NOT ${isExcluded('within._key')}`;

const APPLICATION_REACH = `
  SELECT assignment._key AS assignmentKey, target._key AS targetKey, 'the whole org' AS reach
  FROM okta_role_assignment AS assignment CROSS JOIN okta_application AS target
  WHERE assignment.isOrgWide
  UNION ALL
  SELECT _fromEntityKey, _toEntityKey, 'this application' FROM okta_role_assignment_allows_application
  UNION ALL
  SELECT allows._fromEntityKey, within._key, 'resource set ' || set.displayName || ': ' || within.part
  FROM ${SETS} JOIN (
    SELECT set._key AS setKey, target._key, 'all applications' AS part
    FROM okta_resource_set AS set CROSS JOIN okta_application AS target
    WHERE set.coversAllApplications
    UNION ALL
    SELECT _fromEntityKey, _toEntityKey, 'this application' FROM okta_resource_set_contains_application
  ) AS within ON within.setKey = set._key
  WHERE NOT ${isExcluded('within._key')}`;

/** What an administrator's row says, whatever is acted on. */
const OF_ADMIN = `administrators.adminKey, administrators.admin, administrators.adminType,
    administrators.adminStatus, administrators.way, administrators.throughGroup, powers.role,
    powers.roleType, powers.permission, reach.reach, powers.action, powers.source`;

/** A service app acts through the API: without the scope for it, its role is of no use. */
const HAS_SCOPE = `(administrators.adminType <> 'service app' OR EXISTS (
    FROM okta_application_has_scope_grant AS has
    JOIN okta_app_scope_grant AS granted ON granted._key = has._toEntityKey
    WHERE has._fromEntityKey = administrators.adminKey AND granted.scope = powers.scope
      AND coalesce(granted.isActive, true)))`;

const actors = (reach: string, target: string, columns: string): string => `
  SELECT ${columns}, ${OF_ADMIN}
  FROM ${reach} AS reach
  JOIN ${target} AS target ON target._key = reach.targetKey
  JOIN admin_powers AS powers ON powers.assignmentKey = reach.assignmentKey
  JOIN admin_rights AS rights ON rights."by" = powers.permission AND rights.action = powers.action
  JOIN administrators ON administrators.assignmentKey = reach.assignmentKey
  WHERE ${HAS_SCOPE}`;

/** Only super administrators act on what holds a role itself. */
const MAY_ACT = `(powers.roleType = ${quoteText(ACTS_ON_ADMINISTRATORS)}
    OR target._key NOT IN (SELECT _key FROM role_holders))`;

const USERS = ['okta_user'];
const GROUPS = [
  'okta_user_group',
  'okta_app_user_group',
  'okta_group_has_user',
  'okta_app_user_group_has_user',
];
const HOLDERS = [
  ...USERS,
  ...GROUPS,
  'okta_application',
  'okta_role_assignment',
  'okta_user_has_role_assignment',
  'okta_group_has_role_assignment',
  'okta_application_has_role_assignment',
];
const POWERS = ['okta_role_assignment', 'okta_role_assignment_uses_role', 'okta_role'];
const SET_TABLES = ['okta_resource_set', 'okta_role_assignment_allows_resource_set'];
const SCOPES = ['okta_app_scope_grant', 'okta_application_has_scope_grant'];
const OF_USERS = [
  ...new Set([
    ...HOLDERS,
    ...POWERS,
    ...SET_TABLES,
    ...SCOPES,
    'okta_role_assignment_allows_group',
    'okta_resource_set_contains_group',
    'okta_resource_set_contains_user',
  ]),
];
const OF_GROUPS = OF_USERS.filter((table) => table !== 'okta_resource_set_contains_user');
const OF_APPLICATIONS = [
  ...new Set([
    ...HOLDERS,
    ...POWERS,
    ...SET_TABLES,
    ...SCOPES,
    'okta_role_assignment_allows_application',
    'okta_resource_set_contains_application',
  ]),
];

/** In the order in which they build on one another; the last three are those that people ask. */
export const REACH_VIEWS: readonly ReachView[] = [
  { name: 'admin_rights', tables: [], sql: ADMIN_RIGHTS_SQL },
  { name: 'administrators', tables: HOLDERS, sql: ADMINISTRATORS },
  { name: 'role_holders', tables: HOLDERS, sql: PROTECTED },
  { name: 'admin_powers', tables: POWERS, sql: ADMIN_POWERS },
  { name: 'resource_set_excludes', tables: ['okta_resource_set'], sql: EXCLUDED },
  { name: 'user_reach', tables: OF_USERS, sql: USER_REACH },
  { name: 'group_reach', tables: OF_GROUPS, sql: GROUP_REACH },
  { name: 'application_reach', tables: OF_APPLICATIONS, sql: APPLICATION_REACH },
  {
    name: 'who_can_act_on_users',
    tables: OF_USERS,
    sql: `${actors(
      'user_reach',
      'okta_user',
      'target._key AS userKey, target.displayName AS login, target.status AS userStatus',
    )} AND rights."on" = 'user' AND administrators.adminKey <> target._key AND ${MAY_ACT}`,
  },
  {
    name: 'who_can_act_on_groups',
    tables: OF_GROUPS,
    sql: `${actors(
      'group_reach',
      'groups',
      'target._key AS groupKey, target.displayName AS groupName, target.type AS groupType',
    )} AND rights."on" = 'group' AND ${MAY_ACT}`,
  },
  {
    name: 'who_can_act_on_applications',
    tables: OF_APPLICATIONS,
    sql: `${actors(
      'application_reach',
      'okta_application',
      'target._key AS applicationKey, target.displayName AS application',
    )} AND rights."on" = 'application'`,
  },
  {
    name: 'who_can_reset_password',
    tables: OF_USERS,
    sql: `SELECT * FROM who_can_act_on_users WHERE action = 'reset password'`,
  },
  {
    // Okta itself decides who is in its built-in groups, and the source who is in an application's.
    name: 'who_can_change_membership',
    tables: OF_GROUPS,
    sql: `SELECT * FROM who_can_act_on_groups
      WHERE action = 'change membership' AND groupType = 'OKTA_GROUP'`,
  },
  {
    name: 'who_can_change_application',
    tables: OF_APPLICATIONS,
    sql: `SELECT * FROM who_can_act_on_applications WHERE action = 'change application'`,
  },
];
