SELECT org.displayName AS orgName, z.displayName AS zoneName, z.gateways
FROM okta_account AS org
JOIN okta_account_trusts_network_zone AS trusts ON trusts._fromEntityKey = org._key
JOIN okta_network_zone AS z ON z._key = trusts._toEntityKey
ORDER BY orgName, zoneName
