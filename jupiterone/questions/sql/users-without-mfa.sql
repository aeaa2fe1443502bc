SELECT u.displayName AS login, u.userType, u.lastLoginOn
FROM okta_user AS u
WHERE u.isActive AND NOT u.isMfaEnabled
ORDER BY login
