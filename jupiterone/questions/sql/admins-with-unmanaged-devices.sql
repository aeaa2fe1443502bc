SELECT u.displayName AS login, r.displayName AS roleName, d.displayName AS deviceName, d.platform
FROM okta_role AS r
JOIN okta_user_assigned_role AS assigned ON assigned._toEntityKey = r._key
JOIN okta_user AS u ON u._key = assigned._fromEntityKey
JOIN okta_user_has_device AS has ON has._fromEntityKey = u._key
JOIN okta_device AS d ON d._key = has._toEntityKey
WHERE assigned.status IS DISTINCT FROM 'inactive'
  AND u.isActive AND d.managementStatus = 'NOT_MANAGED'
ORDER BY ALL
