SELECT p.displayName AS policyName, p.excludeUsername, p.excludeAttributes, p.autoUnlockMins
FROM okta_password_policy AS p
WHERE p.isActive
  AND (NOT p.excludeUsername OR (p.autoUnlockMins > 0 AND p.autoUnlockMins < 30))
ORDER BY ALL
