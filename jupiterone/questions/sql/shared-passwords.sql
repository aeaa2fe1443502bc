SELECT a.displayName AS appName, a.credentialScheme, a.revealPassword
FROM okta_application AS a
WHERE a.isActive AND (a.credentialScheme = 'SHARED_USERNAME_AND_PASSWORD' OR a.revealPassword)
ORDER BY ALL
