SELECT p.displayName AS policyName, r.displayName AS ruleName, r.resetMethods, r.resetStepUpMethods
FROM okta_policy_rule AS r
JOIN okta_policy_has_rule AS has ON has._toEntityKey = r._key
JOIN okta_password_policy AS p ON p._key = has._fromEntityKey
WHERE r.isActive AND p.isActive
  AND (list_has_any(r.resetMethods, ['sms', 'voice'])
    OR list_contains(r.resetStepUpMethods, 'security_question'))
ORDER BY policyName, ruleName
