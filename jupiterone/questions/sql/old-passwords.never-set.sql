SELECT u.displayName AS login, epoch_ms(u.createdOn) AS createdOn
FROM okta_user AS u
WHERE u.isActive AND u.identitySourceType = 'OKTA' AND u.passwordChangedOn IS NULL
ORDER BY login
