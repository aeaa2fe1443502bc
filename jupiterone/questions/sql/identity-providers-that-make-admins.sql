SELECT i.displayName AS idpName, i.groupsAction, g.displayName AS groupName, r.displayName AS roleName
FROM okta_identity_provider AS i
JOIN okta_identity_provider_manages_group AS manages ON manages._fromEntityKey = i._key
JOIN okta_user_group AS g ON g._key = manages._toEntityKey
JOIN okta_user_group_assigned_role AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE i.isActive AND assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
