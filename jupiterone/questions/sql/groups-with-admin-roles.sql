SELECT g.displayName AS groupName, g.type AS groupType, r.displayName AS roleName
FROM groups AS g
JOIN okta_user_group_assigned_role AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
