SELECT u.displayName AS login, u.status, u.createdOn
FROM okta_user AS u
WHERE u.status IN ('staged', 'provisioned') AND u.createdOn < days_ago(30)
ORDER BY login
