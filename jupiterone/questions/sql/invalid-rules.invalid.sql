SELECT rule.displayName AS ruleName, rule.expression, epoch_ms(rule.lastUpdatedOn) AS lastUpdatedOn
FROM okta_rule AS rule
WHERE rule.status = 'invalid'
ORDER BY ruleName
