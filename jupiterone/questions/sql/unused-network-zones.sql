SELECT z.displayName AS zoneName, z.zoneType
FROM okta_network_zone AS z
WHERE z.isActive AND NOT z.isBlocklist AND NOT z.isSystem
  AND z._key NOT IN (SELECT _toEntityKey FROM okta_policy_rule_uses_network_zone)
  AND z._key NOT IN (SELECT _toEntityKey FROM okta_api_token_uses_network_zone)
  AND z._key NOT IN (SELECT _toEntityKey FROM okta_application_uses_network_zone)
  AND z._key NOT IN (SELECT _toEntityKey FROM okta_account_trusts_network_zone)
ORDER BY ALL
