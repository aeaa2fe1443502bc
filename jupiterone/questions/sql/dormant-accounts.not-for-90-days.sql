SELECT u.displayName AS login, u.lastLoginOn
FROM okta_user AS u
WHERE u.isActive AND u.lastLoginOn < days_ago(90)
ORDER BY login
