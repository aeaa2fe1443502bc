SELECT org.displayName AS orgName
FROM okta_account AS org
WHERE org.pipeline IS DISTINCT FROM 'v1' AND NOT EXISTS (
  FROM okta_account_has_application AS has
  JOIN okta_application AS a ON a._key = has._toEntityKey
  WHERE has._fromEntityKey = org._key AND a.shortName = 'saasure'
)
ORDER BY ALL
