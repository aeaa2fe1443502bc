SELECT a.displayName AS appName, p.displayName AS policyName, r.displayName AS ruleName,
  r.passwordAloneSuffices
FROM okta_application AS a
JOIN okta_access_policy_protects_application AS protects ON protects._toEntityKey = a._key
JOIN okta_access_policy AS p ON p._key = protects._fromEntityKey
JOIN okta_policy_has_rule AS has ON has._fromEntityKey = p._key
JOIN okta_policy_rule AS r ON r._key = has._toEntityKey
WHERE a.isActive AND p.isActive AND r.isActive AND r.access = 'ALLOW' AND r.allowsSingleFactor
ORDER BY ALL
