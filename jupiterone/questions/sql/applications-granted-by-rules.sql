SELECT rule.displayName AS ruleName, rule.expression, g.displayName AS groupName,
  app.displayName AS appName
FROM okta_rule AS rule
JOIN okta_rule_manages_user_group AS manages ON manages._fromEntityKey = rule._key
JOIN okta_user_group AS g ON g._key = manages._toEntityKey
JOIN okta_group_assigned_application AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_application AS app ON app._key = assigned._toEntityKey
WHERE rule.status = 'active'
ORDER BY ALL
