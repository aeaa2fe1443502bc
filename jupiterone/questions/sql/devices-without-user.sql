SELECT d.displayName AS deviceName, d.platform, d.deviceStatus
FROM okta_device AS d
WHERE d._key NOT IN (SELECT _toEntityKey FROM okta_user_has_device)
ORDER BY ALL
