SELECT d.displayName AS deviceName, d.platform, u.displayName AS login
FROM okta_device AS d
JOIN okta_user_has_device AS has ON has._toEntityKey = d._key
JOIN okta_user AS u ON u._key = has._fromEntityKey
WHERE d.managementStatus = 'NOT_MANAGED'
ORDER BY ALL
