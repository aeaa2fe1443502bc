SELECT r.displayName AS roleName
FROM okta_role AS r
WHERE r.roleType = 'CUSTOM'
  AND r._key NOT IN (SELECT _toEntityKey FROM okta_user_assigned_role)
  AND r._key NOT IN (SELECT _toEntityKey FROM okta_user_group_assigned_role)
  AND r._key NOT IN (SELECT _toEntityKey FROM okta_application_assigned_role)
ORDER BY roleName
