SELECT a.displayName AS appName, p.displayName AS policyName, r.displayName AS ruleName,
  r.emailVerificationRequired
FROM okta_application AS a
JOIN okta_application_uses_policy AS uses ON uses._fromEntityKey = a._key
JOIN okta_policy AS p ON p._key = uses._toEntityKey
JOIN okta_policy_has_rule AS has ON has._fromEntityKey = p._key
JOIN okta_policy_rule AS r ON r._key = has._toEntityKey
WHERE a.isActive AND p.isActive AND r.isActive AND r.unknownUserAction = 'REGISTER'
ORDER BY ALL
