SELECT u.displayName AS login
FROM okta_user AS u
WHERE u.isActive AND u.isMfaEnabled
  AND NOT EXISTS (
    FROM okta_user_assigned_factor AS enrolled
    JOIN mfa_device AS f ON f._key = enrolled._toEntityKey
    WHERE enrolled._fromEntityKey = u._key
      AND f.isActive AND f.factorType NOT IN ('sms', 'call', 'email', 'question')
  )
ORDER BY login
