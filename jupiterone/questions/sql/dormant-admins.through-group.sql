SELECT u.displayName AS login, u.lastLoginOn,
  g.displayName AS groupName, r.displayName AS roleName
FROM okta_user AS u
JOIN memberships ON memberships._toEntityKey = u._key
JOIN groups AS g ON g._key = memberships._fromEntityKey
JOIN okta_user_group_assigned_role AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE assigned.status IS DISTINCT FROM 'inactive'
  AND u.isActive AND (u.lastLoginOn < days_ago(90) OR u.lastLoginOn IS NULL)
ORDER BY login, roleName
