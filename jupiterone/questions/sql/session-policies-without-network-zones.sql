SELECT p.displayName AS policyName, p.priority
FROM okta_sign_on_policy AS p
WHERE p.isActive AND NOT p.usesNetworkZones
ORDER BY ALL
