SELECT rule.displayName AS ruleName, rule.expression, rule.lastUpdatedOn
FROM okta_rule AS rule
WHERE rule.status = 'invalid'
ORDER BY ruleName
