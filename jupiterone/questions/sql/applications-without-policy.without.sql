SELECT a.displayName AS appName, a.signOnMode
FROM okta_application AS a
WHERE a.isActive AND a.accessPolicyId IS NULL AND a.signOnMode <> 'BOOKMARK'
ORDER BY ALL
