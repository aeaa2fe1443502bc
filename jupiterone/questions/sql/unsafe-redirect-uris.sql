SELECT a.displayName AS appName, a.hasWildcardRedirectUri, a.hasHttpRedirectUri, a.redirectUris
FROM okta_application AS a
WHERE a.isActive AND (a.hasWildcardRedirectUri OR a.hasHttpRedirectUri)
ORDER BY appName
