SELECT rule.displayName AS ruleName, rule.expression, g.displayName AS groupName,
  r.displayName AS roleName
FROM okta_rule AS rule
JOIN okta_rule_manages_user_group AS manages ON manages._fromEntityKey = rule._key
JOIN okta_user_group AS g ON g._key = manages._toEntityKey
JOIN okta_user_group_assigned_role AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE assigned.status IS DISTINCT FROM 'inactive'
  AND rule.status = 'active'
ORDER BY ALL
