SELECT a.displayName AS appName, a.clientAuthMethod, s.scope, s.grantSource
FROM okta_application AS a
JOIN okta_application_has_scope_grant AS has ON has._fromEntityKey = a._key
JOIN okta_app_scope_grant AS s ON s._key = has._toEntityKey
WHERE a.isActive AND starts_with(a.clientAuthMethod, 'client_secret') AND s.isActive AND s.isManageScope
ORDER BY ALL
