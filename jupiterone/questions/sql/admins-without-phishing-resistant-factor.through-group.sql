SELECT u.displayName AS login, g.displayName AS groupName, r.displayName AS roleName
FROM okta_user AS u
JOIN memberships ON memberships._toEntityKey = u._key
JOIN groups AS g ON g._key = memberships._fromEntityKey
JOIN okta_user_group_assigned_role AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE assigned.status IS DISTINCT FROM 'inactive'
  AND u.isActive AND u.isMfaEnabled IS NOT NULL
  AND NOT EXISTS (
    FROM okta_user_assigned_factor AS enrolled
    JOIN mfa_device AS f ON f._key = enrolled._toEntityKey
    WHERE enrolled._fromEntityKey = u._key
      AND f.isActive AND f.factorType IN ('webauthn', 'u2f', 'signed_nonce')
  )
ORDER BY ALL
