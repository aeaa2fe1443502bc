SELECT r.displayName AS roleName, r.description, r.permissions
FROM okta_role AS r
WHERE r.roleType = 'CUSTOM'
ORDER BY roleName
