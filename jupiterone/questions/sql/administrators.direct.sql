SELECT u.displayName AS login, u.status, r.displayName AS roleName
FROM okta_user AS u
JOIN okta_user_assigned_role AS assigned ON assigned._fromEntityKey = u._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
