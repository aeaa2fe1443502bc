SELECT rule.displayName AS ruleName, rule.status, rule.expression
FROM okta_rule AS rule
WHERE rule._key NOT IN (SELECT _fromEntityKey FROM okta_rule_manages_user_group)
ORDER BY ruleName
