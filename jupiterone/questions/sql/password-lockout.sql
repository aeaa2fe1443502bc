SELECT p.displayName AS policyName, p.lockoutAttempts
FROM okta_password_policy AS p
WHERE p.isActive
  AND (p.lockoutAttempts = 0 OR p.lockoutAttempts > 3)
ORDER BY ALL
