SELECT u.displayName AS login, g.displayName AS groupName, r.displayName AS roleName,
  i.displayName AS idpName, i.trustClaims
FROM okta_user AS u
JOIN memberships ON memberships._toEntityKey = u._key
JOIN groups AS g ON g._key = memberships._fromEntityKey
JOIN okta_user_group_assigned_role AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
JOIN okta_user_uses_identity_provider AS uses ON uses._fromEntityKey = u._key
JOIN okta_identity_provider AS i ON i._key = uses._toEntityKey
WHERE u.isActive AND i.isActive AND assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
