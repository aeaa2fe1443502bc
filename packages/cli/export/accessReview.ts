/** Who has what, and by which ways: one row for each user and application, administrator role or AWS role. */

/** The rules that fill a group, as part of the way through it. */
const WAYS_THROUGH_GROUPS = `
  filled AS (
    SELECT manages._toEntityKey AS groupKey, string_agg(rule.displayName, ', ' ORDER BY rule.displayName) AS rules
    FROM okta_rule_manages_user_group AS manages
    JOIN okta_rule AS rule ON rule._key = manages._fromEntityKey AND rule.status = 'active'
    GROUP BY 1
  ),
  member AS (
    SELECT memberships._toEntityKey AS userKey, g._key AS groupKey,
      'group ' || g.displayName || CASE WHEN filled.rules IS NULL THEN ''
        ELSE ' (rules fill it: ' || filled.rules || ')' END AS way
    FROM memberships JOIN groups AS g ON g._key = memberships._fromEntityKey
    LEFT JOIN filled ON filled.groupKey = g._key
  )`;

/**
 * The statement over the tables of `npm run ask`. Assignments are those that Okta states: a user who is in an assigned
 * group and not assigned has no row. `decision` and `comment` are for the reviewer.
 */
export const ACCESS_REVIEW = `
WITH ${WAYS_THROUGH_GROUPS},
access AS (
  SELECT _fromEntityKey AS userKey, 'application' AS resourceType, _toEntityKey AS resourceKey,
    CASE WHEN scope = 'USER' THEN 'direct' END AS way
  FROM okta_user_assigned_application
  UNION ALL
  SELECT assigned._fromEntityKey, 'application', assigned._toEntityKey, member.way
  FROM okta_user_assigned_application AS assigned
  JOIN okta_group_assigned_application AS granted ON granted._toEntityKey = assigned._toEntityKey
  JOIN member ON member.groupKey = granted._fromEntityKey AND member.userKey = assigned._fromEntityKey
  UNION ALL
  SELECT _fromEntityKey, 'administrator role', _toEntityKey, 'direct' FROM okta_user_assigned_role
  UNION ALL
  SELECT member.userKey, 'administrator role', granted._toEntityKey, member.way
  FROM okta_user_group_assigned_role AS granted JOIN member ON member.groupKey = granted._fromEntityKey
  UNION ALL
  SELECT reaches._fromEntityKey, 'AWS role', reaches._toEntityKey,
    CASE reason.via WHEN 'direct' THEN 'direct' WHEN 'group-mapping' THEN 'name of group ' ELSE 'group ' END
      || CASE WHEN reason.via = 'direct' THEN '' ELSE coalesce(g.displayName, reason.groupId, 'unknown') END
      || coalesce(' in ' || app.displayName, '')
  FROM (
    SELECT *, unnest(from_json(grants, '[{"via":"VARCHAR","applicationId":"VARCHAR","groupId":"VARCHAR"}]')) AS reason
    FROM okta_user_assigned_aws_iam_role
  ) AS reaches
  LEFT JOIN groups AS g ON g._key = reason.groupId
  LEFT JOIN okta_application AS app ON app._key = reason.applicationId
),
resource AS (
  SELECT 'application' AS resourceType, _key, displayName FROM okta_application
  UNION ALL SELECT 'administrator role', _key, displayName FROM okta_role
  UNION ALL SELECT 'AWS role', _key, coalesce(displayName, roleName, _key) FROM aws_iam_role
)
SELECT u.displayName AS login, u.name, u.status, u.lastLoginOn, access.resourceType,
  coalesce(resource.displayName, access.resourceKey) AS resource,
  coalesce(string_agg(DISTINCT access.way, '; ' ORDER BY access.way), 'a group that is not known') AS ways,
  '' AS decision, '' AS comment
FROM access
JOIN okta_user AS u ON u._key = access.userKey
LEFT JOIN resource ON resource._key = access.resourceKey AND resource.resourceType = access.resourceType
GROUP BY u._key, u.displayName, u.name, u.status, u.lastLoginOn, access.resourceType, access.resourceKey,
  resource.displayName
ORDER BY login, u._key, access.resourceType, resource, access.resourceKey
`;
