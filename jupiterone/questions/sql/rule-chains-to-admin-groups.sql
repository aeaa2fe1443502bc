SELECT source.displayName AS sourceGroupName, rule.displayName AS ruleName,
  g.displayName AS groupName, r.displayName AS roleName
FROM groups AS source
JOIN okta_rule_uses_group AS uses ON uses._toEntityKey = source._key
JOIN okta_rule AS rule ON rule._key = uses._fromEntityKey
JOIN okta_rule_manages_user_group AS manages ON manages._fromEntityKey = rule._key
JOIN okta_user_group AS g ON g._key = manages._toEntityKey
JOIN okta_user_group_assigned_role AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE rule.status = 'active' AND assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
