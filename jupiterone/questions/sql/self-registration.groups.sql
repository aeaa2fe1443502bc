SELECT p.displayName AS policyName, r.displayName AS ruleName, g.displayName AS groupName
FROM okta_policy AS p
JOIN okta_policy_has_rule AS has ON has._fromEntityKey = p._key
JOIN okta_policy_rule AS r ON r._key = has._toEntityKey
JOIN okta_policy_rule_manages_group AS manages ON manages._fromEntityKey = r._key
JOIN okta_user_group AS g ON g._key = manages._toEntityKey
WHERE p.isActive AND r.isActive AND r.unknownUserAction = 'REGISTER'
ORDER BY ALL
