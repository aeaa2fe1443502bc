SELECT u.displayName AS login, epoch_ms(u.createdOn) AS createdOn
FROM okta_user AS u
WHERE u.isActive AND u.lastLoginOn IS NULL AND u.createdOn < days_ago(30)
ORDER BY login
