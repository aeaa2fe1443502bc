SELECT u.displayName AS login, r.displayName AS roleName, i.displayName AS idpName, i.trustClaims
FROM okta_user AS u
JOIN okta_user_assigned_role AS assigned ON assigned._fromEntityKey = u._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
JOIN okta_user_uses_identity_provider AS uses ON uses._fromEntityKey = u._key
JOIN okta_identity_provider AS i ON i._key = uses._toEntityKey
WHERE u.isActive AND i.isActive AND assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
