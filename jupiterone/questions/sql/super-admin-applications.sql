SELECT a.displayName AS appName, a.status, a.clientAuthMethod, r.displayName AS roleName
FROM okta_application AS a
JOIN okta_application_assigned_role AS assigned ON assigned._fromEntityKey = a._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE r.superAdmin AND assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
