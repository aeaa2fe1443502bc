SELECT u.displayName AS login, u.unverifiedEmails
FROM okta_user AS u
WHERE u.isActive AND u.unverifiedEmails IS NOT NULL
ORDER BY login
