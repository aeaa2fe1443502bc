WITH holders AS (
  SELECT u.displayName, 'user' AS kind, has._toEntityKey AS assignment, u._key
  FROM okta_user_has_role_assignment AS has JOIN okta_user AS u ON u._key = has._fromEntityKey
  UNION ALL
  SELECT g.displayName, 'group', has._toEntityKey, g._key
  FROM okta_group_has_role_assignment AS has JOIN groups AS g ON g._key = has._fromEntityKey
  UNION ALL
  SELECT a.displayName, 'application', has._toEntityKey, a._key
  FROM okta_application_has_role_assignment AS has
  JOIN okta_application AS a ON a._key = has._fromEntityKey
)
SELECT h.displayName AS administrator, ra.displayName AS limitedRole,
  source.displayName AS sourceGroupName, rule.displayName AS ruleName,
  g.displayName AS groupName, r.displayName AS roleName
FROM holders AS h
JOIN okta_role_assignment AS ra ON ra._key = h.assignment
JOIN okta_role_assignment_allows_group AS allows ON allows._fromEntityKey = ra._key
JOIN groups AS source ON source._key = allows._toEntityKey
JOIN okta_rule_uses_group AS uses ON uses._toEntityKey = source._key
JOIN okta_rule AS rule ON rule._key = uses._fromEntityKey
JOIN okta_rule_manages_user_group AS manages ON manages._fromEntityKey = rule._key
JOIN groups AS g ON g._key = manages._toEntityKey
JOIN okta_user_group_assigned_role AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE ra.isActive AND NOT ra.isOrgWide AND ra.roleType IN ('USER_ADMIN', 'GROUP_MEMBERSHIP_ADMIN')
  AND rule.status = 'active' AND assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
