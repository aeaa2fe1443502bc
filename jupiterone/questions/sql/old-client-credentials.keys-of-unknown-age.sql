SELECT a.displayName AS appName, k.kid AS keyId
FROM okta_client_key AS k
JOIN okta_application_has_client_key AS has ON has._toEntityKey = k._key
JOIN okta_application AS a ON a._key = has._fromEntityKey
WHERE k.isActive AND k.createdOn IS NULL
ORDER BY ALL
