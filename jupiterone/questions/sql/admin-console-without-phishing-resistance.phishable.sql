SELECT a.displayName AS appName, p.displayName AS policyName
FROM okta_application AS a
JOIN okta_access_policy_protects_application AS protects ON protects._toEntityKey = a._key
JOIN okta_access_policy AS p ON p._key = protects._fromEntityKey
WHERE a.isActive AND a.shortName IN ('saasure', 'okta_enduser')
  AND NOT p.phishingResistantEverywhere
ORDER BY ALL
