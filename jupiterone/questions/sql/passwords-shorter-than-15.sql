SELECT p.displayName AS policyName, p.minLength
FROM okta_password_policy AS p
WHERE p.isActive
  AND (p.minLength < 15)
ORDER BY ALL
