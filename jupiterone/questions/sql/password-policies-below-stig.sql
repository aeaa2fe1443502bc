SELECT p.displayName AS policyName, p.minLength, p.requireLowercase, p.requireUppercase,
  p.requireNumbers, p.requireSymbols, p.minAgeMins, p.maxAgeDays, p.historyCount,
  p.excludeCommonPasswords, p.lockoutAttempts
FROM okta_password_policy AS p
WHERE p.isActive
  AND (p.minLength < 15 OR NOT p.requireLowercase OR NOT p.requireUppercase
    OR NOT p.requireNumbers OR NOT p.requireSymbols OR p.minAgeMins < 1440
    OR p.maxAgeDays = 0 OR p.maxAgeDays > 60 OR p.historyCount < 5 OR NOT p.excludeCommonPasswords
    OR p.lockoutAttempts = 0 OR p.lockoutAttempts > 3)
ORDER BY ALL
