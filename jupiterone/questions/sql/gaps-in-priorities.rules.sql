SELECT p.displayName AS policyName, r.displayName AS ruleName, r.priority
FROM okta_policy_rule AS r
JOIN okta_policy_has_rule AS has ON has._toEntityKey = r._key
JOIN policies AS p ON p._key = has._fromEntityKey
WHERE r.priorityGap
ORDER BY ALL
