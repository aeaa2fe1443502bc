SELECT org.displayName AS orgName
FROM okta_account AS org
WHERE NOT EXISTS (
  FROM okta_account_has_log_stream AS has
  JOIN okta_log_stream AS l ON l._key = has._toEntityKey
  WHERE has._fromEntityKey = org._key AND l.isActive
)
ORDER BY ALL
