SELECT a.displayName AS appName, a.samlSignatureAlgorithm, a.samlDigestAlgorithm
FROM okta_application AS a
WHERE a.isActive AND (a.samlSignatureAlgorithm = 'RSA_SHA1' OR a.samlDigestAlgorithm = 'SHA1')
ORDER BY ALL
