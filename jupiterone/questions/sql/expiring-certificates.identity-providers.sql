SELECT i.displayName AS idpName, c.displayName AS certificate, c.expiresOn
FROM okta_idp_certificate AS c
JOIN okta_identity_provider_has_certificate AS has ON has._toEntityKey = c._key
JOIN okta_identity_provider AS i ON i._key = has._fromEntityKey
WHERE c.expiresOn < days_ago(-60) AND i.isActive
ORDER BY ALL
