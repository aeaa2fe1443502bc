SELECT p.displayName AS policyName, p.policyType, p.priority
FROM policies AS p
WHERE p.isActive AND p.neverApplies
ORDER BY ALL
