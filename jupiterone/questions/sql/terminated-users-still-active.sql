SELECT u.displayName AS login, u.terminatedOn
FROM okta_user AS u
WHERE u.isActive AND u.terminatedOn < days_ago(0)
ORDER BY login
