SELECT p.displayName AS policyName, p.excludeCommonPasswords
FROM okta_password_policy AS p
WHERE p.isActive
  AND (NOT p.excludeCommonPasswords)
ORDER BY ALL
