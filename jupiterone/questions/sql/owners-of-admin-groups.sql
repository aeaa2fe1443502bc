SELECT o.displayName AS owner, g.displayName AS groupName, r.displayName AS roleName
FROM (
  SELECT u.displayName, owns._toEntityKey AS owned
  FROM okta_user_owns_group AS owns JOIN okta_user AS u ON u._key = owns._fromEntityKey
  UNION ALL
  SELECT og.displayName, owns._toEntityKey
  FROM okta_group_owns_group AS owns JOIN groups AS og ON og._key = owns._fromEntityKey
) AS o
JOIN okta_user_group AS g ON g._key = o.owned
JOIN okta_user_group_assigned_role AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
