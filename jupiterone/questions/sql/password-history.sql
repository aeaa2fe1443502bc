SELECT p.displayName AS policyName, p.historyCount
FROM okta_password_policy AS p
WHERE p.isActive
  AND (p.historyCount < 5)
ORDER BY ALL
