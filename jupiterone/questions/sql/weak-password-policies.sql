SELECT p.displayName AS policyName, p.minLength, p.historyCount, p.excludeCommonPasswords,
  p.lockoutAttempts
FROM okta_password_policy AS p
WHERE p.isActive
  AND (p.minLength < 12 OR p.historyCount < 5 OR NOT p.excludeCommonPasswords
    OR p.lockoutAttempts = 0)
ORDER BY ALL
