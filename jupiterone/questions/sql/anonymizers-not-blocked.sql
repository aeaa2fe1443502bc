SELECT org.displayName AS orgName
FROM okta_account AS org
WHERE EXISTS (
  FROM okta_account_has_network_zone AS has
  JOIN okta_network_zone AS z ON z._key = has._toEntityKey
  WHERE has._fromEntityKey = org._key AND z.isSystem
) AND NOT EXISTS (
  FROM okta_account_has_network_zone AS has
  JOIN okta_network_zone AS z ON z._key = has._toEntityKey
  WHERE has._fromEntityKey = org._key AND z.isActive AND z.isBlocklist
    AND (list_has_any(z.includedIpCategories, ['ALL_ANONYMIZERS', 'TOR_ANONYMIZER'])
      OR z.proxyType IN ('Any', 'Tor'))
)
ORDER BY ALL
