SELECT a.displayName AS appName, a.grantTypes
FROM okta_application AS a
WHERE a.isActive AND list_has_any(a.grantTypes, ['implicit', 'password'])
ORDER BY appName
