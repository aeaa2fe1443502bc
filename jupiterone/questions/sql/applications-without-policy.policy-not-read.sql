SELECT a.displayName AS appName, a.accessPolicyId
FROM okta_application AS a
WHERE a.isActive AND a.accessPolicyId IS NOT NULL
  AND a._key NOT IN (SELECT _toEntityKey FROM okta_access_policy_protects_application)
ORDER BY ALL
