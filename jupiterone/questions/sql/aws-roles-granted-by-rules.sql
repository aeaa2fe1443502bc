SELECT rule.displayName AS ruleName, rule.expression, g.displayName AS groupName,
  reason.roleName, reason.awsAccountId
FROM okta_rule AS rule
JOIN okta_rule_manages_user_group AS manages ON manages._fromEntityKey = rule._key
JOIN okta_user_group AS g ON g._key = manages._toEntityKey
JOIN okta_user_group_assigned_aws_iam_role AS reason ON reason._fromEntityKey = g._key
JOIN aws_iam_role AS role ON role._key = reason._toEntityKey
WHERE rule.status = 'active'
ORDER BY ALL
