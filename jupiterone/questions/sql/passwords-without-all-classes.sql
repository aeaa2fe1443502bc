SELECT p.displayName AS policyName, p.requireLowercase, p.requireUppercase, p.requireNumbers, p.requireSymbols
FROM okta_password_policy AS p
WHERE p.isActive
  AND (NOT p.requireLowercase OR NOT p.requireUppercase OR NOT p.requireNumbers
    OR NOT p.requireSymbols)
ORDER BY ALL
