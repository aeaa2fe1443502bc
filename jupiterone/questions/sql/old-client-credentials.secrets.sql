SELECT a.displayName AS appName, s.id AS secretId, s.createdOn
FROM okta_client_secret AS s
JOIN okta_application_has_client_secret AS has ON has._toEntityKey = s._key
JOIN okta_application AS a ON a._key = has._fromEntityKey
WHERE s.isActive AND s.createdOn < days_ago(365)
ORDER BY ALL
