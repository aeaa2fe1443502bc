SELECT org.displayName AS orgName, l.displayName AS streamName, l.status
FROM okta_log_stream AS l
JOIN okta_account_has_log_stream AS has ON has._toEntityKey = l._key
JOIN okta_account AS org ON org._key = has._fromEntityKey
WHERE org._key NOT IN (
  SELECT active._fromEntityKey FROM okta_account_has_log_stream AS active
  JOIN okta_log_stream AS other ON other._key = active._toEntityKey
  WHERE other.isActive
)
ORDER BY ALL
