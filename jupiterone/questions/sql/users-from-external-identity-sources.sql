SELECT u.displayName AS login, u.status, u.identitySourceType, u.identitySourceName
FROM okta_user AS u
WHERE u.identitySourceType <> 'OKTA'
ORDER BY login
