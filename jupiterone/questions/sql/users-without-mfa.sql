SELECT u.displayName AS login, u.userType, epoch_ms(u.lastLoginOn) AS lastLoginOn
FROM okta_user AS u
WHERE u.isActive AND NOT u.isMfaEnabled
ORDER BY login
