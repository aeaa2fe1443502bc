SELECT u.displayName AS login, u.status, r.displayName AS ruleName,
  p.displayName AS policyName, p.policyType
FROM okta_user AS u
JOIN okta_user_limits_policy_rule AS limits ON limits._fromEntityKey = u._key
JOIN okta_policy_rule AS r ON r._key = limits._toEntityKey
JOIN okta_policy_has_rule AS has ON has._toEntityKey = r._key
JOIN policies AS p ON p._key = has._fromEntityKey
WHERE r.isActive
ORDER BY ALL
