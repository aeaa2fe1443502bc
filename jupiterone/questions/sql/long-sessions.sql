SELECT p.displayName AS policyName, r.displayName AS ruleName, r.maxSessionLifetimeMinutes,
  r.sessionUnlimited
FROM okta_policy_rule AS r
JOIN okta_policy_has_rule AS has ON has._toEntityKey = r._key
JOIN okta_sign_on_policy AS p ON p._key = has._fromEntityKey
WHERE p.isActive AND r.isActive AND r.access = 'ALLOW'
  AND (r.sessionUnlimited OR r.maxSessionLifetimeMinutes > 1080)
ORDER BY ALL
