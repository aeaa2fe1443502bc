SELECT u.displayName AS login, u.createdOn
FROM okta_user AS u
WHERE u.isActive AND u.identitySourceType = 'OKTA' AND u.passwordChangedOn IS NULL
ORDER BY login
