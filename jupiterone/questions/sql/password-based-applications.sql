SELECT app.displayName AS appName, app.signOnMode
FROM okta_application AS app
WHERE app.status = 'active'
  AND app.signOnMode IN ('AUTO_LOGIN', 'BASIC_AUTH', 'BROWSER_PLUGIN', 'SECURE_PASSWORD_STORE')
ORDER BY appName
