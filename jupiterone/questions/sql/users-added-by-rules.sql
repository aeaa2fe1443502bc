SELECT rule.displayName AS ruleName, g.displayName AS groupName, u.displayName AS login
FROM okta_rule AS rule
JOIN okta_rule_manages_user_group AS manages ON manages._fromEntityKey = rule._key
JOIN okta_user_group AS g ON g._key = manages._toEntityKey
JOIN okta_group_has_user AS membership ON membership._fromEntityKey = g._key
JOIN okta_user AS u ON u._key = membership._toEntityKey
WHERE rule.status = 'active'
ORDER BY ALL
