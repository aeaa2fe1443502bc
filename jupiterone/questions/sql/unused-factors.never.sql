SELECT u.displayName AS login, f.displayName AS factor, f.created
FROM okta_user AS u
JOIN okta_user_assigned_factor AS enrolled ON enrolled._fromEntityKey = u._key
JOIN mfa_device AS f ON f._key = enrolled._toEntityKey
WHERE f.isActive AND f.lastVerifiedOn IS NULL
ORDER BY ALL
