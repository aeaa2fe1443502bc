SELECT a.displayName AS appName, c.displayName AS certificate, c.expiresOn
FROM okta_app_signing_certificate AS c
JOIN okta_application_has_signing_certificate AS has ON has._toEntityKey = c._key
JOIN okta_application AS a ON a._key = has._fromEntityKey
WHERE c.isCurrent AND c.expiresOn < days_ago(-60) AND a.isActive
ORDER BY ALL
