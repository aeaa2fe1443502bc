SELECT u.displayName AS login, u.status, u.lastLoginOn
FROM okta_user AS u
JOIN okta_user_assigned_role AS assigned ON assigned._fromEntityKey = u._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE assigned.status IS DISTINCT FROM 'inactive'
  AND r.superAdmin
ORDER BY login
