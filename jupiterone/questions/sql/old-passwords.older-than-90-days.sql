SELECT u.displayName AS login, u.passwordChangedOn
FROM okta_user AS u
WHERE u.isActive AND u.identitySourceType = 'OKTA' AND u.passwordChangedOn < days_ago(90)
ORDER BY login
