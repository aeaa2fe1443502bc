SELECT p.displayName AS policyName, p.minAgeMins, p.maxAgeDays
FROM okta_password_policy AS p
WHERE p.isActive
  AND (p.minAgeMins < 1440 OR p.maxAgeDays = 0 OR p.maxAgeDays > 60)
ORDER BY ALL
