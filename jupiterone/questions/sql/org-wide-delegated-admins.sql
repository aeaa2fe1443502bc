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
SELECT h.displayName AS administrator, ra.displayName AS roleName, ra.principalType
FROM okta_role_assignment AS ra
JOIN holders AS h ON h.assignment = ra._key
WHERE ra.isActive AND ra.isOrgWide
  AND ra.roleType IN ('HELP_DESK_ADMIN', 'USER_ADMIN', 'APP_ADMIN', 'GROUP_MEMBERSHIP_ADMIN')
ORDER BY ALL
