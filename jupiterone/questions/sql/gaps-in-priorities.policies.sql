SELECT p.displayName AS policyName, p.policyType, p.priority
FROM policies AS p
WHERE p.priorityGap
ORDER BY ALL
