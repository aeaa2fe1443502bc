SELECT d.displayName AS policyName, d.platform
FROM okta_device_assurance_policy AS d
WHERE d._key NOT IN (SELECT _toEntityKey FROM okta_policy_rule_uses_device_assurance_policy)
ORDER BY ALL
