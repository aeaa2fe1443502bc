SELECT u.displayName AS login, u.createdOn
FROM okta_user AS u
WHERE u.isActive AND u.lastLoginOn IS NULL AND u.createdOn < days_ago(30)
ORDER BY login
