SELECT s.displayName AS serverName, p.displayName AS policyName, r.displayName AS ruleName,
  r.refreshTokenWindowMinutes
FROM okta_auth_server AS s
JOIN okta_auth_server_has_policy AS holds ON holds._fromEntityKey = s._key
JOIN okta_auth_server_policy AS p ON p._key = holds._toEntityKey
JOIN okta_auth_server_policy_has_rule AS has ON has._fromEntityKey = p._key
JOIN okta_auth_server_policy_rule AS r ON r._key = has._toEntityKey
WHERE s.isActive AND p.isActive AND r.isActive AND r.refreshTokenMinutes = 0
ORDER BY ALL
