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
SELECT DISTINCT h.displayName AS administrator, r.displayName AS roleName,
  s.displayName AS resourceSet
FROM holders AS h
JOIN okta_role_assignment AS ra ON ra._key = h.assignment
JOIN okta_role_assignment_uses_role AS uses ON uses._fromEntityKey = ra._key
JOIN okta_role AS r ON r._key = uses._toEntityKey
JOIN okta_role_assignment_allows_resource_set AS allows ON allows._fromEntityKey = ra._key
JOIN okta_resource_set AS s ON s._key = allows._toEntityKey
WHERE ra.isActive AND s.coversAllUsers
  AND list_has_any(r.permissions, ['okta.users.manage', 'okta.users.credentials.manage',
    'okta.users.credentials.resetPassword', 'okta.users.credentials.resetFactors',
    'okta.users.credentials.expirePassword', 'okta.users.credentials.manageTemporaryAccessCode'])
ORDER BY ALL
