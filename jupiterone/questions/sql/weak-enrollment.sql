SELECT DISTINCT p.displayName AS policyName, x.displayName AS authenticator, x.allowedFor
FROM okta_mfa_enroll_policy AS p
JOIN (
  SELECT _fromEntityKey, _toEntityKey FROM okta_mfa_enroll_policy_allows_authenticator
  UNION ALL
  SELECT _fromEntityKey, _toEntityKey FROM okta_mfa_enroll_policy_enforces_authenticator
) AS offers ON offers._fromEntityKey = p._key
JOIN okta_authenticator AS x ON x._key = offers._toEntityKey
WHERE p.isActive AND x.isActive AND x.isWeak
ORDER BY ALL
