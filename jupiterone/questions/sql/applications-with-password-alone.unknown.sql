SELECT a.displayName AS appName, p.displayName AS policyName
FROM okta_application AS a
JOIN okta_access_policy_protects_application AS protects ON protects._toEntityKey = a._key
JOIN okta_access_policy AS p ON p._key = protects._fromEntityKey
WHERE a.isActive AND p.isActive AND p.passwordAloneSuffices IS NULL
ORDER BY ALL
